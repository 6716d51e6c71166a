"""Products, services and photos."""

from core.tenancy import activate
from core.uploads import prepare_picture
from enterprises.actions.photos import add_photo
from enterprises.forms.product_files import FilePreview
from enterprises.models import Product
from enterprises.queries.product_files import read_file
from tests.access.enterprises_rows import own
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.core.uploads.samples import picture, upload
from tests.factories.enterprises import ProductFactory


def _photo(world):
    with activate(world.partnership):
        made = prepare_picture(upload(picture()))
        world.organisation.refresh_from_db()
        return add_photo(world.organisation, made, acting_user=world.people["manager"], alt="Το κατάστημα")


BUILDERS["hidden_product"] = lambda world: ProductFactory(organisation=world.organisation, state=Product.State.HIDDEN)
BUILDERS["photo"] = _photo


def product(world):
    return own(world) | {"pk": world.product.pk}


def hidden(world):
    return own(world) | {"pk": world.rows["hidden_product"].pk}


def photos_of_product(world):
    return own(world) | {"product": world.product.pk}


def photo(world):
    return own(world) | {"pk": world.rows["photo"].pk}


def photo_file(world):
    photo = world.rows["photo"]
    return world.tenant(pk=photo.pk, digest=photo.digest[:12], width=photo.widths[0], ending="webp")


def wine(world):
    return {"kind": "product", "name": "Κρασί"}


def words(world):
    return {"alt": "Βάζα με μέλι"}


def new_photo(world):
    return {**words(world), "file": upload(picture("PNG"), "honey.png")}


def table_row(world):
    return {"row": "n1", "n1-name": "Κρασί", "n1-category": ":product"}


def products_file(world):
    return {"file": upload("Όνομα;Τιμή\nΚρασί;9,50".encode(), "products.csv")}


def export(world):
    return own(world) | {"ending": "csv"}


def sealed(world):
    with activate(world.partnership):
        file = read_file("Όνομα;Τιμή\nΚρασί;9,50".encode())
        return {"sealed": FilePreview(world.organisation, file).sealed()}


ROWS = [
    Row("product_table", "GET", only("manager"), kwargs=own),
    Row("product_table", "POST", only("manager", allowed=302), kwargs=own, data=table_row),
    Row("product_export", "GET", only("manager"), kwargs=export),
    Row("product_import", "GET", only("manager"), kwargs=own),
    Row("product_import", "POST", only("manager"), kwargs=own, data=products_file),
    Row("product_import_save", "POST", only("manager", allowed=302), kwargs=own, data=sealed),
    Row("product_remove", "GET", only("manager"), kwargs=product),
    Row("product_remove", "POST", only("manager", allowed=302), kwargs=product),
    Row("product_add", "GET", only("manager"), kwargs=own),
    Row("product_add", "POST", only("manager", allowed=302), kwargs=own, data=wine),
    Row("product_detail", "GET", everybody(200), kwargs=product),
    Row("product_edit", "GET", only("manager"), kwargs=product),
    Row("product_edit", "POST", only("manager", allowed=302), kwargs=product, data=wine),
    Row("product_hide", "POST", only("manager", allowed=302), kwargs=product),
    Row("product_show", "POST", only("manager", allowed=302), kwargs=hidden),
    Row("product_photos", "GET", only("manager"), kwargs=photos_of_product),
    Row("product_photos", "POST", only("manager", allowed=302), kwargs=photos_of_product, data=new_photo),
    Row("photo_list", "GET", only("manager"), kwargs=own),
    Row("photo_list", "POST", only("manager", allowed=302), kwargs=own, data=new_photo),
    Row("photo_edit", "GET", only("manager"), kwargs=photo),
    Row("photo_edit", "POST", only("manager", allowed=302), kwargs=photo, data=words),
    Row("photo_move", "POST", only("manager", allowed=302), kwargs=photo),
    Row("photo_remove", "GET", only("manager"), kwargs=photo),
    Row("photo_remove", "POST", only("manager", allowed=302), kwargs=photo),
    Row("photo_file", "GET", everybody(200), kwargs=photo_file),
]
