from django.utils.translation import gettext_lazy as _

EVENTS = {
    "partner.added": _("Partner entered"),
    "partnership.founded": _("Partnership founded"),
    "role.ended": _("Role ended"),
    "role.given": _("Role given"),
    "role.offer_revoked": _("Invitation taken back"),
    "role.offered": _("Invitation sent"),
    "user.joined": _("Account created by invitation"),
}
