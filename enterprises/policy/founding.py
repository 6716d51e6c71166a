"""Who may do what in a founding project.

The object is the project, but for `enterprises.answer_as_mentor` and `enterprises.end_mentorship`: there it is the
FoundingMentor, and for those who only look around the partnership.
"""

from django.utils.translation import gettext_lazy as _

from core.policy import AllOf, AnyOf, anyone, predicate, signed_in
from enterprises.states import FOUNDING_OPEN, MentorState
from partnerships.policy import is_coordinator
from partnerships.roles import held_by, holds, partnership_of
from partnerships.states import Role


@predicate(_("Only the team of this project may do this."))
def is_team(actor, project):
    return any(seat.user_id == actor.pk for seat in _seats(actor, project))


@predicate(_("Only the person who leads this project may do this."))
def is_lead(actor, project):
    return any(seat.user_id == actor.pk and seat.is_lead for seat in _seats(actor, project))


@predicate(_("This project has its lead. Ask that person to hand over."))
def has_no_lead(actor, project):
    return not any(seat.is_lead for seat in _seats(actor, project))


@predicate(_("This project is closed: it stays as it is."))
def is_under_way(actor, project):
    return project.state in FOUNDING_OPEN


@predicate(_("Only the organisations that were asked to be mentors may see this."))
def is_asked_mentor(actor, project):
    return _mentors(actor, project, MentorState.ASKED, MentorState.ACCEPTED)


@predicate(_("Only the mentors of this project may do this."))
def is_mentor(actor, project):
    return _mentors(actor, project, MentorState.ACCEPTED)


@predicate(_("Only the people who run this partnership may see this."))
def is_overseer(actor, obj):
    return holds(actor, Role.COORDINATOR, Role.OBSERVER, partnership_id=partnership_of(obj))


@predicate(_("Only the manager of the organisation that was asked may answer."))
def manages_the_mentor(actor, mentor):
    return holds(actor, Role.MANAGER, partnership_id=mentor.partnership_id, subject_id=mentor.organisation_id)


@predicate(_("Only the person who leads the project, or the manager of the mentor, may do this."))
def leads_the_mentored(actor, mentor):
    return bool(is_lead.decide(actor, mentor.project))


def _seats(actor, project):
    """Return the people of the team; nobody who has no account sits in one."""
    if not actor.is_authenticated:
        return []
    return [seat for seat in project.team.all() if seat.left_at is None and seat.user_id is not None]


def _mentors(actor, project, *states):
    own = {
        assignment.subject_id
        for assignment in held_by(actor)
        if assignment.role in (Role.MANAGER, Role.CONTRIBUTOR) and assignment.partnership_id == project.partnership_id
    }
    return bool(own) and any(
        mentor.organisation_id in own and mentor.state in states for mentor in project.mentors.all()
    )


PERMISSIONS = {
    "enterprises.start_founding": signed_in,
    "enterprises.open_founding_invitation": anyone,
    "enterprises.join_founding": signed_in,
    "enterprises.view_founding": AnyOf(is_team, is_asked_mentor, is_overseer),
    "enterprises.work_on_founding": AllOf(is_team, is_under_way),
    "enterprises.leave_founding": is_team,
    "enterprises.lead_founding": is_lead,
    "enterprises.staff_founding": AllOf(is_lead, is_under_way),
    "enterprises.take_over_founding": AllOf(is_team, has_no_lead),
    "enterprises.follow_founding": AnyOf(is_team, is_mentor, is_overseer),
    "enterprises.discuss_founding": AnyOf(is_team, is_mentor, is_coordinator),
    "enterprises.answer_as_mentor": manages_the_mentor,
    "enterprises.end_mentorship": AnyOf(leads_the_mentored, manages_the_mentor),
    "enterprises.oversee_founding": is_overseer,
}
