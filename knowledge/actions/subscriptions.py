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
from core.tokens import digest_of, new_token
from knowledge import consent, limits, links, mails
from knowledge.actions.schedule import open_schedule
from knowledge.models import ConsentProof, Subscription

LINK_GOOD_FOR = timedelta(hours=72)


@dataclass(frozen=True)
class Choices:
    """What a person wants to be told, and in which language."""

    language: str
    target_groups: tuple = ()
    topics: tuple = ()

    @classmethod
    def of(cls, subscription):
        """Return the choices that a subscription holds."""
        return cls(subscription.language, tuple(subscription.target_groups), tuple(subscription.topics))

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

    A new address gets a link to confirm; one that has confirmed gets a link to confirm the new choices, or,
    when these are the old ones, to its preferences. The caller learns nothing about which it was.
    `origin` is a hash (core.origin). Raises TooManyRequests.
    """
    policy.enforce(acting_user, "knowledge.subscribe", partnership)
    limits.count_ask(partnership, email=email, origin=origin)
    subscription = _found_or_new(partnership, email, choices)
    wanted = choices.as_fields()
    is_known = subscription.state == Subscription.State.CONFIRMED
    if is_known and wanted == Choices.of(subscription).as_fields():
        _mail_preferences(partnership, subscription)
        return
    token, subscription.confirm_hash = new_token()
    subscription.confirm_until = timezone.now() + LINK_GOOD_FOR
    if is_known:
        # Whoever asked may be a stranger: nothing changes before the mailbox says yes.
        subscription.wish = wanted
    else:
        subscription.state = Subscription.State.PENDING
        _set(subscription, wanted)
    subscription.save()
    _prove(subscription, ConsentProof.Step.ASKED, text_shown, origin)
    audit.record("subscription.asked", subscription, acting_user=acting_user)
    _mail_confirmation(partnership, subscription, token)


@transaction.atomic
def remind(partnership, token, *, origin, acting_user):
    """Mail the link to the preferences to the address behind the used link of a confirmation mail.

    Raises DomainError when the link is not valid or not used, and TooManyRequests.
    """
    policy.enforce(acting_user, "knowledge.subscribe", partnership)
    subscription = _to_confirm(partnership, token, lock=True)
    if subscription.awaits_confirmation:
        raise _no_such_link()
    limits.count_ask(partnership, email=subscription.email, origin=origin)
    _mail_preferences(partnership, subscription)


@transaction.atomic
def confirm(partnership, token, *, origin, acting_user):
    """Take the token of a confirmation mail and return the confirmed Subscription; a second time changes nothing.

    A first confirmation is welcomed by mail; later ones take the wished choices over.
    Raises DomainError when the token is unknown, replaced by a newer one or, unused, older than 72 hours.
    """
    policy.enforce(acting_user, "knowledge.subscribe", partnership)
    subscription = _to_confirm(partnership, token, lock=True)
    if not subscription.awaits_confirmation:
        return subscription
    if subscription.state == Subscription.State.CONFIRMED:
        return _keep(subscription, subscription.wish, origin=origin, acting_user=acting_user)
    before = subscription.state
    subscription.state = Subscription.State.CONFIRMED
    subscription.confirmed_at = timezone.now()
    subscription.unsubscribed_at = None
    subscription.save(update_fields=["state", "confirmed_at", "unsubscribed_at"])
    _prove(subscription, ConsentProof.Step.CONFIRMED, consent.text_of_confirming(partnership), origin)
    _audit_state("subscription.confirmed", subscription, before, acting_user)
    open_schedule(partnership)
    _mail_welcome(partnership, subscription)
    return subscription


def to_confirm(partnership, token):
    """Return the Subscription that a confirmation link is about, without changing it; raises as `confirm` does."""
    return _to_confirm(partnership, token, lock=False)


@transaction.atomic
def change_choices(subscription, choices, *, origin, acting_user):
    """Keep new choices of a subscription and return it."""
    policy.enforce(acting_user, "knowledge.subscribe", subscription)
    return _keep(_locked(subscription), choices.as_fields(), origin=origin, acting_user=acting_user)


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
    row.confirm_hash, row.wish = "", None
    row.save(update_fields=["state", "unsubscribed_at", "confirm_hash", "wish"])
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


def _keep(subscription, fields, *, origin, acting_user):
    """Write the choices of a locked row, with the proof; a wish not confirmed yet is overtaken."""
    _set(subscription, fields | {"wish": None})
    subscription.save(update_fields=[*fields, "wish"])
    _prove(subscription, ConsentProof.Step.CHANGED, consent.text_of_changing(subscription.partnership), origin)
    audit.record("subscription.changed", subscription, acting_user=acting_user)
    return subscription


def _set(subscription, fields):
    for field, value in fields.items():
        setattr(subscription, field, value)


def _to_confirm(partnership, token, *, lock):
    is_used = Q(state=Subscription.State.CONFIRMED, wish__isnull=True)
    rows = Subscription.objects.filter(
        is_used | Q(confirm_until__gt=timezone.now()),
        partnership=partnership,
        confirm_hash=digest_of(token),
    )
    subscription = (rows.select_for_update() if lock else rows).first()
    if subscription is None:
        raise _no_such_link()
    return subscription


def _no_such_link():
    return DomainError(
        "link-not-valid",
        _("This link is no longer valid: it is good for three days, and a newer one takes its place."),
    )


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
    """Ask by mail to confirm the subscription, or the change that is wished; in the language just chosen."""
    template, language = "knowledge/mail/confirm", subscription.language
    if subscription.wish is not None:
        template, language = "knowledge/mail/confirm_change", subscription.wish["language"]
    with translation.override(language):
        _mail(
            template,
            partnership,
            subscription,
            language=language,
            context={"confirm_url": links.confirm_url(partnership, token)},
            dedupe=subscription.confirm_hash,
        )


def _mail_preferences(partnership, subscription):
    with translation.override(subscription.language):
        _mail(
            "knowledge/mail/already",
            partnership,
            subscription,
            context={"preferences_url": links.preferences_url(partnership, subscription)},
            dedupe=new_token()[1],
        )


def _mail_welcome(partnership, subscription):
    with translation.override(subscription.language):
        unsubscribe_url = links.unsubscribe_url(partnership, subscription)
        _mail(
            "knowledge/mail/welcome",
            partnership,
            subscription,
            context={
                "preferences_url": links.preferences_url(partnership, subscription),
                "unsubscribe_url": unsubscribe_url,
            },
            headers=mails.list_headers(partnership, unsubscribe_url),
            dedupe=f"welcome/{subscription.confirm_hash}",
        )


def _mail(template, partnership, subscription, *, context, dedupe, language=None, headers=None):
    queue_mail(
        template,
        partnership=partnership,
        to=subscription.email,
        language=language or subscription.language,
        context=context,
        headers=headers or mails.headers(partnership),
        dedupe_key=f"subscription/{subscription.pk}/{dedupe}",
    )
