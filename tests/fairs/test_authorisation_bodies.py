"""One body of a municipality's route at a time, by the actions and on the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError
from core.models import AuditEntry
from fairs.actions import authorisation_bodies as actions
from fairs.actions.authorisation_routes import route_of
from fairs.models import AuthorisationRoute
from tests.factories.authorisations import AuthorisationRouteFactory
from tests.fairs.people import person
from tests.fairs.walking import ACTORS


@pytest.fixture
def bodies(opened, municipality):
    """The own steps of Karditsa: community, committee, council."""
    return [
        AuthorisationRouteFactory(partnership=opened, position=position, body=body, name=body)
        for position, body in enumerate(("community", "committee", "council"), start=1)
    ]


def names(partnership, municipality):
    rows = AuthorisationRoute.objects.filter(partnership=partnership, municipality=municipality)
    return list(rows.order_by("position").values_list("position", "name"))


def page(name, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", "municipality": "karditsa", **kwargs})


def typed(**changes):
    return {"body": "other", "name": "Αστυνομία", "days": "7", "email": "", "deputy_email": "", **changes}


def code_of(action, *args, **kwargs):
    with pytest.raises(DomainError) as refusal:
        action(*args, **kwargs)
    return refusal.value.code, refusal.value.field


def test_adopting_keeps_the_bodies_of_the_law_in_greek_once(opened, municipality, officer):
    first = actions.adopt_route(opened, municipality, acting_user=officer)
    again = actions.adopt_route(opened, municipality, acting_user=officer)
    assert [row.pk for row in first] == [row.pk for row in again]
    assert names(opened, municipality) == [
        (1, "Συμβούλιο κοινότητας"),
        (2, "Δημοτική επιτροπή"),
        (3, "Δημοτικό συμβούλιο"),
    ]


def test_new_body_is_asked_before_the_council(opened, municipality, coordinator):
    values = {"body": "other", "name": "Αστυνομία", "days": 7}
    actions.add_body(opened, municipality, acting_user=coordinator, **values)
    assert [name for _position, name in names(opened, municipality)][-2:] == ["Αστυνομία", "Δημοτικό συμβούλιο"]
    assert AuditEntry.objects.get(event="authorisationroute.add").after["name"] == "Αστυνομία"


def test_bodies_change_places_but_the_council_stays_last(bodies, opened, municipality, coordinator):
    community, committee, council = bodies
    actions.move_body(committee, acting_user=coordinator, up=True)
    for row, up in ((committee, True), (community, False), (council, True), (council, False)):
        actions.move_body(row, acting_user=coordinator, up=up)
    assert names(opened, municipality) == [(1, "committee"), (2, "community"), (3, "council")]


def test_removed_body_leaves_no_gap_and_the_council_stays(bodies, opened, municipality, coordinator):
    community, _committee, council = bodies
    actions.remove_body(community, acting_user=coordinator)
    assert names(opened, municipality) == [(1, "committee"), (2, "council")]
    assert code_of(actions.remove_body, council, acting_user=coordinator) == ("council-decides-last", None)
    assert code_of(actions.remove_body, community, acting_user=coordinator) == ("gone-meanwhile", None)


def test_body_is_changed_within_the_rules(bodies, opened, municipality, coordinator, officer, outsider):
    community, _committee, council = bodies
    row = actions.change_body(community, acting_user=coordinator, name="Κοινότητα", days=9, responsible=officer)
    assert (row.name, row.days, row.responsible) == ("Κοινότητα", 9, officer)
    faults = [
        (council, {"body": "other"}, ("council-decides-last", "body")),
        (community, {"body": "council"}, ("council-decides-last", "body")),
        (community, {"days": 0}, ("days-out-of-range", "days")),
        (community, {"deputy": outsider}, ("not-of-partnership", "deputy")),
        (community, {"deputy": officer}, ("deputy-is-the-same", "deputy")),
    ]
    for row, values, expected in faults:
        assert code_of(actions.change_body, row, acting_user=coordinator, **values) == expected


def test_at_most_ten_bodies_are_asked(opened, municipality, coordinator):
    for position in range(1, 10):
        AuthorisationRouteFactory(partnership=opened, position=position, body="other")
    AuthorisationRouteFactory(partnership=opened, position=10)
    values = {"body": "other", "name": "Αστυνομία", "days": 7}
    assert code_of(actions.add_body, opened, municipality, acting_user=coordinator, **values) == (
        "too-many-steps",
        None,
    )


def test_route_is_kept_by_the_coordinator_and_the_officers_of_the_municipality(bodies, opened, municipality, request):
    outcomes = {}
    for role in ACTORS:
        try:
            actions.change_body(bodies[0], acting_user=person(request, role), name=role)
            outcomes[role] = "changed"
        except DomainError as refusal:
            outcomes[role] = refusal.code
    assert outcomes == dict.fromkeys(ACTORS, "permission-refused") | {"coordinator": "changed", "officer": "changed"}


def test_pages_lead_from_the_bodies_of_the_law_to_ones_own_and_back(opened, municipality, officer, client):
    client.force_login(officer)
    assert client.get(page("authorisation_route")).context["is_own"] is False
    client.post(page("authorisation_route_adopt"))
    assert client.post(page("authorisation_body_add"), typed()).status_code == 302
    refused = client.post(page("authorisation_body_add"), typed(days="0", email="council"))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["email"])
    added = AuthorisationRoute.objects.get(name="Αστυνομία")
    assert client.post(page("authorisation_body_edit", step=added.pk), typed(name="Τροχαία")).status_code == 302
    client.post(page("authorisation_body_move", step=added.pk, direction="up"))
    assert [name for _position, name in names(opened, municipality)] == [
        "Συμβούλιο κοινότητας",
        "Τροχαία",
        "Δημοτική επιτροπή",
        "Δημοτικό συμβούλιο",
    ]
    client.post(page("authorisation_body_remove", step=added.pk))
    council = AuthorisationRoute.objects.get(body="council")
    assert "body" not in client.get(page("authorisation_body_edit", step=council.pk)).context["form"].fields
    client.post(page("authorisation_route_reset"))
    assert names(opened, municipality) == []
    assert len(route_of(opened, municipality)) == 3


def test_list_names_the_municipalities_that_the_reader_keeps(opened, municipality, coordinator, officer, client):
    address = reverse("authorisation_routes", kwargs={"partnership": "thessaly"})
    client.force_login(officer)
    assert [place.slug for place in client.get(address).context["municipalities"]] == ["karditsa"]
    client.force_login(coordinator)
    seen = []
    for number in (1, 3):
        while AuthorisationRoute.objects.count() < number:
            AuthorisationRouteFactory(partnership=opened, position=AuthorisationRoute.objects.count() + 1)
        with CaptureQueriesContext(connection) as asked:
            places = client.get(address).context["municipalities"]
        seen.append(({place.slug: place.own_steps for place in places}["karditsa"], len(asked)))
    assert seen == [(1, seen[0][1]), (3, seen[0][1])]
