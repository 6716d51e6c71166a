"""The programme of a fair: its rules, its pages, its calendar files, its API."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from core.tenancy import activate
from fairs.actions import fairs, programme
from fairs.models import Fair, ProgrammeEvent
from tests.access.matrix import ROLES
from tests.factories.fairs import EventFactory, FairFactory, at, in_days
from tests.fairs.people import person


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, title="Γιορτή γης", slug="giorti")


def values(fair, **changes):
    return {
        "kind": "talk",
        "title": "Σπόροι",
        "starts_at": at(fair.starts_on, 11),
        "ends_at": at(fair.starts_on, 12),
        **changes,
    }


def page(name, fair, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", "fair": fair.slug, **kwargs})


def typed(fair, **changes):
    day = fair.starts_on.isoformat()
    return {"kind": "talk", "title": "Σπόροι", "starts_at": f"{day}T11:00", "ends_at": f"{day}T12:00", **changes}


def calendar_of(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).events


def test_adding_is_for_the_coordinator(opened, fair, request):
    allowed = {}
    for role in [*ROLES, "system"]:
        try:
            programme.add_event(fair, acting_user=person(request, role), **values(fair))
        except PermissionRefused:
            allowed[role] = False
        else:
            allowed[role] = True
    assert allowed == {role: role == "coordinator" for role in [*ROLES, "system"]}
    assert AuditEntry.objects.get(event="programmeevent.add").after["title"] == "Σπόροι"


def test_moments_that_do_not_fit_are_told_at_their_field(opened, fair, coordinator):
    moments = {
        ((-1, 11), (0, 12)): ("begins-outside", "starts_at"),
        ((2, 0), (2, 1)): ("begins-outside", "starts_at"),
        ((0, 11), (0, 11)): ("ends-before-start", "ends_at"),
        ((1, 22), (2, 7)): ("ends-outside", "ends_at"),
    }
    told = {}
    for starts, ends in moments:
        starts_at, ends_at = [at(fair.starts_on + timedelta(days=day), hour) for day, hour in (starts, ends)]
        with pytest.raises(DomainError) as refusal:
            programme.add_event(fair, acting_user=coordinator, **values(fair, starts_at=starts_at, ends_at=ends_at))
        told[starts, ends] = (refusal.value.code, refusal.value.field)
    assert told == moments


def test_the_last_evening_may_go_on_past_midnight(opened, fair, coordinator):
    ends = at(fair.ends_on + timedelta(days=1), 2)
    event = programme.add_event(
        fair, acting_user=coordinator, **values(fair, starts_at=at(fair.ends_on, 21), ends_at=ends)
    )
    assert event.ends_at == ends


def test_programme_of_a_fair_that_is_over_stays(opened, coordinator):
    for state in ("closed", "cancelled"):
        event = EventFactory(fair=FairFactory(partnership=opened, state=state))
        for act in (programme.cancel_event, programme.restore_event, programme.change_event):
            with pytest.raises(DomainError) as refusal:
                act(event, acting_user=coordinator)
            assert refusal.value.code == "fair-is-over"


def test_changing_tells_before_and_after(opened, fair, coordinator):
    event = EventFactory(fair=fair, title="Παλιός τίτλος")
    changed = programme.change_event(event, acting_user=coordinator, title="Νέος τίτλος")
    entry = AuditEntry.objects.get(event="programmeevent.change")
    assert (changed.title, entry.before, entry.after) == (
        "Νέος τίτλος",
        {"title": "Παλιός τίτλος"},
        {"title": "Νέος τίτλος"},
    )


def test_cancelling_twice_counts_once_and_is_taken_back(opened, fair, coordinator):
    event = EventFactory(fair=fair)
    for _ in range(2):
        assert programme.cancel_event(event, acting_user=coordinator).is_cancelled is True
    assert programme.restore_event(event, acting_user=coordinator).is_cancelled is False
    events = AuditEntry.objects.order_by("pk").values_list("event", flat=True)
    assert list(events) == ["programmeevent.cancel", "programmeevent.restore"]


def test_events_become_public_with_their_fair(opened, coordinator):
    fair = FairFactory(partnership=opened, state="authorised")
    event = programme.add_event(fair, acting_user=coordinator, **values(fair))
    assert ProgrammeEvent.objects.get(pk=event.pk).is_published is False
    fairs.open_call(fair, acting_user=coordinator)
    assert ProgrammeEvent.objects.get(pk=event.pk).is_published is True


def test_programme_follows_a_fair_that_moves(opened, fair, coordinator):
    event = EventFactory(fair=fair)
    fairs.update_fair(fair, acting_user=coordinator, starts_on=in_days(200), ends_on=in_days(201))
    event.refresh_from_db()
    assert (event.starts_at, event.ends_at) == (at(in_days(200), 11), at(in_days(200), 12))


def test_programme_stays_while_it_fits(opened, fair, coordinator):
    event = EventFactory(fair=fair)
    fairs.update_fair(fair, acting_user=coordinator, starts_on=in_days(29))
    assert ProgrammeEvent.objects.get(pk=event.pk).starts_at == event.starts_at


def test_a_day_with_an_event_is_not_cut_off(opened, fair, coordinator):
    event = EventFactory(fair=fair, starts_at=at(fair.ends_on, 11), ends_at=at(fair.ends_on, 12))
    with pytest.raises(DomainError) as refusal:
        fairs.update_fair(fair, acting_user=coordinator, ends_on=fair.starts_on)
    assert (refusal.value.code, refusal.value.field) == ("programme-outside", "ends_on")
    programme.cancel_event(event, acting_user=coordinator)
    fairs.update_fair(fair, acting_user=coordinator, ends_on=fair.starts_on)
    assert Fair.objects.get(pk=fair.pk).ends_on == fair.starts_on


def test_coordinator_edits_the_programme_from_its_page(client, fair, coordinator):
    client.force_login(coordinator)
    client.post(page("programme_event_add", fair), typed(fair))
    with activate(fair.partnership):
        event = ProgrammeEvent.objects.get()
    assert (event.starts_at, event.fair_is_public) == (at(fair.starts_on, 11), True)
    client.post(page("programme_event_edit", fair, event=event.pk), typed(fair, title="Νερό"))
    client.post(page("programme_event_cancel", fair, event=event.pk))
    event.refresh_from_db()
    assert (event.title, event.is_cancelled) == ("Νερό", True)
    client.post(page("programme_event_restore", fair, event=event.pk))
    event.refresh_from_db()
    assert event.is_cancelled is False


def test_form_tells_all_faults_and_loses_nothing(client, fair, coordinator):
    client.force_login(coordinator)
    response = client.post(
        page("programme_event_add", fair), typed(fair, title="", starts_at="2020-01-01T11:00", place="Σκηνή")
    )
    form = response.context["form"]
    assert (response.status_code, sorted(form.errors), form["place"].value()) == (
        422,
        ["starts_at", "title"],
        "Σκηνή",
    )


def test_page_shows_events_by_day_and_hour(client, fair):
    late = EventFactory(fair=fair, starts_at=at(fair.starts_on, 20), ends_at=at(fair.starts_on, 21))
    second = EventFactory(fair=fair, starts_at=at(fair.ends_on, 10), ends_at=at(fair.ends_on, 11))
    early = EventFactory(fair=fair)
    days = client.get(page("fair_programme", fair)).context["days"]
    assert [[event.pk for event in events] for _, events in days] == [[early.pk, late.pk], [second.pk]]


def test_an_event_of_another_fair_is_not_found(client, fair, coordinator):
    elsewhere = EventFactory(fair=FairFactory(partnership=fair.partnership))
    client.force_login(coordinator)
    assert client.get(page("programme_event_edit", fair, event=elsewhere.pk)).status_code == 404
    assert client.get(page("programme_event_calendar", fair, event=elsewhere.pk)).status_code == 404


def test_programme_of_a_planned_fair_is_not_found(client, partnership):
    event = EventFactory(fair=FairFactory(partnership=partnership, state="planned"), fair_is_public=False)
    assert client.get(page("fair_programme", event.fair)).status_code == 404
    assert client.get(page("fair_programme_calendar", event.fair)).status_code == 404
    assert client.get(f"/api/v1/fairs/{event.fair_id}/programme/").status_code == 404


def test_calendar_holds_the_whole_programme(client, fair, settings):
    settings.SITE_URL = "https://sympraxis.example"
    long_title = "Ομιλία για τους παλιούς σπόρους, το νερό; και τη γη μας " * 2
    event = EventFactory(fair=fair, title=long_title.strip(), place="Σκηνή", description="Πρώτη\nδεύτερη")
    cancelled = EventFactory(
        fair=fair, is_cancelled=True, starts_at=at(fair.starts_on, 13), ends_at=at(fair.starts_on, 14)
    )
    first, second = calendar_of(client, page("fair_programme_calendar", fair))
    assert [str(first["UID"]), str(second["UID"])] == [
        f"programme-{event.pk}@sympraxis.example",
        f"programme-{cancelled.pk}@sympraxis.example",
    ]
    assert (str(first["SUMMARY"]), str(first["DESCRIPTION"])) == (event.title, "Πρώτη\nδεύτερη")
    assert str(first["LOCATION"]).startswith("Σκηνή, Πλατεία Δικαστηρίων, ")
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (event.starts_at, event.ends_at)
    assert [str(first["STATUS"]), str(second["STATUS"])] == ["CONFIRMED", "CANCELLED"]


def test_calendar_lines_are_folded_at_75_octets(client, fair):
    EventFactory(fair=fair, title="Σπόροι " * 20)
    lines = client.get(page("fair_programme_calendar", fair)).content.split(b"\r\n")
    assert [line for line in lines if len(line) > 75] == []


def test_a_change_keeps_the_uid_and_raises_the_sequence(client, fair, coordinator):
    event = EventFactory(fair=fair)
    an_hour_ago = event.changed_at - timedelta(hours=1)
    with activate(fair.partnership):
        ProgrammeEvent.objects.filter(pk=event.pk).update(changed_at=an_hour_ago)
    (before,) = calendar_of(client, page("programme_event_calendar", fair, event=event.pk))
    with activate(fair.partnership):
        programme.change_event(event, acting_user=coordinator, title="Νερό")
    (after,) = calendar_of(client, page("programme_event_calendar", fair, event=event.pk))
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_events_of_a_cancelled_fair_are_cancelled(client, partnership):
    event = EventFactory(fair=FairFactory(partnership=partnership, state="cancelled"))
    (shown,) = calendar_of(client, page("fair_programme_calendar", event.fair))
    assert str(shown["STATUS"]) == "CANCELLED"
    rows = client.get(f"/api/v1/fairs/{event.fair_id}/programme/").json()["results"]
    assert [row["is_cancelled"] for row in rows] == [True]


def test_api_lists_the_programme(client, fair):
    event = EventFactory(fair=fair, title_en="Seeds")
    EventFactory(fair=FairFactory(partnership=fair.partnership))
    rows = client.get(f"/api/v1/fairs/{fair.pk}/programme/").json()["results"]
    assert [(row["id"], row["title_en"], row["is_cancelled"]) for row in rows] == [(event.pk, "Seeds", False)]
    assert datetime.fromisoformat(rows[0]["starts_at"]) == event.starts_at


def test_number_of_queries_does_not_grow_with_events(client, fair):
    addresses = [
        page("fair_programme", fair),
        page("fair_programme_calendar", fair),
        f"/api/v1/fairs/{fair.pk}/programme/",
    ]

    def queries():
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len([query for query in captured if "SAVEPOINT" not in query["sql"]]))
        return counts

    EventFactory(fair=fair)
    queries()
    one = queries()
    for _ in range(2):
        EventFactory(fair=fair)
    assert queries() == one
