"""How memberships in networks follow an organisation that is merged into another."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from enterprises.actions.merging import Following, register_follower
from networks.models import NetworkMembership
from networks.states import MembershipState


def register():
    """Register the memberships; called once, when the app is ready."""
    register_follower("memberships", covers=["networks.NetworkMembership.organisation"], tell=_tell, move=_move)


def _tell(kept, gone):
    twice = _twice(kept, gone).count()
    note = _("%(number)s in which both are: there it stays a member once.") % {"number": twice} if twice else ""
    return Following(_("Memberships in networks"), gone.network_memberships.count(), note)


def _twice(kept, gone):
    joined = NetworkMembership.objects.joined()
    return joined.filter(organisation=gone, network__in=joined.filter(organisation=kept).values("network"))


def _move(kept, gone, acting_user):
    for membership in _twice(kept, gone).order_by("pk"):
        membership.state, membership.left_at = MembershipState.LEFT, timezone.now()
        membership.save(update_fields=["state", "left_at"])
        before, after = {"state": MembershipState.JOINED}, {"state": membership.state}
        audit.record("networkmembership.merged", membership, acting_user=acting_user, before=before, after=after)
    gone.network_memberships.update(organisation=kept)
