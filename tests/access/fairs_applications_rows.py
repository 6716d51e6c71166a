"""The call of a fair: what its application asks, read by everybody once it is public, built by the coordinator."""

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from core.tenancy import activate
from fairs.models import ApplicationDocument, DocumentRequest, FormQuestion
from partnerships.models import Partnership
from tests.access.fairs_rows import application, fair, of_application, of_planned, tenant
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.enterprises import DocumentFactory, OrganisationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory


def _question(world):
    planned = world.rows["planned_fair"]
    with activate(world.partnership):
        return FormQuestion.objects.create(partnership=world.partnership, fair=planned, label="Πόσα άτομα;")


def _paper(world):
    planned = world.rows["planned_fair"]
    with activate(world.partnership):
        return DocumentRequest.objects.create(partnership=world.partnership, fair=planned, kind="statute")


BUILDERS["call_question"] = _question
BUILDERS["call_paper"] = _paper


def preparing(world):
    return world.tenant(fair=world.rows["planned_fair"].slug)


def question(world):
    return preparing(world) | {"question": world.rows["call_question"].pk}


def down(world):
    return question(world) | {"direction": "down"}


def paper(world):
    return preparing(world) | {"paper": world.rows["call_paper"].pk}


def asked(world):
    return {"kind": "text", "label": "Τι ώρα έρχεστε;"}


def other_paper(world):
    return {"kind": "certificate", "is_required": "on"}


def _draft(world):
    return ApplicationFactory(
        fair=FairFactory(partnership=world.partnership), organisation=world.organisation, state="draft"
    )


def _handed(world):
    handed_to = world.rows["application"]
    path = storages["vault"].save("access/statute.pdf", ContentFile(b"%PDF-1.7"))
    with activate(world.partnership):
        DocumentRequest.objects.create(
            partnership=world.partnership, fair=handed_to.fair, kind="statute", is_required=False
        )
        return ApplicationDocument.objects.create(
            partnership=world.partnership, application=handed_to, kind="statute", source_id=1, path=path
        )


BUILDERS["draft_application"] = _draft
BUILDERS["handed_paper"] = _handed
BUILDERS["wallet_paper"] = lambda world: DocumentFactory(organisation=world.organisation, kind="statute")


def draft(world):
    return world.tenant(application=world.rows["draft_application"].pk)


def handed(world):
    assert world.rows["handed_paper"]
    return application(world) | {"kind": "statute"}


def filled_in(world):
    return {"products_shown": "Μέλι", "goods": "food", "save": "yes"}


def chosen(world):
    return {"document": world.rows["wallet_paper"].pk}


OF_DRAFT = only("manager", others=404)
"""A draft is its organisation's own affair."""


ROWS = [
    Row("application_edit", "GET", OF_DRAFT, kwargs=draft),
    Row("application_edit", "POST", OF_DRAFT | {"manager": 302}, kwargs=draft, data=filled_in),
    Row("application_discard", "GET", OF_DRAFT, kwargs=draft),
    Row("application_discard", "POST", OF_DRAFT | {"manager": 302}, kwargs=draft),
    Row("application_paper", "GET", of_application("manager"), kwargs=handed),
    Row("application_paper", "POST", of_application("manager", status=302), kwargs=handed, data=chosen),
    Row("application_paper_take_back", "GET", of_application("manager", status=405), kwargs=handed),
    Row("application_paper_take_back", "POST", of_application("manager", status=302), kwargs=handed),
    Row("application_paper_file", "GET", of_application("manager", "officer", "coordinator"), kwargs=handed),
    Row("fair_call", "GET", everybody(200), kwargs=fair),
    Row("call_question_create", "GET", of_planned(200), kwargs=preparing),
    Row("call_question_create", "POST", of_planned(302), kwargs=preparing, data=asked),
    Row("call_question_edit", "GET", of_planned(200), kwargs=question),
    Row("call_question_edit", "POST", of_planned(302), kwargs=question, data=asked),
    Row("call_question_move", "GET", of_planned(405), kwargs=down),
    Row("call_question_move", "POST", of_planned(302), kwargs=down),
    Row("call_question_remove", "GET", of_planned(200), kwargs=question),
    Row("call_question_remove", "POST", of_planned(302), kwargs=question),
    Row("call_document_create", "GET", of_planned(200), kwargs=preparing),
    Row("call_document_create", "POST", of_planned(302), kwargs=preparing, data=other_paper),
    Row("call_document_edit", "GET", of_planned(200), kwargs=paper),
    Row("call_document_edit", "POST", of_planned(302), kwargs=paper, data=other_paper),
    Row("call_document_remove", "GET", of_planned(200), kwargs=paper),
    Row("call_document_remove", "POST", of_planned(302), kwargs=paper),
]


