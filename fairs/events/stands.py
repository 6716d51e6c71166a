"""The stand plan."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "venueplan.picture_removed": _("Picture of the venue removed"),
    "venueplan.set": _("Ground of the fair set"),
    "stand.add": _("Stand added"),
    "stand.add_grid": _("Row of stands added"),
    "stand.change": _("Stand changed"),
    "stand.copy": _("Stands taken over from another fair"),
    "stand.move": _("Stands moved"),
    "stand.remove": _("Stands removed"),
    "stand.undo": _("Change of the stand plan undone"),
}
