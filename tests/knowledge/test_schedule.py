"""The rhythm of the digest: what a coordinator may set, and what the database keeps out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError
from core.tenancy import activate
from knowledge.actions.schedule import change_schedule
from knowledge.models import DigestSchedule
from tests.factories.knowledge import DueScheduleFactory


@pytest.fixture
def address(partnership):
    return reverse("manage_digest", kwargs={"partnership": partnership.slug})


def in_the_form(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    "date", ["0001-01-01T00:00", "1999-12-31T09:00", "2020-05-01T09:00", "2199-01-01T09:00", "9999-12-31T23:59", ""]
)
def test_nonsense_date_is_refused_and_the_page_lives_on(date, client, coordinator, partnership, address):
    client.force_login(coordinator)
    refused = client.post(address, {"every_days": "7", "next_due_at": date})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["next_due_at"])
    assert client.get(address).status_code == 200
    with activate(partnership):
        assert DigestSchedule.objects.count() == 0


def test_both_mistakes_are_told_at_once(client, coordinator, address):
    client.force_login(coordinator)
    refused = client.post(address, {"every_days": "91", "next_due_at": "2020-05-01T09:00"})
    assert list(refused.context["form"].errors) == ["every_days", "next_due_at"]


@pytest.mark.parametrize(
    "days, code", [(-1, "digest-in-the-past"), (366, "digest-too-far"), (365 * 8000, "digest-too-far")]
)
def test_action_refuses_what_the_form_refuses(days, code, opened, coordinator):
    wanted = datetime.now(UTC) + timedelta(days=days) if days < 400 else datetime.max.replace(tzinfo=UTC)
    with pytest.raises(DomainError) as refusal:
        change_schedule(opened, every_days=7, next_due_at=wanted, acting_user=coordinator)
    assert (refusal.value.code, refusal.value.field) == (code, "next_due_at")


@pytest.mark.parametrize("every_days", [0, 91, 100_000])
def test_action_refuses_an_impossible_rhythm(every_days, opened, coordinator):
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(DomainError) as refusal:
        change_schedule(opened, every_days=every_days, next_due_at=tomorrow, acting_user=coordinator)
    assert (refusal.value.code, refusal.value.field) == ("digest-rhythm", "every_days")


def test_rhythm_changes_while_the_digest_is_due(client, coordinator, partnership, address):
    due = DueScheduleFactory(partnership=partnership, next_due_at=timezone.now() - timedelta(hours=2))
    client.force_login(coordinator)
    saved = client.post(address, {"every_days": "14", "next_due_at": in_the_form(due.next_due_at)})
    with activate(partnership):
        due.refresh_from_db()
    assert (saved.status_code, due.every_days) == (302, 14)


@pytest.mark.parametrize("year", [1, 1999, 2101, 9999])
def test_database_keeps_the_date_within_sane_years(year, partnership):
    with pytest.raises(IntegrityError), transaction.atomic():
        DueScheduleFactory(partnership=partnership, next_due_at=datetime(year, 6, 1, tzinfo=UTC))
