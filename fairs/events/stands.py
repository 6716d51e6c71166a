"""The stand plan."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "ground.picture_removed": _("Picture of the venue removed"),
    "ground.set": _("Ground of the fair set"),
    "stands.add": _("Stand added"),
    "stands.add_grid": _("Row of stands added"),
    "stands.change": _("Stand changed"),
    "stands.copy": _("Stands taken over from another fair"),
    "stands.move": _("Stands moved"),
    "stands.remove": _("Stands removed"),
    "stands.undo": _("Change of the stand plan undone"),
}
