"""The fees of a fair: the list with its totals, and the same as a file."""

import re
from dataclasses import dataclass
from decimal import Decimal

import tablib
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.policy import authorise
from fairs.models import Fee, StandOffer
from fairs.states import ACCEPTED_STATES, FEE_TRANSITIONS, FeeState, OfferState

COMPUTED = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would take for a formula."""

WIDTH = 20


@dataclass(frozen=True)
class FeeTotals:
    """What is due, paid, waived, to be paid back and paid back, in euros."""

    due: Decimal
    paid: Decimal
    exempt: Decimal
    refund: Decimal
    refunded: Decimal


def fees_of(fair):
    """Return the fees of a fair with their organisations, by name; `stand` is the code of the stand they are for."""
    fees = list(
        Fee.objects.filter(application__fair=fair)
        .select_related("application__organisation", "application__fair", "recorded_by")
        .order_by("application__organisation__sort_key", "pk")
    )
    charged = StandOffer.objects.filter(application__fair=fair, answered_at__isnull=False).exclude(
        state__in=[OfferState.TAKEN, OfferState.LAPSED]
    )
    codes = dict(charged.order_by("answered_at").values_list("application", "stand__code"))
    for fee in fees:
        fee.stand = codes.get(fee.application_id, "")
        fee.is_of_leaver = fee.application.state not in ACCEPTED_STATES
    return fees


def totals_of(fees):
    """Return the FeeTotals of some fees."""
    sums = dict.fromkeys(FeeState.values, Decimal(0))
    for fee in fees:
        sums[fee.state] += fee.amount
    return FeeTotals(**sums)


def steps_of(fee, actor):
    """Return the names of what an actor may record of a fee now."""
    if not authorise(actor, "fairs.organise", fee):
        return []
    steps = [name for name, step in FEE_TRANSITIONS.items() if fee.state in step.sources]
    return [*steps, "correct"] if fee.state == FeeState.DUE else steps


def file_of_fees(fair, ending):
    """Return (bytes, content type) of all fees of a fair as a file. Raises KeyError for another ending."""
    write, content_type = WRITERS[ending]
    return write(_dataset(fair)), content_type


def _as_csv(dataset):
    # A byte order mark, without which spreadsheets misread Greek; the comma is for decimals there.
    delimiter = ";" if get_language() == "el" else ","
    return ("\ufeff" + dataset.export("csv", delimiter=delimiter)).encode()


def _as_workbook(dataset):
    return dataset.export("xlsx", column_width=WIDTH)


WRITERS = {
    "csv": (_as_csv, "text/csv; charset=utf-8"),
    "xlsx": (_as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def _dataset(fair):
    heads = [
        _("Organisation"),
        _("Stand"),
        _("Metres"),
        _("Euros a metre"),
        _("Amount in euros"),
        _("State"),
        _("Paid on"),
        _("How it was paid"),
        _("Number of the receipt"),
        _("Ground of the exemption"),
        _("Reason"),
        _("Note"),
    ]
    dataset = tablib.Dataset(headers=heads, title=_("Fees"))
    for fee in fees_of(fair):
        dataset.append([_cell(value) for value in _row(fee)])
    return dataset


def _row(fee):
    return [
        fee.application.organisation.title,
        fee.stand,
        fee.metres,
        fee.rate,
        fee.amount,
        str(fee.get_state_display()),
        fee.paid_on.isoformat() if fee.paid_on else "",
        str(fee.get_way_display()),
        fee.receipt,
        str(fee.get_exemption_display()),
        fee.reason,
        fee.note,
    ]


def _cell(value):
    return f"'{value}" if isinstance(value, str) and COMPUTED.match(value) else value
