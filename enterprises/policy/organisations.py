"""Who may do what to an organisation."""

from django.utils.translation import gettext_lazy as _

from core.policy import AllOf, AnyOf, anyone, predicate, signed_in, system
from enterprises.states import OrganisationState
from partnerships.policy import is_administrator, is_coordinator, is_staff
from partnerships.roles import holds
from partnerships.states import Role


def has_people(organisation):
    """Tell whether it is more than an entry of an imported list: until a claim is approved nobody acts for it."""
    return organisation.state != OrganisationState.UNCLAIMED


@predicate(_("Only the manager of this organisation may do this."))
def is_manager(actor, organisation):
    return has_people(organisation) and holds(
        actor, Role.MANAGER, partnership_id=organisation.partnership_id, subject_id=organisation.pk
    )


@predicate(_("Only the people of this organisation may do this."))
def is_member(actor, organisation):
    return has_people(organisation) and holds(
        actor,
        Role.MANAGER,
        Role.CONTRIBUTOR,
        partnership_id=organisation.partnership_id,
        subject_id=organisation.pk,
    )


@predicate(_("This organisation is not public."))
def is_published(actor, organisation):
    return organisation.is_published


@predicate(_("The registration waits for a decision. You can change it again after that."))
def is_not_waiting(actor, organisation):
    return organisation.state != OrganisationState.SUBMITTED


@predicate(_("An archived organisation stays as it is."))
def is_not_archived(actor, organisation):
    return organisation.state != OrganisationState.ARCHIVED


@predicate(_("Only a draft can be deleted."))
def is_draft(actor, organisation):
    return organisation.state == OrganisationState.DRAFT


@predicate(_("Only a platform administrator may do this."))
def is_administrator_of_national_import(actor, batch):
    """The part of a national file that goes to one partnership is in the hands of who imports the whole."""
    return getattr(batch, "national_import_id", None) is not None and holds(actor, Role.ADMINISTRATOR)


PERMISSIONS = {
    "enterprises.browse": anyone,
    "enterprises.view": AnyOf(is_published, is_member, is_staff),
    "enterprises.look_after": is_member,
    "enterprises.follow": AnyOf(is_member, is_staff),
    "enterprises.register": signed_in,
    "enterprises.edit": AllOf(
        AnyOf(is_member, is_coordinator), is_not_archived, AnyOf(is_not_waiting, is_coordinator)
    ),
    "enterprises.submit": is_manager,
    "enterprises.discard": AllOf(is_manager, is_draft),
    "enterprises.invite_colleague": AllOf(is_manager, is_not_archived),
    "enterprises.decide": is_coordinator,
    "enterprises.merge": AnyOf(is_coordinator, system),
    "enterprises.read_history": is_staff,
    "enterprises.import": AnyOf(is_coordinator, is_administrator_of_national_import, system),
    "enterprises.import_national": AnyOf(is_administrator, system),
}
