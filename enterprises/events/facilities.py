from django.utils.translation import gettext_lazy as _

EVENTS = {
    "boardanswer.accept": _("Answer on the board accepted"),
    "boardanswer.decline": _("Answer on the board declined"),
    "boardanswer.offered": _("Answer given on the board"),
    "boardanswer.withdraw": _("Answer on the board withdrawn"),
    "boardpost.added": _("Post put on the board"),
    "boardpost.edited": _("Post on the board changed"),
    "boardpost.expire": _("Post on the board expired"),
    "boardpost.reopen": _("Post put back on the board"),
    "boardpost.settle": _("Post on the board settled"),
    "boardpost.withdraw": _("Post on the board withdrawn"),
    "facility.added": _("Facility added"),
    "facility.edited": _("Facility changed"),
    "facility.hidden": _("Facility hidden"),
    "facility.hours": _("Opening hours changed"),
    "facility.listed": _("Facility shown"),
    "hoursexception.added": _("Exception to the hours added"),
    "hoursexception.edited": _("Exception to the hours changed"),
    "hoursexception.removed": _("Exception to the hours removed"),
}
