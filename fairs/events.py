from django.utils.translation import gettext_lazy as _

EVENTS = {
    "application.approve": _("Application approved"),
    "application.merged": _("Application withdrawn, as both entries of the organisation had applied"),
    "application.reconsider": _("Decision taken back"),
    "application.refuse": _("Application refused"),
    "application.submit": _("Application submitted"),
    "application.withdraw": _("Application withdrawn"),
    "fair.cancel": _("Fair cancelled"),
    "fair.close": _("Fair closed"),
    "fair.close_call": _("Call for applications closed"),
    "fair.create": _("Fair planned"),
    "fair.open_call": _("Call for applications opened"),
    "fair.publish": _("Participants announced"),
    "fair.reason": _("Reason of a cancellation"),
    "fair.update": _("Fair changed"),
}
