from django.utils.translation import gettext_lazy as _

EVENTS = {
    "user.edited": _("Account changed"),
    "accesstoken.created": _("Key for programs made"),
    "accesstoken.revoked": _("Key for programs taken back"),
}
