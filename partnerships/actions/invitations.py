"""Roles are offered by mail; whoever holds the mailbox takes them."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import open_account
from core import audit, policy
from core.errors import DomainError
from core.outbox import queue_mail, queue_platform_mail
from core.tokens import digest_of, new_token
from partnerships.actions.roles import give_invited_role, opened_scope, scope_of
from partnerships.models import Invitation

VALID_FOR = timedelta(days=14)


@transaction.atomic
def invite(email, role, *, acting_user, partnership=None, municipality=None, subject_id=None, subject_label=""):
    """Offer a role to an address by mail and return the Invitation.

    The mail holds the only copy of the token. Raises PermissionRefused, or DomainError when the same
    offer is still open or the role does not fit the place.
    """
    policy.enforce(acting_user, "partnerships.invite", partnership or policy.PLATFORM)
    return offer(
        email,
        role,
        acting_user=acting_user,
        partnership=partnership,
        municipality=municipality,
        subject_id=subject_id,
        subject_label=subject_label,
    )


@transaction.atomic
def offer(email, role, *, acting_user, partnership=None, municipality=None, subject_id=None, subject_label=""):
    """Do what `invite` does, for a caller that asked the policy itself."""
    token, digest = new_token()
    invitation = Invitation(
        email=email.lower(),
        role=role,
        partnership=partnership,
        municipality=municipality,
        subject_id=subject_id,
        subject_label=subject_label[:200],
        token_hash=digest,
        invited_by=acting_user,
        expires_at=timezone.now() + VALID_FOR,
    )
    _close_expired(invitation)
    _insert(invitation)
    with opened_scope(partnership):
        audit.record(
            "role.offered", invitation, acting_user=acting_user, after={"role": role, "municipality": municipality}
        )
        _send(invitation, token)
    return invitation


def find_open(token):
    """Return the open Invitation of a token, or None."""
    return (
        Invitation.objects.open()
        .filter(token_hash=digest_of(token))
        .select_related("partnership__region", "municipality", "invited_by")
        .first()
    )


@transaction.atomic
def accept(invitation, *, acting_user):
    """Take the offered role. Raises DomainError when the offer is gone or was made to another address."""
    row = Invitation.objects.select_for_update().filter(pk=invitation.pk).open().first()
    if row is None:
        raise DomainError("invitation-gone", _("This invitation has expired or was already used. Ask for a new one."))
    policy.enforce(acting_user, "partnerships.accept_invitation", scope_of(row))
    if not EmailAddress.objects.filter(user=acting_user, email__iexact=row.email, verified=True).exists():
        raise DomainError(
            "other-address",
            _("This invitation was sent to %(email)s. Sign in with that address.") % {"email": row.email},
        )
    row.accepted_at = timezone.now()
    row.accepted_by = acting_user
    row.save(update_fields=["accepted_at", "accepted_by"])
    return give_invited_role(acting_user, row)


@transaction.atomic
def join_and_accept(invitation, *, name, password, language):
    """Create the account of an invited person and take the role; return the user.

    The link proves the mailbox, so its address counts as verified.
    """
    user = open_account(invitation.email, name=name, password=password, language=language)
    accept(invitation, acting_user=user)
    return user


@transaction.atomic
def revoke(invitation, *, acting_user):
    """Take an open offer back."""
    policy.enforce(acting_user, "partnerships.invite", scope_of(invitation))
    return take_back(invitation, acting_user=acting_user)


@transaction.atomic
def take_back(invitation, *, acting_user):
    """Do what `revoke` does for a caller that asked the policy itself."""
    row = Invitation.objects.select_for_update().filter(pk=invitation.pk).open().first()
    if row is None:
        raise DomainError("invitation-gone", _("This invitation is no longer open."))
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    with opened_scope(row.partnership):
        audit.record("role.offer_revoked", row, acting_user=acting_user)
    return row


def _close_expired(invitation):
    """An expired offer must not stand in the way of a new one."""
    Invitation.objects.filter(
        email=invitation.email,
        role=invitation.role,
        partnership=invitation.partnership,
        accepted_at=None,
        revoked_at=None,
        expires_at__lte=timezone.now(),
    ).update(revoked_at=timezone.now())


def _insert(invitation):
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as error:
        if "invitation_open_once" in str(error):
            raise DomainError(
                "already-invited", _("This address already has an open invitation to this role.")
            ) from error
        raise DomainError("role-does-not-fit", _("This role does not fit this place.")) from error


def _send(invitation, token):
    mail = {
        "to": invitation.email,
        "context": {"invitation": invitation, "path": reverse("invitation", args=[token])},
    }
    if invitation.partnership:
        queue_mail("partnerships/mail/invitation", partnership=invitation.partnership, **mail)
    else:
        queue_platform_mail("partnerships/mail/invitation", **mail)
