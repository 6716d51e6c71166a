"""Organisations join a network, leave it, or are removed by its steward."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.outbox import queue_mail
from networks.models import NetworkMembership
from networks.states import MEMBERSHIP_TRANSITIONS, NetworkState
from partnerships.queries.people import people_with
from partnerships.states import Role


@transaction.atomic
def join_network(network, organisation, *, acting_user):
    """Make a published organisation a member of an active network of its partnership; return the membership.

    The network's stewards get a mail. Raises PermissionRefused, or DomainError when one of the two
    is not open to this or the organisation is a member already.
    """
    policy.enforce(acting_user, "networks.join", organisation)
    if network.partnership_id != organisation.partnership_id:
        raise DomainError("another-partnership", _("This network belongs to another partnership."))
    tenancy.require(network.partnership_id)
    network = transitions.lock(network, "partnership")
    organisation = transitions.lock(organisation)
    if network.state != NetworkState.ACTIVE:
        raise DomainError("network-closed", _("This network is closed and takes no new members."))
    if not organisation.is_published:
        raise DomainError("organisation-not-public", _("Only a published organisation can join a network."))
    try:
        with transaction.atomic():
            membership = NetworkMembership.objects.create(
                partnership_id=network.partnership_id, network=network, organisation=organisation
            )
    except IntegrityError as error:
        raise DomainError("already-member", _("This organisation is a member already.")) from error
    audit.record(
        "networkmembership.join",
        membership,
        acting_user=acting_user,
        after={"network": network, "organisation": organisation},
        on_behalf_of=organisation.name,
    )
    _tell_stewards(membership)
    return membership


def leave_network(membership, *, acting_user):
    """End the membership on behalf of the organisation; return it."""
    return transitions.take(
        membership,
        MEMBERSHIP_TRANSITIONS["leave"],
        acting_user=acting_user,
        changes={"left_at": timezone.now()},
        related=("network", "organisation"),
    )


@transaction.atomic
def remove_member(membership, *, acting_user, reason):
    """End the membership as the network's steward; the organisation's managers get the reason by mail."""
    reason = reason.strip()
    if not reason:
        raise DomainError("reason-missing", _("Please say why: the organisation will read it."), field="reason")
    row = transitions.take(
        membership,
        MEMBERSHIP_TRANSITIONS["remove"],
        acting_user=acting_user,
        changes={"left_at": timezone.now()},
        related=("network", "organisation", "partnership"),
    )
    audit.record("networkmembership.reason", row, acting_user=acting_user, after={"reason": reason})
    _tell_managers(row, reason)
    return row


def _tell_stewards(membership):
    network = membership.network
    stewards = people_with(Role.STEWARD, partnership_id=network.partnership_id, subject_id=network.pk)
    for steward in stewards:
        _mail("networks/mail/joined", membership, steward)


def _tell_managers(membership, reason):
    managers = people_with(
        Role.MANAGER, partnership_id=membership.partnership_id, subject_id=membership.organisation_id
    )
    for manager in managers:
        _mail("networks/mail/removed", membership, manager, reason=reason)


def _mail(template, membership, person, **context):
    queue_mail(
        template,
        partnership=membership.network.partnership,
        to=person.email,
        language=person.language,
        context={"network": membership.network, "organisation": membership.organisation, **context},
        dedupe_key=f"{template}:{membership.pk}:{person.pk}",
    )
