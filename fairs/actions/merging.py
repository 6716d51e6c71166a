"""How applications to fairs follow an organisation that is merged into another."""

from django.utils.translation import gettext as _

from core import audit
from enterprises.actions.merging import Following, register_follower
from fairs.models import Application
from fairs.states import ApplicationState

STRENGTH = {ApplicationState.APPROVED: 2, ApplicationState.SUBMITTED: 1, ApplicationState.REFUSED: 0}
"""Of two applications to one fair the one that got further stays."""


def register():
    """Register the applications; called once, when the app is ready."""
    register_follower("applications", covers=["fairs.Application.organisation"], tell=_tell, move=_move)


def _tell(kept, gone):
    twice = len(_twice(kept, gone))
    note = _("%(number)s to a fair to which both applied: the one that got further stays.") % {"number": twice}
    return Following(_("Applications to fairs"), gone.fair_applications.count(), note if twice else "")


def _twice(kept, gone):
    """Return [(application of kept, application of gone)] to the same fairs."""
    standing = Application.objects.exclude(state=ApplicationState.WITHDRAWN).order_by("fair_id")
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
