"""Who may keep a facility and its board, and who may answer.

The object of `manage_facilities` is an organisation, of `view_facility` and `post_on_board` a facility, of
`keep_board` a post, and of the permissions about answers an answer, which for `answer_board` is not saved yet.
"""

from django.utils.translation import gettext_lazy as _

from core.policy import AllOf, AnyOf, anyone, predicate, system
from enterprises.policy.organisations import is_member, is_not_archived
from enterprises.states import OrganisationState, PostState
from partnerships.policy import is_staff
from partnerships.roles import holds
from partnerships.states import Role


def _works_for(actor, partnership_id, organisation_id):
    return holds(actor, Role.MANAGER, Role.CONTRIBUTOR, partnership_id=partnership_id, subject_id=organisation_id)


@predicate(_("An organisation that its people have not claimed yet has no facilities."))
def is_claimed(actor, organisation):
    return organisation.state != OrganisationState.UNCLAIMED


@predicate(_("This facility is not public."))
def is_public_facility(actor, facility):
    return facility.is_published


@predicate(_("Only the people of this facility may do this."))
def is_of_facility(actor, facility):
    return _works_for(actor, facility.partnership_id, facility.organisation_id)


@predicate(_("An archived organisation stays as it is."))
def has_living_organisation(actor, facility):
    return facility.organisation.state != OrganisationState.ARCHIVED


@predicate(_("Only the people of this facility may do this."))
def is_of_posting_facility(actor, post):
    return _works_for(actor, post.partnership_id, post.facility.organisation_id)


@predicate(_("Only the people of the facility that posted this may do this."))
def is_asked(actor, answer):
    return _works_for(actor, answer.partnership_id, answer.post.facility.organisation_id)


@predicate(_("Only the people of the organisation that answers may do this."))
def is_of_answering_organisation(actor, answer):
    return _works_for(actor, answer.partnership_id, answer.organisation_id)


@predicate(_("Only active organisations of this partnership may answer."))
def answers_as_active_member(actor, answer):
    organisation = answer.organisation
    return organisation.state == OrganisationState.ACTIVE and organisation.partnership_id == answer.post.partnership_id


@predicate(_("Your own organisation posted this."))
def answers_somebody_else(actor, answer):
    return answer.organisation_id != answer.post.facility.organisation_id


@predicate(_("This is no longer on the board."))
def is_on_the_board(actor, answer):
    return answer.post.state == PostState.OPEN and answer.post.facility_is_public


PERMISSIONS = {
    "enterprises.view_facility": AnyOf(is_public_facility, is_of_facility, is_staff),
    "enterprises.manage_facilities": AllOf(is_member, is_not_archived, is_claimed),
    "enterprises.post_on_board": AllOf(is_of_facility, has_living_organisation),
    "enterprises.browse_board": anyone,
    "enterprises.keep_board": is_of_posting_facility,
    "enterprises.expire_posts": system,
    "enterprises.answer_board": AllOf(
        is_of_answering_organisation, answers_as_active_member, answers_somebody_else, is_on_the_board
    ),
    "enterprises.decide_answer": is_asked,
    "enterprises.withdraw_answer": is_of_answering_organisation,
}
