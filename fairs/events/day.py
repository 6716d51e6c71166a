"""The programme and the day."""

from django.utils.translation import gettext_lazy as _

EVENTS: dict = {
    "check_in.absent": _("Stand noted as empty"),
    "check_in.present": _("Noted as here"),
    "check_in.undo": _("Note of the day taken back"),
    "incident.reopen": _("Incident open again"),
    "incident.report": _("Incident noted"),
    "incident.settle": _("Incident settled"),
    "programmeevent.add": _("Event added to the programme"),
    "programmeevent.cancel": _("Event of the programme cancelled"),
    "programmeevent.change": _("Event of the programme changed"),
    "programmeevent.restore": _("Event of the programme takes place after all"),
}
