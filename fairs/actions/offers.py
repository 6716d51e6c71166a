"""Stands are offered, confirmed and given back; what becomes free goes to the next who waits, by itself.

Every step locks the fair first, then the offer: of two that want the same stand the second one waits and is told.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import policy, transitions
from core.errors import DomainError, TransitionRefused
from core.policy import SYSTEM
from fairs.actions.contracts import order_contract
from fairs.actions.fees import charge
from fairs.actions.offer_letters import tell
from fairs.models import Fair, Stand, StandOffer
from fairs.queries.offers import (
    LIVE_OFFERS,
    OFFERING_STATES,
    deadline_of,
    is_in_last_days,
    open_deadline_of,
    placements_to_offer,
    reached_by,
    reminder_due,
    who_may_follow,
)
from fairs.states import APPLICATION_TRANSITIONS, OFFER_TRANSITIONS, ApplicationState, OfferState

JOINED = ("application__organisation", "application__fair__partnership", "application__fair__municipality", "stand")


def offer_stands(fair):
    """Offer to everybody whom the allocation in force gives a stand that stand, and return the offers.

    Part of the announcement of the participants, in whose transaction the fair is locked.
    """
    confirm_by = deadline_of(fair, timezone.now())
    return [_offer(fair, one.application, one.stand, confirm_by) for one in placements_to_offer(fair)]


@transaction.atomic
def confirm_offer(offer, *, acting_user):
    """Take the offered stand for good, and return the offer.

    The fee is charged, the contract ordered, and whoever was offered the same stand is told. Raises
    TransitionRefused ("stand-taken") when somebody else was faster, DomainError after the last day.
    """
    fair, row = _lock(offer)
    policy.enforce(acting_user, "fairs.confirm_offer", row)
    if row.state == OfferState.TAKEN:
        raise _taken()
    transitions.check(row, OFFER_TRANSITIONS["confirm"], acting_user=acting_user)
    _check_time(fair, row)
    answered = {"answered_at": timezone.now(), "answered_by": acting_user}
    try:
        with transaction.atomic():
            row = transitions.take(
                row, OFFER_TRANSITIONS["confirm"], acting_user=acting_user, changes=answered, related=JOINED
            )
    except IntegrityError as error:
        raise _taken() from error
    transitions.take(row.application, APPLICATION_TRANSITIONS["confirm"], acting_user=acting_user)
    _tell_the_others(row)
    _decline_other_offers(row, acting_user)
    charge(row, acting_user=acting_user)
    order_contract(row, acting_user=acting_user)
    tell("stand_confirmed", row, once="confirmed")
    return row


@transaction.atomic
def decline_offer(offer, *, acting_user):
    """Give an offered or confirmed stand back, and return the offer; the next who waits is asked.

    Who declines a stand that was offered to all keeps the place in the waiting list; any other gives the place up.
    """
    fair, row = _lock(offer)
    is_one_of_many = row.is_open and row.state == OfferState.OFFERED
    answered = {"answered_at": timezone.now(), "answered_by": acting_user}
    row = transitions.take(
        row, OFFER_TRANSITIONS["decline"], acting_user=acting_user, changes=answered, related=JOINED
    )
    if is_one_of_many:
        return row
    if row.application.state in (ApplicationState.APPROVED, ApplicationState.CONFIRMED):
        transitions.take(row.application, APPLICATION_TRANSITIONS["lapse"], acting_user=acting_user)
    pass_on(fair, row.stand)
    return row


@transaction.atomic
def recall_offer(offer, *, acting_user, reason):
    """Take an offered or confirmed stand back from somebody, who reads the reason; the next who waits is asked."""
    fair, row = _lock(offer)
    policy.enforce(acting_user, "fairs.organise", row)
    reason = reason.strip()
    if not reason:
        raise DomainError("reason-missing", _("Please say why: the organisation will read it."), field="reason")
    row = transitions.take(row, OFFER_TRANSITIONS["recall"], acting_user=acting_user, related=JOINED)
    if not row.is_open or row.application.state == ApplicationState.CONFIRMED:
        transitions.take(row.application, APPLICATION_TRANSITIONS["lapse"], acting_user=acting_user)
    tell("stand_recalled", row, once="recalled", reason=reason)
    pass_on(fair, row.stand)
    return row


@transaction.atomic
def lapse_offer(offer):
    """Let an offer end whose last day has passed: the stand goes to the next who waits. Return the offer."""
    fair, row = _lock(offer)
    if row.state != OfferState.OFFERED or row.confirm_by >= timezone.now():
        return row
    row = transitions.take(row, OFFER_TRANSITIONS["lapse"], acting_user=SYSTEM, related=JOINED)
    if row.is_open:
        return row
    if row.application.state == ApplicationState.APPROVED:
        transitions.take(row.application, APPLICATION_TRANSITIONS["lapse"], acting_user=SYSTEM)
    tell("stand_lapsed", row, once="lapsed")
    pass_on(fair, row.stand)
    return row


@transaction.atomic
def remind_of_offer(offer):
    """Remind of an offer 7, 3 and 1 days before its end, each once; return which reminder went out, or None."""
    _fair, row = _lock(offer)
    due = reminder_due(row, timezone.localdate())
    if row.state != OfferState.OFFERED or due is None:
        return None
    row.reminded = due
    row.save(update_fields=["reminded"])
    tell("stand_reminder", row, once=f"reminder-{due}")
    return due


@transaction.atomic
def offer_free_stand(fair, stand, *, acting_user):
    """Let the organiser offer a free stand to whoever waits for one; return the offers.

    Raises DomainError when somebody has it or is asked already, or when nobody who waits could take it.
    """
    row = transitions.lock(fair, "partnership")
    policy.enforce(acting_user, "fairs.organise", row)
    stand = transitions.lock(stand)
    if row.state not in OFFERING_STATES:
        raise _not_now(row)
    if StandOffer.objects.filter(stand=stand, state__in=LIVE_OFFERS).exists():
        raise DomainError("stand-not-free", _("This stand is not free any more."))
    offers = pass_on(row, stand)
    if not offers:
        raise DomainError("nobody-waits", _("Nobody on the waiting list could take this stand."))
    return offers


def release_stands(application, *, acting_user):
    """Free what an application holds that was just withdrawn, within its transaction: the next who waits is asked."""
    for offer in application.offers.filter(state__in=LIVE_OFFERS):
        decline_offer(offer, acting_user=acting_user)


def pass_on(fair, stand):
    """Offer a free stand to the next whom it fits, in the last days to all of them at once; return the offers.

    The fair's row is locked by the caller. Nobody is asked once the fair has begun.
    """
    if fair.state not in OFFERING_STATES or fair.has_begun:
        return []
    following = who_may_follow(fair, stand)
    now = timezone.now()
    if is_in_last_days(fair):
        end = open_deadline_of(fair, now)
        return [_offer(fair, application, stand, end, is_open=True) for application in following]
    return [_offer(fair, application, stand, deadline_of(fair, now)) for application in following[:1]]


def _offer(fair, application, stand, confirm_by, *, is_open=False):
    application.fair = fair
    offer = StandOffer.objects.create(
        partnership_id=fair.partnership_id,
        application=application,
        stand=stand,
        is_open=is_open,
        confirm_by=confirm_by,
        # What the offer itself says needs no reminder on the same day.
        reminded=reached_by((timezone.localdate(confirm_by) - timezone.localdate()).days),
    )
    tell("stand_open" if is_open else "stand_offered", offer, once="offered")
    return offer


def _lock(offer):
    """Return (fair, offer), both locked. Every step of an offer locks the fair first."""
    fair_id = Stand.objects.values_list("fair", flat=True).get(pk=offer.stand_id)
    fair = transitions.lock(Fair(pk=fair_id), "partnership")
    return fair, transitions.lock(offer, *JOINED)


def _check_time(fair, offer):
    if fair.state not in OFFERING_STATES:
        raise _not_now(fair)
    if offer.confirm_by < timezone.now():
        raise DomainError(
            "deadline-has-passed", _("The time to confirm has passed: the stand goes to the next who waits.")
        )


def _tell_the_others(offer):
    """Tell everybody else who was offered the same stand that it is taken; they keep their place in the list."""
    others = StandOffer.objects.filter(stand=offer.stand_id, state=OfferState.OFFERED).exclude(pk=offer.pk)
    for other in others:
        missed = transitions.take(other, OFFER_TRANSITIONS["miss"], acting_user=SYSTEM, related=JOINED)
        tell("stand_taken", missed, once="taken")


def _decline_other_offers(offer, acting_user):
    others = offer.application.offers.filter(state=OfferState.OFFERED).exclude(pk=offer.pk)
    for other in others:
        transitions.take(other, OFFER_TRANSITIONS["decline"], acting_user=acting_user)


def _taken():
    return TransitionRefused(
        "stand-taken", _("Somebody else was faster: the stand is taken. You keep your place in the waiting list.")
    )


def _not_now(fair):
    return DomainError(
        "fair-not-offering",
        _("No stand can be offered or confirmed now: the fair is “%(state)s”.") % {"state": fair.get_state_display()},
    )
