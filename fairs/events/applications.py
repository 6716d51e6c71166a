"""Calls and applications."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "application.merged": _("Application withdrawn, as both entries of the organisation had applied"),
    "application.submit": _("Application submitted"),
    "application.withdraw": _("Application withdrawn"),
}
