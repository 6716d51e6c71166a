"""Claims that nobody has to decide any more, since the organisation has gone another way."""

from django.utils import timezone
from django.utils.translation import override

from core import transitions
from enterprises.actions import claim_letters
from enterprises.models import Claim
from enterprises.states import CLAIM_TRANSITIONS


def refuse_waiting(organisation, why, *, acting_user):
    """Refuse the claims on a locked organisation that wait; each claimant reads `why` (lazy) in their language."""
    waiting = organisation.claims.filter(state=Claim.State.PENDING).select_related("claimant").order_by("pk")
    for claim in waiting:
        with override(claim.claimant.language):
            reason = str(why)
        row = transitions.take(
            claim,
            CLAIM_TRANSITIONS["refuse"],
            acting_user=acting_user,
            changes={"reason": reason, "decided_at": timezone.now(), "decided_by": acting_user},
            related=("organisation__partnership__region", "claimant"),
        )
        claim_letters.tell_claimant(row, "enterprises/mail/claim_refused")
