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
    "decision.annul": _("Decision annulled"),
    "decision.approve": _("Decision made"),
    "decision.refuse": _("Decision made"),
    "dossier.number": _("Numbers of the decision written"),
    "dossier.release": _("Decisions released"),
}
