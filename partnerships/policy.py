"""Who may do what to a partnership and its roles; the predicates that other apps build on."""

from django.utils.translation import gettext_lazy as _

from core.policy import AnyOf, anyone, predicate, signed_in, system
from partnerships.roles import holds, partnership_of
from partnerships.states import Role


def _id_of(obj):
    return partnership_of(obj) if hasattr(obj, "_meta") else None


@predicate(_("Only a platform administrator may do this."))
def is_administrator(actor, obj):
    return holds(actor, Role.ADMINISTRATOR)


@predicate(_("Only a coordinator of this partnership may do this."))
def is_coordinator(actor, obj):
    return _id_of(obj) is not None and holds(actor, Role.COORDINATOR, partnership_id=_id_of(obj))


@predicate(_("Only an editor of this partnership may do this."))
def is_editor(actor, obj):
    return _id_of(obj) is not None and holds(actor, Role.EDITOR, Role.COORDINATOR, partnership_id=_id_of(obj))


@predicate(_("Only the people who run this partnership may see this."))
def is_staff(actor, obj):
    """Coordinators, editors and observers of the partnership."""
    return _id_of(obj) is not None and holds(
        actor, Role.COORDINATOR, Role.EDITOR, Role.OBSERVER, partnership_id=_id_of(obj)
    )


@predicate(_("Only a network steward of this partnership may do this."))
def is_steward(actor, obj):
    return _id_of(obj) is not None and holds(actor, Role.STEWARD, partnership_id=_id_of(obj))


coordinator_or_administrator = AnyOf(is_coordinator, is_administrator)

PERMISSIONS = {
    "partnerships.home": anyone,
    "partnerships.view": anyone,
    "partnerships.workspace": signed_in,
    "partnerships.manage": is_coordinator,
    "partnerships.oversee": is_staff,
    "partnerships.administer": is_administrator,
    "partnerships.found": AnyOf(is_administrator, system),
    "partnerships.add_partner": AnyOf(is_coordinator, system),
    "partnerships.view_audit": is_staff,
    "partnerships.view_roles": coordinator_or_administrator,
    "partnerships.invite": coordinator_or_administrator,
    "partnerships.end_role": coordinator_or_administrator,
    "partnerships.accept_invitation": signed_in,
    "partnerships.open_invitation": anyone,
}
