"""The way in which a municipality authorises fairs."""

import pytest

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from fairs.actions.authorisation_routes import route_of, set_route
from fairs.models import AuthorisationRoute
from tests.access.matrix import ROLES
from tests.fairs.people import person

COMMITTEE = {"body": "committee", "name": "Επιτροπή", "days": 10}
COUNCIL = {"body": "council", "name": "Δημοτικό Συμβούλιο", "days": 15, "email": "council@example.org"}


def refused(opened, municipality, coordinator, steps):
    with pytest.raises(DomainError) as refusal:
        set_route(opened, municipality, steps, acting_user=coordinator)
    assert not AuthorisationRoute.objects.exists()
    return refusal.value.code, refusal.value.field


def test_route_is_that_of_the_law_where_none_is_set(opened, municipality):
    assert [(step.position, step.body) for step in route_of(opened, municipality)] == [
        (1, "community"),
        (2, "committee"),
        (3, "council"),
    ]


def test_setting_replaces_the_route_of_this_municipality_alone(opened, municipality, other_municipality, coordinator):
    set_route(opened, other_municipality, [COUNCIL], acting_user=coordinator)
    set_route(opened, municipality, [COUNCIL], acting_user=coordinator)
    set_route(opened, municipality, [COMMITTEE, COUNCIL], acting_user=coordinator)
    assert [step.name for step in route_of(opened, municipality)] == ["Επιτροπή", "Δημοτικό Συμβούλιο"]
    assert [step.name for step in route_of(opened, other_municipality)] == ["Δημοτικό Συμβούλιο"]
    entry = AuditEntry.objects.filter(event="authorisationroute.set").latest("pk")
    assert (entry.before["steps"], entry.after["steps"]) == (
        ["Δημοτικό Συμβούλιο"],
        ["Επιτροπή", "Δημοτικό Συμβούλιο"],
    )


def test_no_steps_bring_back_the_route_of_the_law(opened, municipality, coordinator):
    set_route(opened, municipality, [COUNCIL], acting_user=coordinator)
    set_route(opened, municipality, [], acting_user=coordinator)
    assert [step.body for step in route_of(opened, municipality)] == ["community", "committee", "council"]


@pytest.mark.parametrize("role", [*ROLES, "system"])
def test_route_is_set_by_the_coordinator_and_the_officers_of_the_municipality(role, opened, municipality, request):
    actor = person(request, role)
    if role in ("coordinator", "officer"):
        assert len(set_route(opened, municipality, [COUNCIL], acting_user=actor)) == 1
        return
    with pytest.raises(PermissionRefused):
        set_route(opened, municipality, [COUNCIL], acting_user=actor)


@pytest.mark.parametrize(
    "steps, code, field",
    [
        ([COMMITTEE], "council-decides-last", "body"),
        ([COUNCIL, COMMITTEE], "council-decides-last", "body"),
        ([COUNCIL, COUNCIL], "council-decides-last", "body"),
        ([COMMITTEE] * 10 + [COUNCIL], "too-many-steps", None),
        ([{**COUNCIL, "days": 0}], "days-out-of-range", "days"),
        ([{**COUNCIL, "days": 366}], "days-out-of-range", "days"),
        ([{**COUNCIL, "name": "  "}], "invalid", "name"),
        ([{**COUNCIL, "body": "senate"}], "invalid", "body"),
        ([{**COUNCIL, "email": "council"}], "invalid", "email"),
        ([{**COUNCIL, "deputy_email": "council@example.org"}], "deputy-is-the-same", "deputy_email"),
    ],
)
def test_step_that_cannot_be_right_is_told_at_its_field(steps, code, field, opened, municipality, coordinator):
    assert refused(opened, municipality, coordinator, steps) == (code, field)


def test_deputy_is_somebody_else(opened, municipality, coordinator, officer):
    steps = [{**COUNCIL, "responsible": officer, "deputy": officer}]
    assert refused(opened, municipality, coordinator, steps) == ("deputy-is-the-same", "deputy")


def test_who_answers_has_a_role_in_the_partnership(opened, municipality, coordinator, officer, outsider):
    steps = [{**COUNCIL, "responsible": officer, "deputy": outsider}]
    assert refused(opened, municipality, coordinator, steps) == ("not-of-partnership", "deputy")


def test_municipality_of_another_region_has_no_route_here(opened, municipality, coordinator):
    elsewhere = type(municipality).objects.exclude(region=opened.region).first()
    assert refused(opened, elsewhere, coordinator, [COUNCIL]) == ("another-region", "municipality")
