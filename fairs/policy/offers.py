"""Stands that are offered, confirmed and given back, and their fees."""

from django.utils.translation import gettext_lazy as _

from core.policy import AnyOf, predicate, system
from fairs.policy.roles import is_applicant
from partnerships.policy import is_coordinator


@predicate(_("Only the manager of the organisation to which the stand is offered may do this."))
def was_offered(actor, offer):
    return bool(is_applicant.decide(actor, offer.application))


PERMISSIONS = {
    "fairs.confirm": is_applicant,
    "fairs.lapse": AnyOf(is_applicant, system, is_coordinator),
    "fairs.confirm_offer": was_offered,
    "fairs.lapse_offer": system,
}
