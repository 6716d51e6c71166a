"""Build a digest and hand its mails to the outbox, a batch at a time.

Every step is one transaction that leaves the database true, so that a worker may die anywhere: the next
one goes on where `Digest.filled_to` says. That nobody is told twice is held three times over: by the row
lock, by one delivery for each digest and subscription, and by the outbox's dedupe key.
"""

from dataclasses import dataclass, field

from django.utils import timezone, translation

from core import audit, policy, tenancy
from core.outbox import Copy, queue_copies, render_letter
from knowledge import links, mails, selection, sources
from knowledge.actions.schedule import following, open_schedule
from knowledge.models import Delivery, Digest, DigestSchedule, Subscription
from knowledge.queries.digests import covers_from, told_before
from knowledge.queries.vocabularies import labels_by_code, named

BATCH = 100
MOST_LETTERS = 500
"""Rendered mails kept at hand, so that memory stays flat however many segments there are."""


@dataclass
class Sent:
    """What became of one run: the digest, how many mails were queued, and whether all is done."""

    digest: Digest
    mails: int = 0
    is_finished: bool = False


@dataclass
class Edition:
    """What all batches of one run share: the items, the labels, and what was made of them once for each segment."""

    partnership: object
    digest: Digest
    items: list
    target_groups: dict
    topics: dict
    _selections: dict = field(default_factory=dict)
    _letters: dict = field(default_factory=dict)

    def selected(self, segment):
        """Return what the segment is told of."""
        if segment not in self._selections:
            self._selections[segment] = selection.select(self.items, segment)
        return self._selections[segment]

    def letter(self, segment, chosen):
        """Return the rendered mail that tells the segment of these items."""
        key = segment, tuple(choice.item.key for choice in chosen)
        if key not in self._letters:
            if len(self._letters) >= MOST_LETTERS:
                self._letters.clear()
            self._letters[key] = self._rendered(segment.language, chosen)
        return self._letters[key]

    def _rendered(self, language, chosen):
        with translation.override(language):
            return render_letter(
                "knowledge/mail/digest",
                partnership=self.partnership,
                language=language,
                blanks=("preferences_url", "unsubscribe_url"),
                context={
                    "entries": [self._entry(choice) for choice in chosen],
                    "first": chosen[0].item,
                    "more": len(chosen) - 1,
                },
            )

    def _entry(self, choice):
        reasons = [*named(choice.target_groups, self.target_groups), *named(choice.topics, self.topics)]
        return {
            "item": choice.item,
            "reasons": [term.label for term in reasons],
            "is_for_all": not (choice.item.target_groups or choice.item.topics),
        }


def is_due(partnership):
    """Tell whether a digest is due or unfinished; the partnership is open."""
    is_unfinished = Digest.objects.filter(partnership=partnership, built_at__isnull=True).exists()
    schedules = DigestSchedule.objects.filter(partnership=partnership, next_due_at__lte=timezone.now())
    return is_unfinished or schedules.exists()


def send_digest(partnership, *, acting_user, early=False, most_batches=None):
    """Send the digest that is due, or go on with an unfinished one; return Sent, or None when nothing is due.

    `early` sends one now even if it is not due. With `most_batches` the work stops after so many batches and
    is gone on with at the next call. Opens the partnership itself, once for each transaction.
    """
    digest = _open_digest(partnership, acting_user=acting_user, early=early)
    if digest is None:
        return None
    sent = Sent(digest)
    edition = _edition(partnership, digest)
    done = 0
    while not sent.is_finished and (most_batches is None or done < most_batches):
        _fill(edition, sent, acting_user=acting_user)
        done += 1
    return sent


def _open_digest(partnership, *, acting_user, early):
    """Return the digest to work on, or None; the schedule's row lock lets one worker at a time decide."""
    with tenancy.activate(partnership):
        policy.enforce(acting_user, "knowledge.send_digests", partnership)
        if early:
            open_schedule(partnership)
        schedule = DigestSchedule.objects.select_for_update().filter(partnership=partnership).first()
        if schedule is None:
            return None
        unfinished = Digest.objects.filter(partnership=partnership, built_at__isnull=True).first()
        now = timezone.now()
        if unfinished or (schedule.next_due_at > now and not early):
            return unfinished
        digest = _new_digest(partnership, schedule, now)
        if schedule.next_due_at <= now:
            schedule.next_due_at = following(schedule, now)
            schedule.save(update_fields=["next_due_at"])
        audit.record("digest.opened", digest, acting_user=acting_user, after={"due_at": digest.due_at})
        return digest


def _new_digest(partnership, schedule, now):
    due_at = min(schedule.next_due_at, now)
    if Digest.objects.filter(partnership=partnership, due_at=due_at).exists():
        # The coordinator set the clock back to a date that has had its digest.
        due_at = now
    return Digest.objects.create(
        partnership=partnership, due_at=due_at, covers_from=covers_from(partnership, now), covers_until=now
    )


def _edition(partnership, digest):
    with tenancy.activate(partnership):
        items = sources.items_between(partnership, digest.covers_from, digest.covers_until)
        target_groups, topics = labels_by_code()
        return Edition(partnership, digest, items, target_groups, topics)


def _fill(edition, sent, *, acting_user):
    """Serve the next batch of subscriptions in one transaction; close the digest when none is left."""
    with tenancy.activate(edition.partnership):
        digest = Digest.objects.select_for_update().get(pk=edition.digest.pk)
        batch = _next_batch(edition, digest) if digest.built_at is None and edition.items else []
        if batch:
            sent.mails += _serve(edition, batch)
            digest.filled_to = batch[-1].pk
        elif digest.built_at is None:
            digest.built_at = timezone.now()
            audit.record("digest.built", digest, acting_user=acting_user)
        digest.save(update_fields=["filled_to", "built_at"])
        sent.is_finished = digest.built_at is not None


def _next_batch(edition, digest):
    # Locked, so that who unsubscribes at this moment waits, and then finds the mail to withdraw.
    rows = Subscription.objects.confirmed().filter(partnership=edition.partnership, pk__gt=digest.filled_to)
    return list(rows.order_by("pk").select_for_update()[:BATCH])


def _serve(edition, batch):
    """Queue a mail for each subscription of the batch for which there is something new; return how many."""
    told = told_before(batch, edition.items)
    deliveries, copies = [], []
    for subscription in batch:
        segment = selection.Segment.of(subscription)
        known = told[subscription.pk]
        chosen = [choice for choice in edition.selected(segment) if choice.item.key not in known]
        if chosen:
            deliveries.append(_delivery(edition, subscription, chosen))
            copies.append(_copy(edition, subscription, edition.letter(segment, chosen)))
    if deliveries:
        Delivery.objects.bulk_create(deliveries)
        queue_copies(edition.partnership, copies)
    return len(deliveries)


def _delivery(edition, subscription, chosen):
    return Delivery(
        partnership=edition.partnership,
        digest=edition.digest,
        subscription=subscription,
        items=[choice.item.key for choice in chosen],
    )


def _copy(edition, subscription, letter):
    with translation.override(subscription.language):
        unsubscribe_url = links.unsubscribe_url(edition.partnership, subscription)
        return Copy(
            letter=letter,
            to=subscription.email,
            personal={
                "preferences_url": links.preferences_url(edition.partnership, subscription),
                "unsubscribe_url": unsubscribe_url,
            },
            headers=mails.list_headers(edition.partnership, unsubscribe_url),
            dedupe_key=f"digest/{edition.digest.pk}/{subscription.pk}",
        )
