from django.utils.translation import gettext_lazy as _

EVENTS = {
    "document.added": _("Document added"),
    "document.brought_back": _("Document brought back"),
    "document.opened": _("Document opened"),
    "document.replaced": _("Document replaced by a newer one"),
    "document.withdrawn": _("Document withdrawn"),
}
