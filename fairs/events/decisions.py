"""The municipality's decisions."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "application.approve": _("Application approved"),
    "application.reconsider": _("Decision taken back"),
    "application.refuse": _("Application refused"),
}
