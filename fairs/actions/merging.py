"""How applications to fairs follow an organisation that is merged into another."""

from django.utils.translation import gettext as _

from core import audit
from enterprises.actions.merging import Following, register_follower
from fairs.models import Application, NeighbourWish, ProgrammeEvent
from fairs.states import GONE_STATES, ApplicationState

STRENGTH = {
    ApplicationState.CONFIRMED: 5,
    ApplicationState.APPROVED: 4,
    ApplicationState.SUBMITTED: 3,
    ApplicationState.RETURNED: 2,
    ApplicationState.REFUSED: 1,
    ApplicationState.DRAFT: 0,
}
"""Of two applications to one fair the one that got further stays."""


def register():
    """Register the applications; called once, when the app is ready."""
    register_follower("applications", covers=["fairs.Application.organisation"], tell=_tell, move=_move)
    register_follower("events", covers=["fairs.ProgrammeEvent.organisation"], tell=_tell_events, move=_move_events)
    register_follower("wishes", covers=["fairs.NeighbourWish.organisation"], tell=_tell_wishes, move=_move_wishes)


def _tell(kept, gone):
    twice = len(_twice(kept, gone))
    note = _("%(number)s to a fair to which both applied: the one that got further stays.") % {"number": twice}
    return Following(_("Applications to fairs"), gone.fair_applications.count(), note if twice else "")


def _twice(kept, gone):
    """Return [(application of kept, application of gone)] to the same fairs."""
    standing = Application.objects.exclude(state__in=GONE_STATES).order_by("fair_id")
    mine = {application.fair_id: application for application in standing.filter(organisation=kept)}
    theirs = standing.filter(organisation=gone)
    return [(mine[other.fair_id], other) for other in theirs if other.fair_id in mine]


def _move(kept, gone, acting_user):
    for mine, theirs in _twice(kept, gone):
        weaker = theirs if STRENGTH[mine.state] >= STRENGTH[theirs.state] else mine
        before = {"state": weaker.state}
        weaker.state = ApplicationState.WITHDRAWN
        weaker.save(update_fields=["state"])
        audit.record(
            "application.merged", weaker, acting_user=acting_user, before=before, after={"state": weaker.state}
        )
    gone.fair_applications.update(organisation=kept)


def _tell_events(kept, gone):
    return Following(_("Events at fairs"), ProgrammeEvent.objects.filter(organisation=gone).count())


def _move_events(kept, gone, acting_user):
    ProgrammeEvent.objects.filter(organisation=gone).update(organisation=kept)


def _tell_wishes(kept, gone):
    return Following(_("Wishes to stand beside it at fairs"), NeighbourWish.objects.filter(organisation=gone).count())


def _move_wishes(kept, gone, acting_user):
    """Who asked for both asks for the kept one once."""
    wishes = NeighbourWish.objects.filter(organisation=gone)
    wishes.filter(application__in=NeighbourWish.objects.filter(organisation=kept).values("application")).delete()
    NeighbourWish.objects.filter(organisation=gone).update(organisation=kept)
