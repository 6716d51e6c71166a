"""What the organiser's programs do with series and fairs."""

import pytest

from core.tenancy import activate
from fairs.models import Fair, FairDay, FairSeries
from tests.factories.fairs import FairFactory, SeriesFactory, in_days
from tests.fairs.test_pages import queries, read

FAIRS, SERIES = "/api/v1/thessaly/fairs/", "/api/v1/thessaly/series/"
NEW = {
    "title": "Γιορτή γης",
    "kind": "organic",
    "municipality": "karditsa",
    "more_municipalities": ["volos"],
    "venue": "Πλατεία",
    "starts_on": in_days(30).isoformat(),
    "ends_on": in_days(31).isoformat(),
    "apply_by": in_days(20).isoformat(),
    "capacity": 10,
    "fee_per_metre": "4.50",
    "themes": ["μέλι"],
}


@pytest.fixture
def send(client, coordinator):
    """Send JSON as the coordinator."""
    client.force_login(coordinator)

    def sender(method, address, data=None, **headers):
        return getattr(client, method)(address, data or {}, content_type="application/json", headers=headers)

    return sender


def test_fair_is_planned_changed_and_led_by_programs(send, partnership):
    series = SeriesFactory(partnership=partnership)
    made = send("post", FAIRS, NEW | {"series": series.slug})
    shown = made.json()
    assert (made.status_code, shown["state"], shown["series"], shown["fee_per_metre"], shown["steps"]) == (
        201,
        "planned",
        series.slug,
        "4.50",
        ["cancel"],
    )
    address = made.headers["Content-Location"]
    changed = send("patch", address, {"venue": "Λιμάνι", "series": None}).json()
    assert (changed["venue"], changed["series"], changed["title"]) == ("Λιμάνι", None, "Γιορτή γης")
    hours = {"days": [{"day": NEW["starts_on"], "opens_at": "10:00", "closes_at": "20:00"}]}
    assert send("put", f"{address}hours/", hours).json()["days"] == [
        {"day": NEW["starts_on"], "opens_at": "10:00", "closes_at": "20:00"}
    ]
    with activate(partnership):
        Fair.objects.update(state="authorised")
    assert send("post", f"{address}steps/open_call/").json()["steps"] == ["close_call", "cancel"]
    assert read(partnership, FairDay.objects.values_list("is_published", flat=True)) == [True]
    ended = send("post", f"{address}cancel/", {"reason": "Κακοκαιρία."}).json()
    assert (ended["state"], ended["cancel_reason"], ended["steps"]) == ("cancelled", "Κακοκαιρία.", [])


def test_series_is_written_announced_and_copied_by_programs(send, partnership):
    made = send("post", SERIES, {"name": "Ανθοέκθεση", "name_en": "Flower show"}).json()
    assert (made["slug"], made["state"], made["steps"]) == ("flower-show", "draft", ["announce"])
    address = f"{SERIES}flower-show/"
    assert send("post", f"{address}steps/announce/").json()["steps"] == ["end"]
    assert send("patch", address, {"rhythm": "weekly"}).json()["rhythm"] == "weekly"
    assert send("post", f"{address}copy/").status_code == 404
    FairFactory(partnership=partnership, series=read(partnership, FairSeries.objects.all())[0], venue="Πάρκο")
    copied = send("post", f"{address}copy/")
    assert (copied.status_code, copied.json()["venue"], copied.json()["starts_on"]) == (
        201,
        "Πάρκο",
        in_days(37).isoformat(),
    )
    assert [row["slug"] for row in send("get", SERIES).json()["results"]] == ["flower-show"]


def test_what_does_not_fit_is_told_at_its_name(send, partnership):
    fair = FairFactory(partnership=partnership, state="planned")
    address, day = f"{FAIRS}{fair.slug}/", in_days(30)
    hours = {"days": [{"day": day.isoformat(), "opens_at": "20:00", "closes_at": "10:00"}]}
    cases = [
        (
            send("post", FAIRS, {}),
            400,
            {"title", "municipality", "venue", "starts_on", "ends_on", "apply_by", "capacity"},
        ),
        (send("post", FAIRS, NEW | {"apply_by": in_days(40).isoformat()}), 422, {"apply_by"}),
        (send("patch", address, {"colour": "red"}), 400, {"colour"}),
        (send("patch", address, {"fee_per_metre": "-1"}), 422, {"fee_per_metre"}),
        (send("patch", address, {"series": "nothing"}), 400, {"series"}),
        (send("put", f"{address}hours/", hours), 422, {f"closes_{day}"}),
        (send("post", f"{address}cancel/", {"reason": " "}), 422, {"reason"}),
        (send("post", SERIES, {"name": "Α", "since_year": 1700}), 422, {"since_year"}),
    ]
    assert [(answer.status_code, set(answer.json()["errors"])) for answer, *_ in cases] == [
        tuple(expected) for _, *expected in cases
    ]
    assert send("post", f"{address}steps/forget/").status_code == 404


def test_nobody_overwrites_what_somebody_else_has_changed(send, partnership):
    fair = FairFactory(partnership=partnership)
    series = SeriesFactory(partnership=partnership)
    for address, change in (
        (f"{FAIRS}{fair.slug}/", {"venue": "Λιμάνι"}),
        (f"{SERIES}{series.slug}/", {"rules": "Μόνο παραγωγοί."}),
    ):
        tag = send("get", address).headers["ETag"]
        answers = [send("patch", address, change, If_Match=tag).status_code for _ in range(2)]
        assert answers == [200, 412]


def test_fair_in_preparation_is_read_by_its_people_alone(client, partnership, coordinator, citizen):
    planned, public = (FairFactory(partnership=partnership, state=state) for state in ("planned", "call_open"))
    client.force_login(citizen)
    assert [row["slug"] for row in client.get(FAIRS).json()["results"]] == [public.slug]
    assert client.get(f"{FAIRS}{planned.slug}/").status_code == 404
    client.force_login(coordinator)
    assert {row["slug"] for row in client.get(FAIRS).json()["results"]} == {planned.slug, public.slug}


def test_lists_ask_as_often_for_three_as_for_one(client, partnership, coordinator):
    client.force_login(coordinator)

    def add():
        FairFactory(partnership=partnership, series=SeriesFactory(partnership=partnership))

    add()
    [client.get(address) for address in (FAIRS, SERIES)]
    first = [queries(client, address) for address in (FAIRS, SERIES)]
    add()
    add()
    assert [queries(client, address) for address in (FAIRS, SERIES)] == first
