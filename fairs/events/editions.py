"""Series and editions of fairs."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "application.cancel": _("Application cancelled with its fair"),
    "fee.exempt": _("Exempted from the fee"),
    "fee.owe_back": _("Fee to be paid back"),
    "standoffer.recall": _("Offer of a stand taken back"),
    "fair.allocate": _("Stands allocated"),
    "fair.authorise": _("Fair authorised by the municipality"),
    "fair.begin": _("Fair begun"),
    "fair.cancel": _("Fair cancelled"),
    "fair.close": _("Fair closed"),
    "fair.close_call": _("Call for applications closed"),
    "fair.create": _("Fair planned"),
    "fair.hours": _("Opening hours set"),
    "fair.drawing": _("Drawing of the venue set"),
    "fair.drawing_removed": _("Drawing of the venue removed"),
    "fair.open_call": _("Call for applications opened"),
    "fair.publish": _("Participants announced"),
    "fair.reason": _("Reason of a cancellation"),
    "fair.update": _("Fair changed"),
    "fairseries.announce": _("Series of fairs announced"),
    "fairseries.create": _("Series of fairs written down"),
    "fairseries.end": _("Series of fairs ended"),
    "fairseries.resume": _("Series of fairs resumed"),
    "fairseries.update": _("Series of fairs changed"),
}
