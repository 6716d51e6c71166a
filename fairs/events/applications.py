"""Calls and applications."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "application.begin": _("Application begun"),
    "application.change": _("Submitted application changed"),
    "application.discard": _("Draft of an application deleted"),
    "application.edit": _("Application filled in"),
    "application.merged": _("Application withdrawn, as both entries of the organisation had applied"),
    "application.submit": _("Application submitted"),
    "application.withdraw": _("Application withdrawn"),
    "applicationdocument.opened": _("Document of an application opened"),
    "document.handed_elsewhere": _("Document handed over for a fair of another partnership"),
    "documentrequest.add": _("Document asked for in the call"),
    "documentrequest.remove": _("Document no longer asked for in the call"),
    "documentrequest.update": _("Document of the call changed"),
    "formquestion.add": _("Question added to the call"),
    "formquestion.move": _("Question of the call moved"),
    "formquestion.remove": _("Question removed from the call"),
    "formquestion.update": _("Question of the call changed"),
    "organisation.applied_elsewhere": _("Application begun to a fair of another partnership"),
}
