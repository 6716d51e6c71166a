"""Roles are given by someone, on a date, and can end; every change is audited."""

from contextlib import nullcontext

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import audit, policy, tenancy
from core.errors import DomainError
from core.outbox import queue_mail, queue_platform_mail
from partnerships import roles
from partnerships.models import Invitation, RoleAssignment
from partnerships.states import Role


def scope_of(role_or_invitation):
    """Return what the policy is asked about: the partnership of a role, or the platform."""
    return role_or_invitation.partnership or policy.PLATFORM


def opened_scope(partnership):
    """Open the partnership of a role, or nothing for a role on the platform."""
    return tenancy.activate(partnership) if partnership else nullcontext()


@transaction.atomic
def give_role(user, role, *, acting_user, partnership=None, municipality=None, subject=None):
    """Give `user` a role and return the RoleAssignment; the same role twice returns the one held.

    Which of partnership, municipality and subject (an organisation or a network) a role needs is
    held by a database constraint. Callers ask the policy first, each for its own event: an
    invitation that is accepted, a registration, a network that is founded.
    """
    return _give(
        user,
        role,
        acting_user=acting_user,
        partnership=partnership,
        municipality=municipality,
        subject_id=subject.pk if subject else None,
        subject_label=_label_of(subject) if subject else "",
    )


@transaction.atomic
def give_invited_role(user, invitation):
    """Give `user`, who accepts it, the role that an invitation offers; it counts as given by who invited."""
    return _give(
        user,
        invitation.role,
        acting_user=user,
        given_by=invitation.invited_by,
        partnership=invitation.partnership,
        municipality=invitation.municipality,
        subject_id=invitation.subject_id,
        subject_label=invitation.subject_label,
    )


@transaction.atomic
def rename_subject(subject, *held_roles, partnership):
    """Let the roles in an organisation or a network, and the open offers of them, speak of it by its present name.

    Several kinds of subjects share numbers: `held_roles` are those that belong to this kind. The caller
    asked the policy for the renaming and records it.
    """
    for rows in (RoleAssignment.objects.all(), Invitation.objects.open()):
        concerned = rows.filter(role__in=held_roles, partnership=partnership, subject_id=subject.pk)
        concerned.update(subject_label=_label_of(subject))


@transaction.atomic
def hand_over_roles(old, new, *held_roles, partnership, acting_user):
    """Give whoever holds one of `held_roles` in `old` the same one in `new`, and end it there; return the users.

    Open offers follow, too; where `new` has the same one, the other is taken back. The caller asked the policy for the
    merging of the two and tells the people.
    """
    concerned = RoleAssignment.objects.current().filter(
        role__in=held_roles, partnership=partnership, subject_id=old.pk
    )
    users = []
    for assignment in concerned.select_for_update(of=("self",)).select_related("user").order_by("pk"):
        _give(
            assignment.user,
            assignment.role,
            acting_user=acting_user,
            given_by=assignment.given_by,
            partnership=partnership,
            municipality=None,
            subject_id=new.pk,
            subject_label=_label_of(new),
        )
        assignment.ended_at = timezone.now()
        assignment.save(update_fields=["ended_at"])
        roles.forget(assignment.user)
        after = {"user": assignment.user_id, "role": assignment.role}
        audit.record("role.ended", assignment, acting_user=acting_user, after=after)
        users.append(assignment.user)
    _hand_over_offers(old, new, held_roles, partnership)
    return users


def _hand_over_offers(old, new, held_roles, partnership):
    offers = Invitation.objects.filter(accepted_at=None, revoked_at=None, partnership=partnership)
    for offer in offers.filter(role__in=held_roles, subject_id=old.pk).select_for_update().order_by("pk"):
        if offers.filter(role=offer.role, subject_id=new.pk, email=offer.email).exists():
            offer.revoked_at = timezone.now()
        offer.subject_id, offer.subject_label = new.pk, _label_of(new)
        offer.save(update_fields=["revoked_at", "subject_id", "subject_label"])


@transaction.atomic
def release_subject(subject, *held_roles, partnership, acting_user):
    """End all roles in an organisation or a network that goes, take its open offers back; return the users.

    `held_roles` as in `rename_subject`. The caller asked the policy, and writes to the people itself.
    """
    scope = {"role__in": held_roles, "partnership": partnership, "subject_id": subject.pk}
    now = timezone.now()
    Invitation.objects.open().filter(**scope).update(revoked_at=now)
    held = list(RoleAssignment.objects.select_for_update(of=("self",)).filter(**scope, ended_at=None))
    for row in held:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        roles.forget(row.user)
        audit.record("role.ended", row, acting_user=acting_user, after={"user": row.user_id, "role": row.role})
    return [row.user for row in held]


@transaction.atomic
def end_role(assignment, *, acting_user):
    """End a role now. Raises DomainError for the last administrator's own role and for one that has ended."""
    policy.enforce(acting_user, "partnerships.end_role", scope_of(assignment))
    _keep_one(assignment)
    row = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
    if row.ended_at:
        raise DomainError("role-has-ended", _("This role has already ended."))
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    roles.forget(row.user)
    with opened_scope(row.partnership):
        audit.record("role.ended", row, acting_user=acting_user, after={"user": row.user_id, "role": row.role})
        _tell(row)
    return row


def _tell(assignment):
    """Write to the person whose role ended."""
    user = assignment.user
    mail = {"to": user.email, "language": user.language, "context": {"assignment": assignment}}
    if assignment.partnership:
        queue_mail("partnerships/mail/role_ended", partnership=assignment.partnership, **mail)
    else:
        queue_platform_mail("partnerships/mail/role_ended", **mail)


def _keep_one(row):
    """Refuse to end the last role by which a partnership, or the platform, can still be run."""
    if row.role not in (Role.ADMINISTRATOR, Role.COORDINATOR):
        return
    # Not `current()`: it compares with a moment taken before the lock was granted.
    peers = RoleAssignment.objects.filter(role=row.role, partnership=row.partnership, ended_at=None)
    # Locked in one order, so that two people can't end each other's role at the same moment.
    if list(peers.select_for_update().order_by("pk").values_list("pk", flat=True)) == [row.pk]:
        raise DomainError(
            "last-of-its-kind", _("This is the last person with this role. Give it to someone else first.")
        )


def _give(user, role, *, acting_user, given_by=None, **scope):
    held = RoleAssignment.objects.current().filter(
        user=user,
        role=role,
        partnership=scope["partnership"],
        municipality=scope["municipality"],
        subject_id=scope["subject_id"],
    )
    if assignment := held.first():
        return assignment
    try:
        with transaction.atomic():
            assignment = RoleAssignment.objects.create(
                user=user, role=role, given_by=given_by or _person(acting_user), **scope
            )
    except IntegrityError as error:
        raise DomainError("role-does-not-fit", _("This role does not fit this place.")) from error
    roles.forget(user)
    with opened_scope(scope["partnership"]):
        audit.record(
            "role.given",
            assignment,
            acting_user=acting_user,
            after={"user": user.pk, "role": role, "place": assignment.place_label},
        )
    return assignment


def _label_of(subject):
    """Return the name of an organisation or a network as everybody knows it: in Greek, whoever acts."""
    with override(settings.LANGUAGE_CODE):
        return str(subject)[:200]


def _person(actor):
    return actor if actor.is_authenticated else None
