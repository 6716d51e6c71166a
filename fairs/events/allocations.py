"""The allocation of stands."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "allocationpolicy.announce": _("Rules of the stands announced"),
    "allocationpolicy.seed": _("Draw of the stands published"),
    "allocationpolicy.update": _("Rules of the stands changed"),
}
