"""Series, fairs and their steps."""

from django.utils.translation import gettext_lazy as _

from core.policy import SYSTEM, AnyOf, anyone, predicate
from fairs.policy.roles import is_host, is_published, leads
from partnerships.policy import is_coordinator, is_staff
from partnerships.roles import holds
from partnerships.states import Role


@predicate(_("This series has not been announced."))
def is_announced(actor, series):
    return series.is_published


@predicate(_("Only the coordinator, an observer, the municipality and who keeps the money may see this."))
def oversees_money(actor, fair):
    return holds(actor, Role.COORDINATOR, Role.OBSERVER, partnership_id=fair.partnership_id)


@predicate(_("Only the coordinator and who answers for the money may do this."))
def keeps_money(actor, fair):
    if actor is SYSTEM or not actor.is_authenticated:
        return False
    return fair.people.filter(user=actor, duty="money").exists()


PERMISSIONS = {
    "fairs.browse": anyone,
    "fairs.view": AnyOf(is_published, is_staff, is_host),
    "fairs.view_series": AnyOf(is_announced, is_staff),
    "fairs.organise": is_coordinator,
    "fairs.oversee": is_staff,
    "fairs.lead": leads,
    "fairs.prepare": AnyOf(is_staff, is_host),
    "fairs.view_budget": AnyOf(oversees_money, is_host, keeps_money),
    "fairs.keep_budget": AnyOf(
        is_coordinator, keeps_money, reason=_("Only the coordinator and who answers for the money may do this.")
    ),
}
