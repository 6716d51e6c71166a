"""Fees of stands: charged with the confirmation, recorded when they are paid, waived for a reason, paid back."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from fairs.models import Exemption, Fee, PaymentWay
from fairs.states import FEE_TRANSITIONS, FeeState

MOST_EUROS = Decimal("9999999.99")
UNPAID = {"paid_on": None, "way": "", "receipt": "", "note": "", "reason": "", "exemption": ""}


def charge(offer, *, acting_user):
    """Charge the fee of a stand that was just confirmed and return it; None where the fair is free.

    Metres of frontage times the euros a metre of the fair. Part of the confirmation, in its transaction.
    """
    fair = offer.application.fair
    if fair.is_free:
        return None
    metres = offer.stand.frontage
    fee = Fee.objects.create(
        partnership_id=offer.partnership_id,
        application=offer.application,
        metres=metres,
        rate=fair.fee_per_metre,
        amount=(metres * fair.fee_per_metre).quantize(Decimal("0.01")),
        recorded_by=acting_user,
    )
    audit.record("fee.charge", fee, acting_user=acting_user, after={"metres": metres, "amount": fee.amount})
    return fee


@transaction.atomic
def correct_fee(fee, *, acting_user, amount, note):
    """Set another amount for a fee that is still to be paid, and say why; return it."""
    row = _locked(fee, acting_user)
    if row.state != FeeState.DUE:
        raise DomainError("fee-is-settled", _("Only a fee that is still to be paid can be changed."))
    if not 0 <= amount <= MOST_EUROS:
        raise DomainError("amount-not-sane", _("This amount can't be right."), field="amount")
    if not note.strip():
        raise DomainError("note-missing", _("Please say why the amount is another one."), field="note")
    before = {"amount": row.amount, "note": row.note}
    row.amount, row.note, row.recorded_by = amount, note.strip(), acting_user
    row.save()
    audit.record(
        "fee.correct", row, acting_user=acting_user, before=before, after={"amount": amount, "note": row.note}
    )
    return row


def pay_fee(fee, *, acting_user, paid_on, way, receipt="", note=""):
    """Record that a fee was paid: on which day, how, with which receipt; return it."""
    if paid_on > timezone.localdate():
        raise DomainError("paid-in-the-future", _("The day of the payment can't lie ahead."), field="paid_on")
    if way not in PaymentWay.values:
        raise DomainError("way-unknown", _("Please choose how it was paid."), field="way")
    given = {"paid_on": paid_on, "way": way, "receipt": receipt.strip(), "note": note.strip()}
    return _take(fee, "pay", acting_user, given)


def exempt_fee(fee, *, acting_user, exemption, reason):
    """Let somebody pay nothing, on a ground of the list and in words of one's own; return the fee."""
    if exemption not in Exemption.values:
        raise DomainError("exemption-unknown", _("Please choose the ground of the exemption."), field="exemption")
    if not reason.strip():
        raise DomainError("reason-missing", _("An exemption needs a reason in words."), field="reason")
    return _take(fee, "exempt", acting_user, {"exemption": exemption, "reason": reason.strip()})


def reopen_fee(fee, *, acting_user):
    """Take a payment or an exemption back that was recorded by mistake: the fee is to be paid. Return it."""
    return _take(fee, "reopen", acting_user, UNPAID)


def owe_back_fee(fee, *, acting_user, reason):
    """Note that a paid fee is to be paid back, and why; return it."""
    if not reason.strip():
        raise DomainError("reason-missing", _("Please say why it is paid back."), field="reason")
    return _take(fee, "owe_back", acting_user, {"reason": reason.strip()})


def refund_fee(fee, *, acting_user, note=""):
    """Record that a fee was paid back, with a note such as the number of the transfer; return it."""
    return _take(fee, "refund", acting_user, {"note": note.strip()} if note.strip() else {})


@transaction.atomic
def _take(fee, step, acting_user, changes):
    changes = {**changes, "recorded_by": acting_user, "recorded_at": timezone.now()}
    return transitions.take(fee, FEE_TRANSITIONS[step], acting_user=acting_user, changes=changes)


def _locked(fee, acting_user):
    row = transitions.lock(fee)
    policy.enforce(acting_user, "fairs.organise", row)
    return row