def own_application(world):
    return world.tenant(pk=world.rows["application"].pk)


def own_draft(world):
    return world.tenant(pk=world.rows["draft_application"].pk)


def own_paper(world):
    assert world.rows["handed_paper"]
    return own_application(world) | {"kind": "statute"}


def wished(world):
    return application(world) | {"organisation": world.rows["neighbour"].pk}


def beginning(world):
    return {"fair": world.rows["fair"].slug, "organisation": world.organisation.pk}


def api_of_draft(status=200):
    return only("manager", allowed=status, anonymous=401, others=404)


def api_of_application(status=200):
    """Whoever may read it on its page, and has no part in it, is told so (403); for others it is not there."""
    return of_application("manager", status=status) | {"anonymous": 401}


BUILDERS["neighbour"] = lambda world: OrganisationFactory(partnership=world.partnership)

ROWS += [
    Row("application_neighbours", "GET", of_application("manager"), kwargs=application),
    Row("application_neighbour_wish", "POST", of_application("manager", status=302), kwargs=wished),
    Row("application_neighbour_drop", "POST", of_application("manager", status=302), kwargs=wished),
    Row(
        "api_own_application_list",
        "GET",
        only("manager", "steward", anonymous=401),
        kwargs=tenant,
    ),
    Row(
        "api_own_application_list",
        "POST",
        only("manager", allowed=201, anonymous=401) | {"steward": 403},
        kwargs=tenant,
        data=beginning,
    ),
    Row("api_own_application", "GET", api_of_application(), kwargs=own_application),
    Row(
        "api_own_application",
        "PATCH",
        api_of_application(),
        kwargs=own_application,
        data=lambda world: {"values": {"needs": "Σκιά"}, "seen": {"needs": ""}},
    ),
    Row("api_own_application", "DELETE", api_of_draft(204), kwargs=own_draft),
    Row("api_own_application_submit", "POST", api_of_draft(), kwargs=own_draft),
    Row("api_own_application_withdraw", "POST", api_of_application(), kwargs=own_application),
    Row(
        "api_own_application_document",
        "PUT",
        api_of_application(),
        kwargs=own_paper,
        data=lambda world: {"document": world.rows["wallet_paper"].pk},
    ),
    Row("api_own_application_document", "DELETE", api_of_application(204), kwargs=own_paper),
]


def _fair_elsewhere(world):
    return FairFactory(partnership=Partnership.objects.get(slug="crete"), takes_other_regions=True)


def _draft_elsewhere(world):
    fair_there = FairFactory(partnership=Partnership.objects.get(slug="crete"), takes_other_regions=True)
    with activate(fair_there.partnership):
        DocumentRequest.objects.create(partnership=fair_there.partnership, fair=fair_there, kind="statute")
    return ApplicationFactory(fair=fair_there, organisation=world.organisation, state="draft")


BUILDERS["fair_elsewhere"] = _fair_elsewhere
BUILDERS["draft_elsewhere"] = _draft_elsewhere


def elsewhere(world):
    return {"host": "crete", "fair": world.rows["fair_elsewhere"].slug}


def paper_elsewhere(world):
    return {"host": "crete", "application": world.rows["draft_elsewhere"].pk, "kind": "statute"}


ROWS += [
    Row("fair_apply_elsewhere", "GET", only("manager", "steward"), kwargs=elsewhere),
    Row(
        "fair_apply_elsewhere",
        "POST",
        only("manager", allowed=302) | {"steward": 422},
        kwargs=elsewhere,
        data=beginning,
    ),
    Row("application_paper_elsewhere", "GET", OF_DRAFT, kwargs=paper_elsewhere),
    Row("application_paper_elsewhere", "POST", OF_DRAFT | {"manager": 302}, kwargs=paper_elsewhere, data=chosen),
]
