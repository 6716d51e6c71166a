"""The team: invited by mail with a link of their own, they join, leave, and hand over the lead."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actions import open_account
from core import audit, policy
from core.errors import DomainError
from core.tokens import digest_of, new_token
from enterprises.actions.founding import letters
from enterprises.actions.founding.trail import happened, locked
from enterprises.models import FoundingMember
from enterprises.states import FOUNDING_OPEN

VALID_FOR = timedelta(days=14)
PAUSE_BETWEEN_LETTERS = timedelta(minutes=5)
MOST_INVITATIONS_A_DAY = 20
"""A project may not be used to write to many strangers."""


@transaction.atomic
def invite(project, email, *, acting_user):
    """Invite an address to the team and return the FoundingMember; the mail holds the only copy of the token.

    Raises DomainError when the address is in the team or invited already, or too many were invited today.
    """
    row = locked(project)
    policy.enforce(acting_user, "enterprises.staff_founding", row)
    email = email.lower()
    _check_address(row, email)
    _check_number(row)
    token, digest = new_token()
    member = FoundingMember.objects.create(
        partnership_id=row.partnership_id,
        project=row,
        email=email,
        token_digest=digest,
        invited_by=acting_user,
        expires_at=timezone.now() + VALID_FOR,
    )
    audit.record("foundingmember.invited", member, acting_user=acting_user)
    happened(row)
    letters.invite(member, token)
    return member


@transaction.atomic
def invite_again(member, *, acting_user):
    """Send the invitation once more with a new link; the old one no longer works. Return the FoundingMember."""
    row = _locked(member, acting_user, "enterprises.staff_founding")
    _check_is_open(row)
    if timezone.now() - row.invited_at < PAUSE_BETWEEN_LETTERS:
        raise DomainError("just-sent", _("The mail left a moment ago. Wait some minutes before you send it again."))
    token, row.token_digest = new_token()
    row.invited_at = timezone.now()
    row.expires_at = row.invited_at + VALID_FOR
    row.save(update_fields=["token_digest", "invited_at", "expires_at"])
    audit.record("foundingmember.invited_again", row, acting_user=acting_user)
    happened(row.project)
    letters.invite(row, token)
    return row


@transaction.atomic
def withdraw_invitation(member, *, acting_user):
    """Take an open invitation back; its link no longer works."""
    row = _locked(member, acting_user, "enterprises.staff_founding")
    _check_is_open(row)
    _end_seat(row)
    audit.record("foundingmember.withdrawn", row, acting_user=acting_user)
    happened(row.project)
    return row


def find_open(partnership, token):
    """Return the open invitation of a token in this partnership, or None."""
    return (
        FoundingMember.objects.filter(
            partnership=partnership,
            token_digest=digest_of(token),
            user=None,
            left_at=None,
            expires_at__gt=timezone.now(),
            project__state__in=FOUNDING_OPEN,
        )
        .select_related("project__municipality", "project__partnership__region", "invited_by")
        .first()
    )


@transaction.atomic
def join(member, *, acting_user):
    """Take the place in the team that an invitation offers; return the FoundingMember.

    Raises DomainError when it is gone, was sent to another address, or the person is in the team already.
    """
    project = locked(member.project)
    policy.enforce(acting_user, "enterprises.join_founding", project)
    row = _still_open(project, member)
    _check_is_theirs(row, acting_user)
    row.user, row.joined_at, row.token_digest, row.expires_at = acting_user, timezone.now(), "", None
    try:
        with transaction.atomic():
            row.save(update_fields=["user", "joined_at", "token_digest", "expires_at"])
    except IntegrityError as error:
        raise DomainError("already-in-team", _("You are in this team already.")) from error
    audit.record("foundingmember.joined", row, acting_user=acting_user)
    happened(project)
    letters.tell_of_newcomer(row)
    return row


@transaction.atomic
def decline(member, *, acting_user):
    """Say no to an invitation, which is gone with that. Raises DomainError as `join` does."""
    project = locked(member.project)
    policy.enforce(acting_user, "enterprises.join_founding", project)
    row = _still_open(project, member)
    _check_is_theirs(row, acting_user)
    _end_seat(row)
    audit.record("foundingmember.declined", row, acting_user=acting_user)
    happened(project)
    return row


@transaction.atomic
def open_account_and_join(member, *, name, password, language):
    """Create the account of an invited person, take the place, and return the user. The link proves the mailbox."""
    user = open_account(member.email, name=name, password=password, language=language)
    join(member, acting_user=user)
    return user


@transaction.atomic
def leave(project, *, acting_user):
    """Leave the team. Raises DomainError for the lead, who hands over or gives up first."""
    row = locked(project)
    policy.enforce(acting_user, "enterprises.leave_founding", row)
    seat = FoundingMember.objects.select_for_update().get(project=row, user=acting_user, left_at=None)
    if seat.is_lead:
        raise DomainError(
            "lead-stays", _("You lead this project. Hand over the lead first, or give the project up with a reason.")
        )
    _end_seat(seat)
    audit.record("foundingmember.left", seat, acting_user=acting_user)
    happened(row)
    return seat


@transaction.atomic
def remove_member(member, *, acting_user):
    """Take somebody out of the team, who gets a mail; the lead can't be taken out."""
    row = _locked(member, acting_user, "enterprises.staff_founding")
    _check_has_joined(row)
    if row.is_lead:
        raise DomainError("lead-stays", _("The lead stays. Hand over the lead first."))
    _end_seat(row)
    audit.record("foundingmember.removed", row, acting_user=acting_user)
    happened(row.project)
    letters.tell_of_removal(row)
    return row


