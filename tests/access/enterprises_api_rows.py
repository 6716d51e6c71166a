"""What everybody reads of organisations and products in the API, and what their own people write."""

from tests.access.enterprises_documents_rows import document, paper
from tests.access.enterprises_products_rows import new_photo, photo, photos_of_product, product, words
from tests.access.enterprises_rows import STAFF, UNSEEN, draft, own
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.enterprises import ContactPersonFactory


def theirs(*allowed, status=200):
    """A visitor is asked for a key (401), whoever is no part of it is refused."""
    return only(*allowed, allowed=status, anonymous=401)


BUILDERS["contact_of_organisation"] = lambda world: ContactPersonFactory(organisation=world.organisation)


def contact(world):
    return own(world) | {"pk": world.rows["contact_of_organisation"].pk}


MEMBERS_AND_STAFF = ("manager", *STAFF)
READERS_OF_PAPERS = ("manager", "coordinator")

ROWS = [
    Row("api_product_list", "GET", everybody(200)),
    Row("api_product_detail", "GET", everybody(200), kwargs=lambda world: {"pk": world.product.pk}),
    Row("api_product_category_list", "GET", everybody(200)),
    Row("api_nace_section_list", "GET", everybody(200)),
    Row("api_control_body_list", "GET", everybody(200)),
    Row("api_own_organisation", "GET", theirs(*MEMBERS_AND_STAFF), kwargs=own),
    Row(
        "api_own_organisation",
        "PATCH",
        theirs("manager", "coordinator"),
        kwargs=own,
        data=lambda world: {"address": "Ηρώων 5"},
    ),
    # The world's draft lacks what a submission needs: 422 says so to its manager.
    Row(
        "api_own_submit",
        "POST",
        dict.fromkeys(only(), UNSEEN) | dict.fromkeys(STAFF, 403) | {"manager": 422},
        kwargs=draft,
    ),
    # What the organisation of the world does not wait for, it can't take back: 409.
    Row("api_own_withdraw", "POST", theirs("manager", status=409), kwargs=own),
    Row("api_own_contact_list", "GET", theirs(*MEMBERS_AND_STAFF), kwargs=own),
    Row(
        "api_own_contact_list",
        "POST",
        theirs("manager", "coordinator", status=201),
        kwargs=own,
        data=lambda world: {"name": "Μαρία Ρήγα"},
    ),
    Row(
        "api_own_contact",
        "PATCH",
        theirs("manager", "coordinator"),
        kwargs=contact,
        data=lambda world: {"is_shown": True},
    ),
    Row("api_own_contact", "DELETE", theirs("manager", "coordinator", status=204), kwargs=contact),
    Row("api_own_product_list", "GET", theirs(*MEMBERS_AND_STAFF), kwargs=own),
    Row(
        "api_own_product_list", "POST", theirs("manager", status=201), kwargs=own, data=lambda world: {"name": "Κρασί"}
    ),
    Row("api_own_product", "GET", theirs(*MEMBERS_AND_STAFF), kwargs=product),
    Row("api_own_product", "PATCH", theirs("manager"), kwargs=product, data=lambda world: {"price": "4.20"}),
    Row("api_own_product_hide", "POST", theirs("manager"), kwargs=product),
    Row("api_own_product_show", "POST", theirs("manager"), kwargs=product),
    Row("api_own_product_photo_list", "GET", theirs(*MEMBERS_AND_STAFF), kwargs=photos_of_product),
    Row(
        "api_own_product_photo_list",
        "POST",
        theirs("manager", status=201),
        kwargs=photos_of_product,
        data=new_photo,
    ),
    Row("api_own_photo_list", "GET", theirs(*MEMBERS_AND_STAFF), kwargs=own),
    Row("api_own_photo_list", "POST", theirs("manager", status=201), kwargs=own, data=new_photo),
    Row("api_own_photo", "PATCH", theirs("manager"), kwargs=photo, data=words),
    Row("api_own_photo", "DELETE", theirs("manager", status=204), kwargs=photo),
    Row("api_own_document_list", "GET", theirs(*READERS_OF_PAPERS), kwargs=own),
    Row("api_own_document_list", "POST", theirs("manager", status=201), kwargs=own, data=paper),
    Row("api_own_document", "GET", theirs(*READERS_OF_PAPERS), kwargs=document),
    Row("api_own_document_file", "GET", theirs(*READERS_OF_PAPERS), kwargs=document),
    Row("api_own_document_withdraw", "POST", theirs("manager"), kwargs=document),
    Row("api_own_document_bring_back", "POST", theirs("manager"), kwargs=document),
    Row("api_schema", "GET", everybody(200)),
    Row("api_docs", "GET", everybody(200)),
]
