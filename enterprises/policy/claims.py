"""Who may claim an organisation, and what follows. The object is the organisation or the claim."""

from django.utils.translation import gettext_lazy as _

from core.policy import AllOf, AnyOf, anyone, predicate, signed_in
from enterprises.policy.organisations import has_people, is_published
from partnerships.policy import is_coordinator


@predicate(_("This organisation is in the hands of its people already."))
def is_unclaimed(actor, organisation):
    return not has_people(organisation)


@predicate(_("Only whoever made this claim may do this."))
def is_claimant(actor, claim):
    return claim.claimant_id is not None and claim.claimant_id == actor.pk


PERMISSIONS = {
    "enterprises.claim": AllOf(signed_in, is_unclaimed),
    "enterprises.follow_claim": AnyOf(is_claimant, is_coordinator),
    "enterprises.withdraw_claim": is_claimant,
    "enterprises.report": AllOf(anyone, is_published),
}
