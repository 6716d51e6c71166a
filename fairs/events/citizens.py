"""What citizens see and ask for."""

from django.utils.translation import gettext_lazy as _

EVENTS: dict = {
    "fairreminder.ask": _("Reminder of a fair asked for"),
    "fairreminder.confirm": _("Reminder of a fair confirmed"),
    "fairreminder.forget": _("Reminder of a fair ended"),
    "fairreminder.remind": _("Reminded of a fair"),
}
