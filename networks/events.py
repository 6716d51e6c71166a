from django.utils.translation import gettext_lazy as _

EVENTS = {
    "network.close": _("Network closed"),
    "network.found": _("Network founded"),
    "network.reopen": _("Network reopened"),
    "network.update": _("Network changed"),
    "networkmembership.join": _("Organisation joined a network"),
    "networkmembership.leave": _("Organisation left a network"),
    "networkmembership.merged": _("Membership ended, as both entries of the organisation were in the network"),
    "networkmembership.reason": _("Reason of a removal from a network"),
    "networkmembership.remove": _("Organisation removed from a network"),
}
