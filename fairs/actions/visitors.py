"""Citizens who want to be reminded of a fair: asked for, confirmed by mail, reminded once, forgotten.

The audit trail names a wish by its number alone: whose it is stands in no trail, log or staff page.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import audit, policy
from core.errors import DomainError
from core.limits import TooManyRequests, count
from core.origin import salted_hash
from core.outbox import queue_mail
from core.policy import SYSTEM
from core.tokens import digest_of, new_token
from core.ui.sharing import absolute
from fairs.models import Fair, FairReminder
from fairs.states import OVER_STATES

AHEAD = timedelta(days=3)
"""How long before its first day people are reminded of a fair."""
LINK_GOOD_FOR = timedelta(hours=72)
ASKS_OF_AN_ADDRESS = 5
ASKS_OF_AN_ORIGIN = 60
AT_ONCE = 100
"""Reminders written in one transaction."""


@transaction.atomic
def ask_to_be_reminded(fair, *, email, language, origin, acting_user):
    """Send a link to an address for which somebody asks to be reminded of a fair.

    The caller learns nothing about the address: one that has confirmed gets a link, too, by which it can end the
    reminder. `origin` is a hash (core.origin). Raises DomainError for a fair that is not ahead, and TooManyRequests.
    """
    policy.enforce(acting_user, "fairs.be_reminded", fair)
    if not can_be_asked_for(fair):
        raise DomainError("fair-not-ahead", _("This fair is not ahead any more: there is nothing to remind you of."))
    _count_ask(fair, email, origin)
    wish = _found_or_new(fair, email.strip().lower())
    token, wish.token_digest = new_token()
    wish.language, wish.asked_at = language, timezone.now()
    wish.save(update_fields=["token_digest", "language", "asked_at"])
    audit.record("fairreminder.ask", wish, acting_user=acting_user)
    _mail(wish, fair, "reminder_confirm", token)


def can_be_asked_for(fair):
    """Whether anybody can be reminded of this fair: it is announced, takes place, and begins after today."""
    return fair.is_published and fair.state not in OVER_STATES and fair.starts_on > timezone.localdate()


def find(partnership, token):
    """Return the FairReminder that a link from a mail opens, or None: unconfirmed, it is good for three days."""
    wish = (
        FairReminder.objects.filter(partnership=partnership, token_digest=digest_of(token))
        .select_related("fair__municipality", "fair__partnership__region")
        .first()
    )
    is_late = wish and not wish.confirmed_at and wish.asked_at < timezone.now() - LINK_GOOD_FOR
    return None if is_late else wish


@transaction.atomic
def confirm_reminder(wish, *, acting_user):
    """Let a wish count and return it; a second time changes nothing."""
    policy.enforce(acting_user, "fairs.be_reminded", wish.fair)
    row = FairReminder.objects.select_for_update().get(pk=wish.pk)
    if row.confirmed_at is None:
        row.confirmed_at = timezone.now()
        row.save(update_fields=["confirmed_at"])
        audit.record("fairreminder.confirm", row, acting_user=acting_user)
    return row


@transaction.atomic
def forget_reminder(wish, *, acting_user):
    """Erase a wish with its address, for good."""
    policy.enforce(acting_user, "fairs.be_reminded", wish.fair)
    audit.record("fairreminder.forget", wish, acting_user=acting_user)
    wish.delete()


@transaction.atomic
def remind_some_visitors(partnership):
    """Remind some of those who asked of the fairs that begin soon; return how many mails were queued, 0 at the end.

    Each is reminded once: the mark stands in the transaction that queues the mail, so a worker that dies loses
    nothing and repeats nothing.
    """
    today = timezone.localdate()
    soon = Fair.objects.upcoming().filter(partnership=partnership, starts_on__gt=today, starts_on__lte=today + AHEAD)
    waiting = FairReminder.objects.filter(fair__in=soon, reminded_at=None).exclude(confirmed_at=None)
    locked = waiting.select_for_update(of=("self",), skip_locked=True).select_related("fair__municipality")
    wishes = list(locked.order_by("pk")[:AT_ONCE])
    for wish in wishes:
        token, wish.token_digest = new_token()
        wish.reminded_at = timezone.now()
        _mail(wish, wish.fair, "reminder", token)
    FairReminder.objects.bulk_update(wishes, ["token_digest", "reminded_at"])
    audit.record_all("fairreminder.remind", [(wish, None, None) for wish in wishes], acting_user=SYSTEM)
    return len(wishes)


@transaction.atomic
def tell_visitors_of_cancelling(fair):
    """Queue a mail to all who asked to be reminded of a fair that was just cancelled, and forget them."""
    wishes = FairReminder.objects.filter(fair=fair)
    for wish in wishes.exclude(confirmed_at=None):
        _mail(wish, fair, "reminder_cancelled", "")
    wishes.delete()


@transaction.atomic
def forget_past_reminders(partnership):
    """Erase the wishes of the open partnership that nobody confirmed in time, and those of fairs that have begun."""
    wishes = FairReminder.objects.filter(partnership=partnership)
    wishes.filter(confirmed_at=None, asked_at__lt=timezone.now() - LINK_GOOD_FOR).delete()
    wishes.filter(fair__starts_on__lt=timezone.localdate()).delete()


def _count_ask(fair, email, origin):
    addressed = salted_hash("asks", email.lower())
    within = [
        count(f"fair-reminders:{fair.partnership_id}:address:{addressed}", ASKS_OF_AN_ADDRESS),
        count(f"fair-reminders:origin:{origin}", ASKS_OF_AN_ORIGIN),
    ]
    if not all(within):
        raise TooManyRequests


def _found_or_new(fair, email):
    """Return the wish of this address, locked; two people who ask at once get the same row."""
    rows = FairReminder.objects.filter(fair=fair, email=email).select_for_update()
    if found := rows.first():
        return found
    fresh = FairReminder(partnership_id=fair.partnership_id, fair=fair, email=email)
    FairReminder.objects.bulk_create([fresh], ignore_conflicts=True)
    return rows.get()


def _mail(wish, fair, template, token):
    with override(wish.language):
        link = absolute(reverse("fair_reminder", args=[fair.partnership.slug, token])) if token else ""
    queue_mail(
        f"fairs/mail/{template}",
        partnership=fair.partnership,
        to=wish.email,
        language=wish.language,
        context={"fair": fair, "link": link},
        dedupe_key=f"fair-reminder/{wish.pk}/{wish.token_digest or template}",
        headers={"Auto-Submitted": "auto-generated"},
    )
