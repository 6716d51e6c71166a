"""The municipality's authorisation."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "authorisationroute.add": _("Body added to the route of the authorisation"),
    "authorisationroute.change": _("Body of the route of the authorisation changed"),
    "authorisationroute.move": _("Order of the route of the authorisation changed"),
    "authorisationroute.remove": _("Body left out of the route of the authorisation"),
    "authorisationroute.set": _("Route of the authorisation set"),
    "authorisationstep.answered_by_link": _("Answered by the link of a mail"),
    "authorisationstep.ask": _("Body asked"),
    "authorisationstep.escalated": _("Deputy told that no answer came"),
    "authorisationstep.grant": _("Body in favour"),
    "authorisationstep.refuse": _("Body against"),
    "authorisationstep.reminded": _("Body reminded"),
    "authorisationstep.reopen": _("Body asked again"),
    "authorisationstep.respondent": _("Who answers changed"),
    "fair.authorisation_started": _("Municipality asked for its authorisation"),
    "fair.authorisation_withdrawn": _("Question to the municipality taken back"),
}
