from django.utils.translation import gettext_lazy as _

EVENTS = {
    "claim.approve": _("Claim approved"),
    "claim.made": _("Organisation claimed"),
    "claim.opened": _("Evidence of a claim opened"),
    "claim.refuse": _("Claim refused"),
    "claim.withdraw": _("Claim withdrawn"),
    "errorreport.dismiss": _("Report of an error: nothing to put right"),
    "errorreport.made": _("Error reported"),
    "errorreport.settle": _("Report of an error: put right"),
    "organisation.asked_to_confirm": _("Organisation asked whether its profile is true"),
    "organisation.confirmed": _("Profile confirmed"),
    "organisation.confirmed_by_link": _("Profile confirmed by the link from a mail"),
    "organisation.claim": _("Organisation handed to its people"),
}
