"""Stands that are offered, confirmed and given back, and their fees."""

from django.utils.translation import gettext_lazy as _

from core.policy import AnyOf, predicate, system
from fairs.policy.roles import is_applicant, is_of_applicant, is_officer
from partnerships.policy import is_coordinator, is_staff


@predicate(_("Only the manager of the organisation to which the stand is offered may do this."))
def was_offered(actor, offer):
    return bool(is_applicant.decide(actor, offer.application))


@predicate(_("Only the organisation that has the stand and the organiser may read this."))
def is_of_the_stand(actor, offer):
    return bool(is_of_applicant.decide(actor, offer.application))


PERMISSIONS = {
    "fairs.confirm": is_applicant,
    "fairs.lapse": AnyOf(is_applicant, system, is_coordinator),
    "fairs.confirm_offer": was_offered,
    "fairs.lapse_offer": system,
    "fairs.read_contract": AnyOf(is_of_the_stand, is_coordinator),
    "fairs.see_stand": AnyOf(is_of_applicant, is_officer, is_staff),
}
