"""On the day: who is there, who is not, what was noted by mistake, and who stands elsewhere today.

Phones note without a network and send later, perhaps twice, perhaps after another phone: what was seen later counts,
and each note is kept once, by the identifier that the phone gave it.
"""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from fairs.models import CheckIn
from fairs.states import ACCEPTED_STATES, PARTICIPANTS_STATES


@dataclass(frozen=True)
class Noted:
    """What came of a note: the row in force, and whether it is this very note that counts."""

    check_in: CheckIn
    counts: bool


@transaction.atomic
def note(application, *, acting_user, is_present, day, client_id=None, seen_at=None):
    """Note that a participant is there on a day of its fair, or that its stand is empty, and return a Noted.

    The same note sent again, and one that says what is known already or what was overtaken since, changes nothing and
    returns the row in force with `counts` False, or True for a repetition of what still counts.
    Raises PermissionRefused, or DomainError for a day or an application on which nothing can be noted.
    """
    tenancy.require(application.partnership_id)
    # The lock makes two stewards at one stand wait for each other.
    row = transitions.lock(application, "fair", "organisation")
    policy.enforce(acting_user, "fairs.attend_day", row.fair)
    client_id, seen_at = client_id or uuid.uuid4(), _not_ahead(seen_at)
    in_force = CheckIn.objects.filter(application=row, day=day, undone_at=None).first()
    known = CheckIn.objects.filter(application=row, client_id=client_id).first()
    if known is not None:
        return Noted(in_force or known, counts=known == in_force)
    _check(row, day)
    if in_force and (in_force.is_present == is_present or in_force.seen_at > seen_at):
        return Noted(in_force, counts=False)
    if in_force:
        _undo(in_force, acting_user)
    made = _add(row, day=day, is_present=is_present, client_id=client_id, seen_at=seen_at, recorded_by=acting_user)
    event = "check_in.present" if is_present else "check_in.absent"
    audit.record(event, row, acting_user=acting_user, after={"day": day, "seen_at": seen_at})
    return Noted(made, counts=True)


@transaction.atomic
def undo(check_in, *, acting_user):
    """Take back a note that was a mistake and return it; one taken back before stays as it is."""
    application = transitions.lock(check_in.application, "fair", "organisation")
    policy.enforce(acting_user, "fairs.attend_day", application.fair)
    row = transitions.lock(check_in)
    if row.undone_at is None:
        _undo(row, acting_user)
        audit.record("check_in.undo", application, acting_user=acting_user, before={"day": row.day})
    return row


def _add(application, **values):
    try:
        with transaction.atomic():
            return CheckIn.objects.create(partnership_id=application.partnership_id, application=application, **values)
    except IntegrityError as error:
        raise DomainError("identifier-taken", _("Another note has this identifier already.")) from error


def takes_no_part():
    """Return the refusal to note somebody who has no stand at the fair."""
    return DomainError("takes-no-part", _("This organisation does not take part in the fair."))


def _undo(row, acting_user):
    row.undone_at, row.undone_by, row.stand = timezone.now(), acting_user, None
    row.save(update_fields=["undone_at", "undone_by", "stand"])


def _check(application, day):
    fair = application.fair
    if application.state not in ACCEPTED_STATES:
        raise takes_no_part()
    if fair.state not in PARTICIPANTS_STATES:
        raise DomainError("participants-unknown", _("Check-in is possible once the participants are announced."))
    if not fair.starts_on <= day <= fair.ends_on:
        raise DomainError("not-a-day-of-the-fair", _("This is not a day of the fair: %(days)s.") % {"days": fair.when})
    if day > timezone.localdate():
        raise DomainError("day-to-come", _("This day of the fair is still to come."))


def _not_ahead(seen_at):
    # The clock of a phone may run ahead: nothing was seen later than now.
    now = timezone.now()
    return min(seen_at or now, now)
