"""What the next digest would hold, for whom, and what was sent before."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from knowledge import selection, sources
from knowledge.models import Delivery, Digest, Subscription
from knowledge.queries.counts import at_least_five

FIRST_LOOKS_BACK = timedelta(days=30)
OVERLAP = timedelta(hours=1)
"""What was published just before the last digest, but committed after it, is still seen. Nobody is told of
it twice: deliveries remember their items."""


@dataclass(frozen=True)
class Waiting:
    """An item of the next digest and how many would be told of it; None: fewer than five."""

    item: sources.Item
    recipients: int | None


@dataclass(frozen=True)
class Preview:
    """What would go out now. Counts are None below five."""

    waiting: list
    recipients: int | None


def covers_from(partnership, now):
    """Return since when a digest of now must look for items."""
    last = Digest.objects.filter(partnership=partnership).order_by("-covers_until").first()
    return last.covers_until - OVERLAP if last else now - FIRST_LOOKS_BACK


def told_before(subscriptions, items):
    """Return {subscription id: set of item keys} of which those subscriptions were told in earlier digests."""
    rows = Delivery.objects.filter(
        subscription__in=[subscription.pk for subscription in subscriptions],
        items__overlap=[item.key for item in items],
    )
    told = defaultdict(set)
    for subscription_id, keys in rows.values_list("subscription_id", "items"):
        told[subscription_id].update(keys)
    return told


def preview(partnership):
    """Return the Preview of a digest of now, counted by segment.

    Items that went out within the last hour's overlap are left out as a whole.
    """
    now = timezone.now()
    last = Digest.objects.filter(partnership=partnership).order_by("-covers_until").first()
    items = sources.items_between(partnership, last.covers_until if last else now - FIRST_LOOKS_BACK, now)
    told, recipients = Counter(), 0
    for segment, count in _segments(partnership):
        chosen = selection.select(items, segment)
        recipients += count if chosen else 0
        for choice in chosen:
            told[choice.item.key] += count
    waiting = [Waiting(item, at_least_five(told[item.key])) for item in items]
    return Preview(waiting, at_least_five(recipients))


def recent_digests(partnership, limit=5):
    """Return the last finished digests with `sent`, the number of their mails."""
    finished = Digest.objects.filter(partnership=partnership, built_at__isnull=False)
    return finished.annotate(sent=Count("deliveries")).order_by("-due_at")[:limit]


def _segments(partnership):
    """Yield (Segment, number of confirmed subscriptions)."""
    choices = ("language", "target_groups", "topics")
    confirmed = Subscription.objects.confirmed().filter(partnership=partnership)
    for row in confirmed.values(*choices).annotate(count=Count("pk")).order_by():
        yield (
            selection.Segment(row["language"], frozenset(row["target_groups"]), frozenset(row["topics"])),
            row["count"],
        )
