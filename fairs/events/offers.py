"""Confirmations and fees."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "application.confirm": _("Stand confirmed"),
    "application.lapse": _("Stand given back"),
    "participationcontract.make": _("Contract made"),
    "fee.charge": _("Fee charged"),
    "fee.correct": _("Fee changed"),
    "fee.pay": _("Fee paid"),
    "fee.refund": _("Fee paid back"),
    "fee.reopen": _("Payment or exemption taken back"),
    "standoffer.confirm": _("Offered stand confirmed"),
    "standoffer.decline": _("Offered stand given back"),
    "standoffer.lapse": _("Offered stand not confirmed in time"),
    "standoffer.miss": _("Offered stand taken by somebody else"),
}
