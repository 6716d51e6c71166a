"""The municipality's authorisation."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
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
}