@transaction.atomic
def hand_over(member, *, acting_user):
    """Give the lead to another person of the team, who gets a mail; return that FoundingMember."""
    row = _locked(member, acting_user, "enterprises.staff_founding")
    _check_has_joined(row)
    if row.is_lead:
        return row
    FoundingMember.objects.filter(project=row.project, is_lead=True, left_at=None).update(is_lead=False)
    _lead(row)
    audit.record("foundingmember.handed_over", row, acting_user=acting_user, after={"is_lead": True})
    letters.tell_of_lead(row)
    return row


@transaction.atomic
def take_over(project, *, acting_user):
    """Take the lead of a project whose lead is gone with the account; return one's FoundingMember."""
    row = locked(project)
    policy.enforce(acting_user, "enterprises.take_over_founding", row)
    seat = FoundingMember.objects.select_for_update().get(project=row, user=acting_user, left_at=None)
    seat.project = row
    _lead(seat)
    audit.record("foundingmember.took_over", seat, acting_user=acting_user, after={"is_lead": True})
    return seat


def _lead(seat):
    seat.is_lead = True
    seat.save(update_fields=["is_lead"])
    happened(seat.project)


def _locked(member, acting_user, permission):
    """Return the seat of a locked project whose team the actor may change."""
    project = locked(member.project)
    policy.enforce(acting_user, permission, project)
    row = FoundingMember.objects.select_for_update(of=("self",)).select_related("user").get(pk=member.pk)
    row.project = project
    return row


def _still_open(project, member):
    row = FoundingMember.objects.select_for_update().get(pk=member.pk)
    is_open = row.user_id is None and row.left_at is None and row.expires_at and row.expires_at > timezone.now()
    if not is_open or project.state not in FOUNDING_OPEN:
        raise DomainError("invitation-gone", _("This invitation has expired or was already used. Ask for a new one."))
    row.project = project
    return row


def _check_is_theirs(row, user):
    if not EmailAddress.objects.filter(user=user, email__iexact=row.email, verified=True).exists():
        raise DomainError(
            "other-address",
            _("This invitation was sent to %(email)s. Sign in with that address.") % {"email": row.email},
        )


def _end_seat(row):
    row.left_at, row.is_lead, row.token_digest, row.expires_at = timezone.now(), False, "", None
    row.save(update_fields=["left_at", "is_lead", "token_digest", "expires_at"])


def _check_is_open(row):
    if row.user_id or row.left_at:
        raise DomainError("invitation-gone", _("This invitation is no longer open."))


def _check_has_joined(row):
    if not row.user_id or row.left_at:
        raise DomainError("not-in-team", _("This person is not in the team."))


def _check_address(project, email):
    seats = FoundingMember.objects.filter(project=project, left_at=None).select_related("user")
    theirs = seats.filter(Q(email=email) | Q(user__email__iexact=email))
    seat = theirs.order_by(F("joined_at").desc(nulls_last=True)).first()
    if seat is None:
        return
    if seat.user_id:
        words = _("%(person)s is in the team already.") % {"person": seat.user}
        raise DomainError("in-team-already", words, field="email")
    if seat.expires_at and seat.expires_at > timezone.now():
        words = _(
            "%(email)s was invited on %(day)s and has not answered yet. To remind them, press “Send again” beside the"
            " address above."
        )
    else:
        words = _(
            "The invitation of %(day)s to %(email)s has expired. Press “Send again” beside the address above: they"
            " get a new link."
        )
    told = {"email": seat.email, "day": date_format(timezone.localtime(seat.invited_at), "j E Y")}
    raise DomainError("already-invited", words % told, field="email")


def _check_number(project):
    since = timezone.now() - timedelta(days=1)
    if FoundingMember.objects.filter(project=project, joined_at=None, invited_at__gt=since).count() >= (
        MOST_INVITATIONS_A_DAY
    ):
        raise DomainError(
            "too-many-invitations",
            _("%(most)s invitations left today already. Go on tomorrow.") % {"most": MOST_INVITATIONS_A_DAY},
            field="email",
        )
