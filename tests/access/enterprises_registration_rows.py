"""The steps of a registration, the people of an organisation, and how a registration is taken back or dropped."""

from datetime import timedelta

from django.core import signing
from django.utils import timezone

from enterprises.views.contacts import SALT
from partnerships.models import Invitation
from tests.access.enterprises_rows import draft, members_or_staff
from tests.access.matrix import Row
from tests.access.world import BUILDERS
from tests.core.uploads.samples import pdf, upload
from tests.factories.enterprises import ContactPersonFactory

BUILDERS["contact"] = lambda world: ContactPersonFactory(organisation=world.draft)
BUILDERS["colleague_offer"] = lambda world: Invitation.objects.create(
    partnership=world.partnership,
    role="contributor",
    subject_id=world.draft.pk,
    email="new@example.org",
    token_hash="0" * 64,
    expires_at=timezone.now() + timedelta(days=1),
)


def contact(world):
    return draft(world) | {"pk": world.rows["contact"].pk}


def offer(world):
    return draft(world) | {"pk": world.rows["colleague_offer"].pk}


def waiting(world):
    return world.tenant(organisation=world.submitted.slug)


def person(world):
    return {"name": "Αρετή Καλοστάχυ", "duty": "orders"}


def removed(world):
    row = world.rows["contact"]
    kept = {"pk": row.pk, "position": 1, "name": row.name, "duty": "other", "role": "", "email": "", "phone": ""}
    return {"signed": signing.dumps(kept | {"is_shown": False, "organisation": world.draft.pk}, salt=SALT)}


EDITORS = members_or_staff("manager", "coordinator")
SAVED = members_or_staff("manager", "coordinator", status=302)

ROWS = [
    Row("organisation_edit", "GET", EDITORS, kwargs=draft),
    Row("organisation_identity", "GET", EDITORS, kwargs=draft),
    Row("organisation_identity", "POST", SAVED, kwargs=draft, data=lambda world: {"name": "Η Ρόκα"}),
    Row("organisation_seat", "GET", EDITORS, kwargs=draft),
    Row("organisation_seat", "POST", SAVED, kwargs=draft, data=lambda world: {"municipality": world.municipality.pk}),
    Row("organisation_work", "GET", EDITORS, kwargs=draft),
    Row("organisation_work", "POST", SAVED, kwargs=draft, data=lambda world: {"description": "Ψωμί."}),
    Row("organisation_papers", "GET", EDITORS, kwargs=draft),
    # Papers are put into the wallet by the organisation's own people alone.
    Row(
        "organisation_papers",
        "POST",
        members_or_staff("manager", status=302) | {"coordinator": 422},
        kwargs=draft,
        data=lambda world: {"kind": "statute", "file": upload(pdf(), "statute.pdf")},
    ),
    Row("organisation_people", "GET", EDITORS, kwargs=draft),
    Row("organisation_people", "POST", SAVED, kwargs=draft, data=person),
    Row("contact_edit", "GET", EDITORS, kwargs=contact),
    Row("contact_edit", "POST", SAVED, kwargs=contact, data=person),
    Row("contact_move", "POST", SAVED, kwargs=contact),
    Row("contact_remove", "POST", SAVED, kwargs=contact),
    Row("contact_bring_back", "POST", SAVED, kwargs=draft, data=removed),
    Row("organisation_colleagues", "GET", members_or_staff("manager"), kwargs=draft),
    Row(
        "organisation_colleagues",
        "POST",
        members_or_staff("manager", status=302),
        kwargs=draft,
        data=lambda world: {"email": "colleague@example.org", "role": "contributor"},
    ),
    Row("colleague_take_back", "POST", members_or_staff("manager", status=302), kwargs=offer),
    Row("organisation_withdraw", "POST", members_or_staff("manager", status=302), kwargs=waiting),
    Row("organisation_discard", "GET", members_or_staff("manager"), kwargs=draft),
    Row("organisation_discard", "POST", members_or_staff("manager", status=302), kwargs=draft),
]
