"""The directory, the registrations, and organisations in the API."""

from enterprises.models import LegalForm
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.enterprises import OrganisationFactory

SIGNED_IN_ROLES = (
    "citizen",
    "outsider",
    "manager",
    "steward",
    "officer",
    "other_officer",
    "observer",
    "editor",
    "coordinator",
    "administrator",
)
SIGNED_IN = only(*SIGNED_IN_ROLES)
STAFF = ("observer", "editor", "coordinator")
UNSEEN = 404
"""What is not public is not there for those who are no part of it."""

BUILDERS["suspended"] = lambda world: OrganisationFactory(partnership=world.partnership, state="suspended")


def own(world):
    return world.tenant(organisation=world.organisation.slug)


def draft(world):
    return world.tenant(organisation=world.draft.slug)


def suspended(world):
    return world.tenant(organisation=world.rows["suspended"].slug)


def submitted(world):
    return world.tenant(pk=world.submitted.pk)


def registration(world):
    return {
        "name": "Η Ρόκα",
        "legal_form": LegalForm.objects.first().pk,
        "municipality": world.municipality.pk,
    }


def reason(world):
    return {"reason": "Λείπει το καταστατικό."}


def members_or_staff(*allowed, status=200):
    """Who may see a draft but not do this gets 403; who may not see it, 404."""
    statuses = only(others=UNSEEN) | dict.fromkeys(("manager", *STAFF), 403)
    return statuses | dict.fromkeys(allowed, status)


def tenant(world):
    return world.tenant()


ROWS = [
    Row("organisation_list", "GET", everybody(200), kwargs=tenant),
    Row("organisation_detail", "GET", everybody(200), kwargs=own),
    Row("organisation_register", "GET", SIGNED_IN, kwargs=tenant),
    Row(
        "organisation_register",
        "POST",
        only(*SIGNED_IN_ROLES, allowed=302),
        kwargs=tenant,
        data=registration,
    ),
    Row("organisation_desk", "GET", members_or_staff("manager", *STAFF), kwargs=draft),
    Row("organisation_submit", "GET", members_or_staff("manager"), kwargs=draft),
    # The world's draft lacks what a submission needs: 422 says so to its manager.
    Row("organisation_submit", "POST", members_or_staff("manager", status=422), kwargs=draft),
    Row("organisation_suspend", "GET", only("coordinator"), kwargs=own),
    Row("organisation_suspend", "POST", only("coordinator", allowed=302), kwargs=own, data=reason),
    Row(
        "organisation_restore",
        "GET",
        members_or_staff("coordinator") | {"manager": UNSEEN},
        kwargs=suspended,
    ),
    Row(
        "organisation_restore",
        "POST",
        members_or_staff("coordinator", status=302) | {"manager": UNSEEN},
        kwargs=suspended,
    ),
    Row("organisation_archive", "GET", only("coordinator"), kwargs=own),
    Row("organisation_archive", "POST", only("coordinator", allowed=302), kwargs=own),
    Row("registration_queue", "GET", only("coordinator"), kwargs=tenant),
    Row("registration_decide", "GET", only("coordinator"), kwargs=submitted),
    Row(
        "registration_decide",
        "POST",
        only("coordinator", allowed=302),
        kwargs=submitted,
        data=lambda world: {"decision": "approve"},
    ),
    Row("api_organisation_list", "GET", everybody(200)),
    Row("api_organisation_detail", "GET", everybody(200), kwargs=lambda world: {"pk": world.organisation.pk}),
    Row("api_organisation_kind_list", "GET", everybody(200)),
    Row("api_legal_form_list", "GET", everybody(200)),
]
