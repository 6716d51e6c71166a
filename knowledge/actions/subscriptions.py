"""The life of a subscription: asked for, confirmed by mail, changed, ended, erased.

The audit trail names a subscription by its number and its state alone: what a person chose is in no
trail, log or staff page.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import audit, policy
from core.errors import DomainError
from core.models import Message, MessageState
from core.outbox import queue_mail
from knowledge import consent, limits, links, mails, tokens
from knowledge.actions.schedule import open_schedule
from knowledge.models import ConsentProof, Subscription

LINK_GOOD_FOR = timedelta(hours=72)


@dataclass(frozen=True)
class Choices:
    """What a person wants to be told, and in which language."""

    language: str
    target_groups: tuple = ()
    topics: tuple = ()

    def as_fields(self):
        """Return the model's fields; sorted, so that equal choices make equal segments."""
        return {
            "language": self.language,
            "target_groups": sorted(set(self.target_groups)),
            "topics": sorted(set(self.topics)),
        }


@transaction.atomic
def ask(partnership, *, email, choices, origin, text_shown, acting_user):
    """Send a mail to an address for which somebody asks for the digest.

    A new address gets a link to confirm, one that has confirmed a link to its preferences; the caller
    learns nothing about which it was. `origin` is a hash (core.origin). Raises TooManyRequests.
    """
    policy.enforce(acting_user, "knowledge.subscribe", partnership)
    limits.count_ask(partnership, email=email, origin=origin)
    subscription = _found_or_new(partnership, email, choices)
    if subscription.state == Subscription.State.CONFIRMED:
        _mail_preferences(partnership, subscription)
        return
    token, subscription.confirm_hash = tokens.new_secret()
    subscription.confirm_until = timezone.now() + LINK_GOOD_FOR
    subscription.state = Subscription.State.PENDING
    for field, value in choices.as_fields().items():
        setattr(subscription, field, value)
    subscription.save()
    _prove(subscription, ConsentProof.Step.ASKED, text_shown, origin)
    audit.record("subscription.asked", subscription, acting_user=acting_user)
    _mail_confirmation(partnership, subscription, token)


@transaction.atomic
def confirm(partnership, token, *, origin, acting_user):
    """Take the token of a confirmation mail and return the confirmed Subscription; a second time changes nothing.

    Raises DomainError when the token is unknown, used up or older than 72 hours.
    """
    policy.enforce(acting_user, "knowledge.subscribe", partnership)
    subscription = _to_confirm(partnership, token, lock=True)
    if subscription.state == Subscription.State.CONFIRMED:
        return subscription
    before = subscription.state
    subscription.state = Subscription.State.CONFIRMED
    subscription.confirmed_at = timezone.now()
    subscription.unsubscribed_at = None
    subscription.save(update_fields=["state", "confirmed_at", "unsubscribed_at"])
    _prove(subscription, ConsentProof.Step.CONFIRMED, consent.text_of_confirming(partnership), origin)
    _audit_state("subscription.confirmed", subscription, before, acting_user)
    open_schedule(partnership)
    return subscription


def to_confirm(partnership, token):
    """Return the Subscription that a confirmation link is about, without changing it; raises as `confirm` does."""
    return _to_confirm(partnership, token, lock=False)


@transaction.atomic
def change_choices(subscription, choices, *, origin, acting_user):
    """Keep new choices of a subscription and return it."""
    policy.enforce(acting_user, "knowledge.subscribe", subscription)
    row = _locked(subscription)
    for field, value in choices.as_fields().items():
        setattr(row, field, value)
    row.save(update_fields=[*choices.as_fields()])
    _prove(row, ConsentProof.Step.CHANGED, consent.text_of_changing(row.partnership), origin)
    audit.record("subscription.changed", row, acting_user=acting_user)
    return row


@transaction.atomic
def unsubscribe(subscription, *, acting_user):
    """End a subscription and withdraw its mails that have not left yet; a second time changes nothing."""
    policy.enforce(acting_user, "knowledge.subscribe", subscription)
    row = _locked(subscription)
    if row.state == Subscription.State.UNSUBSCRIBED:
        return row
    before = row.state
    row.state = Subscription.State.UNSUBSCRIBED
    row.unsubscribed_at = timezone.now()
    row.confirm_hash = ""
    row.save(update_fields=["state", "unsubscribed_at", "confirm_hash"])
    _own_mails(row).filter(state=MessageState.QUEUED).delete()
    _audit_state("subscription.ended", row, before, acting_user)
    return row


@transaction.atomic
def erase(subscription, *, acting_user):
    """Delete a subscription with its proofs, deliveries and mails, for good."""
    policy.enforce(acting_user, "knowledge.subscribe", subscription)
    row = _locked(subscription)
    _own_mails(row).delete()
    audit.record("subscription.erased", row, acting_user=acting_user)
    row.delete()


def _found_or_new(partnership, email, choices):
    """Return the subscription of this address, locked; two people who ask at once get the same row."""
    address = email.strip().lower()
    rows = Subscription.objects.filter(partnership=partnership).with_address(address).select_for_update()
    if found := rows.first():
        return found
    fresh = Subscription(partnership=partnership, email=address, **choices.as_fields())
    Subscription.objects.bulk_create([fresh], ignore_conflicts=True)
    return rows.get()


def _to_confirm(partnership, token, *, lock):
    rows = Subscription.objects.filter(
        partnership=partnership, confirm_hash=tokens.secret_hash(token), confirm_until__gt=timezone.now()
    )
    subscription = (rows.select_for_update() if lock else rows).first()
    if subscription is None:
        raise DomainError(
            "link-not-valid",
            _("This link is no longer valid: it is good for three days, and a newer one takes its place."),
        )
    return subscription


def _locked(subscription):
    return Subscription.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=subscription.pk)


def _prove(subscription, step, text_shown, origin):
    ConsentProof.objects.create(
        partnership_id=subscription.partnership_id,
        subscription=subscription,
        step=step,
        text_shown=text_shown,
        language=translation.get_language(),
        origin_hash=origin,
    )


def _audit_state(event, subscription, before, acting_user):
    audit.record(
        event, subscription, acting_user=acting_user, before={"state": before}, after={"state": subscription.state}
    )


def _own_mails(subscription):
    return Message.objects.filter(
        Q(dedupe_key__startswith="digest/") | Q(dedupe_key__startswith="subscription/"),
        partnership_id=subscription.partnership_id,
        to=subscription.email,
    )


def _mail_confirmation(partnership, subscription, token):
    with translation.override(subscription.language):
        queue_mail(
            "knowledge/mail/confirm",
            partnership=partnership,
            to=subscription.email,
            language=subscription.language,
            context={"confirm_url": links.confirm_url(partnership, token)},
            headers=mails.headers(partnership),
            dedupe_key=f"subscription/{subscription.pk}/{subscription.confirm_hash}",
        )


def _mail_preferences(partnership, subscription):
    with translation.override(subscription.language):
        queue_mail(
            "knowledge/mail/already",
            partnership=partnership,
            to=subscription.email,
            language=subscription.language,
            context={"preferences_url": links.preferences_url(partnership, subscription)},
            headers=mails.headers(partnership),
            dedupe_key=f"subscription/{subscription.pk}/{tokens.new_secret()[1]}",
        )
