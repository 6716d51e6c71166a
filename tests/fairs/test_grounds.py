"""Hours and drawing of a fair."""

from datetime import time

import pytest
from django.core.files.storage import storages

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from core.uploads import prepare_paper
from fairs.actions import drawings, fairs, hours
from fairs.models import FairDay
from tests.core.uploads.samples import pdf, upload
from tests.factories.fairs import FairFactory, in_days
from tests.fairs.test_pages import page, queries, read
from tests.fairs.test_particulars import refusal_of

NINE, TWO = time(9), time(14)


@pytest.fixture
def fair(opened):
    """A fair of two days, in 30 days."""
    return FairFactory(partnership=opened)


def test_hours_follow_the_days_of_the_fair(fair, coordinator):
    hours.set_hours(fair, acting_user=coordinator, hours={in_days(30): (NINE, TWO), in_days(31): (TWO, time(20))})
    fairs.update_fair(fair, acting_user=coordinator, starts_on=in_days(33), ends_on=in_days(33))
    assert hours.hours_of(fair) == {in_days(33): (NINE, TWO)}
    assert AuditEntry.objects.get(event="fair.hours").after["hours"][0] == f"{in_days(30)} 09:00–14:00"


def test_hours_that_do_not_fit_are_told_at_their_day(fair, coordinator):
    cases = {
        (in_days(29), NINE, TWO): ("not-a-day-of-the-fair", f"opens_{in_days(29)}"),
        (in_days(30), TWO, TWO): ("closes-before-opening", f"closes_{in_days(30)}"),
        (in_days(30), NINE, None): ("half-of-the-hours", f"closes_{in_days(30)}"),
    }
    found = {
        (day, *times): refusal_of(hours.set_hours, fair, acting_user=coordinator, hours={day: times})
        for day, *times in cases
    }
    assert found == cases


def test_only_the_organiser_sets_hours_and_drawing_and_only_until_the_fair_is_over(opened, coordinator, officer):
    fair, over = FairFactory(partnership=opened), FairFactory(partnership=opened, state="closed")
    for act in (
        lambda row, actor: hours.set_hours(row, acting_user=actor, hours={}),
        lambda row, actor: drawings.remove_drawing(row, acting_user=actor),
    ):
        with pytest.raises(PermissionRefused):
            act(fair, officer)
        with pytest.raises(DomainError) as refusal:
            act(over, coordinator)
        assert refusal.value.code == "fair-is-over"


def test_hours_for_all_days_fill_those_left_empty(client, partnership, coordinator):
    fair = FairFactory(partnership=partnership)
    client.force_login(coordinator)
    first, second = in_days(30), in_days(31)
    address = page("fair_hours", fair=fair.slug)
    refused = client.post(address, {"opens_all": "10:00", f"opens_{second}": "18:00", f"closes_{second}": "17:00"})
    assert set(refused.context["form"].errors) == {"closes_all", f"closes_{second}"}
    typed = {"opens_all": "10:00", "closes_all": "20:00", f"opens_{second}": "10:00", f"closes_{second}": "15:00"}
    assert client.post(address, typed).status_code == 302
    kept = read(partnership, FairDay.objects.values_list("day", "closes_at", "is_published"))
    assert kept == [(first, time(20), True), (second, time(15), True)]
    assert "10:00–15:00" in client.get(page("fair_detail", fair=fair.slug)).content.decode()


def test_hours_become_public_with_their_fair(opened, coordinator):
    fair = FairFactory(partnership=opened, state="authorised")
    hours.set_hours(fair, acting_user=coordinator, hours={in_days(30): (NINE, TWO)})
    before = FairDay.objects.get().is_published
    fairs.open_call(fair, acting_user=coordinator)
    assert (before, FairDay.objects.get().is_published) == (False, True)


def test_new_drawing_takes_the_place_of_the_old_one(fair, coordinator, django_capture_on_commit_callbacks):
    def kept():
        return len(storages["vault"].listdir(f"{fair.partnership_id}/plans")[1])

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            paper = prepare_paper(upload(pdf()))
            plan = drawings.set_drawing(fair, paper, acting_user=coordinator, file_name="σχέδιο.pdf")
    assert kept() == 1
    with django_capture_on_commit_callbacks(execute=True):
        drawings.remove_drawing(fair, acting_user=coordinator)
    plan.refresh_from_db()
    assert (kept(), plan.path, plan.file_name, plan.width) == (0, "", "", 60)


def test_drawing_is_set_taken_along_and_removed_on_its_pages(client, partnership, coordinator, citizen):
    fair = FairFactory(partnership=partnership)
    file, form = page("fair_drawing_file", fair=fair.slug), page("fair_drawing", fair=fair.slug)
    client.force_login(coordinator)
    assert client.get(file).status_code == 404
    assert client.post(form, {"file": upload(pdf(js="app.alert(1)"), "plan.pdf")}).status_code == 422
    assert client.post(form, {"file": upload(pdf(), "plan.pdf")}).status_code == 302
    client.force_login(citizen)
    assert f'href="{file}"' in client.get(page("fair_detail", fair=fair.slug)).content.decode()
    assert client.get(file).headers["Content-Type"] == "application/pdf"
    client.force_login(coordinator)
    assert client.post(page("fair_drawing_remove", fair=fair.slug)).url == form
    assert client.get(file).status_code == 404


def test_page_asks_as_often_for_three_days_as_for_one(client, partnership):
    fair = FairFactory(partnership=partnership, ends_on=in_days(33))
    times = {"partnership": partnership, "fair": fair, "opens_at": NINE, "closes_at": TWO, "fair_is_public": True}

    def add(number):
        from core.tenancy import activate

        with activate(partnership):
            FairDay.objects.create(day=in_days(number), **times)

    add(30)
    address = page("fair_detail", fair=fair.slug)
    client.get(address)
    first = queries(client, address)
    add(31)
    add(32)
    assert queries(client, address) == first
