"""The municipality's decisions."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "application.answer": _("What was missing was sent in"),
    "application.ask_more": _("More was asked for"),
    "application.approve": _("Application approved"),
    "application.release_approval": _("Application approved"),
    "application.release_refusal": _("Application refused"),
    "application.reconsider": _("Decision taken back"),
    "application.refuse": _("Application refused"),
    "municipaldecision.annul": _("Decision annulled"),
    "municipaldecision.approve": _("Decision made"),
    "municipaldecision.refuse": _("Decision made"),
    "decisiondossier.number": _("Numbers of the decision written"),
    "decisiondossier.release": _("Decisions released"),
}
