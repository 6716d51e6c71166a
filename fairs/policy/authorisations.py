"""The chain of a municipality's authorisation."""

from django.utils.translation import gettext_lazy as _

from core.policy import SYSTEM, AnyOf, anyone, predicate, system
from fairs.policy.roles import OFFICERS, is_host, is_some_officer
from partnerships.policy import is_coordinator
from partnerships.roles import held_by, holds


def holds_some_role(actor, partnership_id):
    """Return whether the actor still has a part in the partnership: whoever has left answers no more."""
    return any(assignment.partnership_id == partnership_id for assignment in held_by(actor))


@predicate(_("Only who was asked may answer, or an officer of the municipality."))
def was_asked(actor, step):
    if actor is SYSTEM or not actor.is_authenticated:
        return False
    if actor.pk in (step.responsible_id, step.deputy_id) and holds_some_role(actor, step.partnership_id):
        return True
    return holds(actor, *OFFICERS, partnership_id=step.partnership_id, municipality_id=step.fair.municipality_id)


@predicate(_("Only the coordinator or an officer of the municipality where the fair takes place may do this."))
def asks(actor, step):
    return bool(is_coordinator.decide(actor, step)) or bool(is_host.decide(actor, step.fair))


@predicate(_("Only the coordinator or an officer of the municipality may do this."))
def keeps_route(actor, step):
    served = holds(actor, *OFFICERS, partnership_id=step.partnership_id, municipality_id=step.municipality_id)
    return served or bool(is_coordinator.decide(actor, step))


leads_or_hosts = AnyOf(
    is_coordinator,
    is_host,
    reason=_("Only the people of the partnership may do this, or an officer of the municipality of the fair."),
)


@predicate(_("Only people with a role in this partnership can be asked to answer."))
def is_of_partnership(actor, partnership):
    return holds_some_role(actor, partnership.pk)


PERMISSIONS = {
    "fairs.own_authorisations": is_of_partnership,
    "fairs.see_authorisation_routes": AnyOf(is_coordinator, is_some_officer),
    "fairs.set_authorisation_route": keeps_route,
    "fairs.start_authorisation": leads_or_hosts,
    # Nobody marks a fair as authorised by hand: it is with the last answer in favour.
    "fairs.authorise": system,
    "fairs.ask_authorisation": asks,
    # The platform answers for a body that uses its tokened link.
    "fairs.answer_authorisation": AnyOf(was_asked, system),
    "fairs.remind_authorisation": system,
    "fairs.see_authorisation": leads_or_hosts,
    "fairs.read_authorisation": AnyOf(was_asked, asks),
    # The token opens the page, and nothing else.
    "fairs.open_authorisation_link": anyone,
}
