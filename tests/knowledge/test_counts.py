"""What coordinators see of their subscribers: numbers of five and more, and nobody."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.tenancy import activate
from knowledge.models import DigestSchedule
from knowledge.queries import counts, digests
from tests.factories.knowledge import ArticleFactory, SubscriptionFactory


@pytest.fixture
def subscribers(partnership, other_partnership):
    for number in range(6):
        SubscriptionFactory(
            partnership=partnership,
            email=f"secret{number}@example.org",
            target_groups=["farmers"] if number < 5 else ["hiv"],
            topics=["health", "funding"] if number < 4 else ["health"],
        )
    SubscriptionFactory(partnership=partnership, state="pending", target_groups=["farmers"])
    SubscriptionFactory(partnership=other_partnership, target_groups=["farmers"])


def test_counts_below_five_never_leave_the_database(subscribers, partnership):
    with activate(partnership):
        assert counts.counts_by_target_group(partnership) == {"farmers": 5}
        assert counts.counts_by_topic(partnership) == {"health": 6}
        assert counts.confirmed_count(partnership) == 6


def test_total_below_five_is_not_told(opened):
    SubscriptionFactory(partnership=opened)
    assert counts.confirmed_count(opened) is None


def test_page_names_no_subscriber_and_no_small_number(client, observer, partnership, subscribers):
    client.force_login(observer)
    content = client.get(reverse("manage_subscribers", kwargs={"partnership": partnership.slug})).content.decode()
    assert not re.search(r"(secret|reader)\d", content)
    cells = re.findall(r'<td class="number"[^>]*>(.*?)</td>', content, re.DOTALL)
    shown = [re.sub("<.*?>", "", cell).strip() for cell in cells]
    assert (len(shown), shown.count("5"), shown.count("6")) == (46, 1, 1)
    assert len(set(shown)) == 3


def test_preview_counts_recipients_from_five_up(partnership, subscribers):
    ArticleFactory(partnership=partnership, title="Όλοι")
    ArticleFactory(partnership=partnership, title="Λίγοι", target_groups=["hiv"])
    with activate(partnership):
        preview = digests.preview(partnership)
    assert [(waiting.item.title, waiting.recipients) for waiting in preview.waiting] == [("Λίγοι", None), ("Όλοι", 6)]
    assert preview.recipients == 6


def test_coordinator_sets_the_rhythm(client, coordinator, partnership):
    client.force_login(coordinator)
    address = reverse("manage_digest", kwargs={"partnership": partnership.slug})
    assert client.get(address).status_code == 200
    with activate(partnership):
        assert DigestSchedule.objects.count() == 0
    when = timezone.localtime() + timedelta(days=3)
    saved = client.post(address, {"every_days": "14", "next_due_at": when.strftime("%Y-%m-%dT%H:%M")})
    assert saved.status_code == 302
    with activate(partnership):
        schedule = DigestSchedule.objects.get()
    assert (schedule.every_days, schedule.next_due_at) == (14, when.replace(second=0, microsecond=0))
    assert client.post(address, {"every_days": "0", "next_due_at": "2026-12-01T09:00"}).status_code == 422
