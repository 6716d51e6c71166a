"""The private discussion of a team, its mentors and the coordinators."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy
from core.errors import DomainError
from enterprises.actions.founding import letters
from enterprises.actions.founding.trail import happened, locked
from enterprises.models import FoundingMessage

REMOVABLE_FOR = timedelta(minutes=15)
LONGEST = 4000
TWICE_WITHIN = timedelta(minutes=1)
"""The same words again so soon are a second tap of the same button."""


@transaction.atomic
def write_message(project, *, acting_user, text):
    """Write into the discussion and return the FoundingMessage; the others get a mail, at most one in an hour.

    The same words as in the last message, by the same person and within TWICE_WITHIN, are that message. Raises
    DomainError for a text that says nothing or too much.
    """
    row = locked(project)
    policy.enforce(acting_user, "enterprises.discuss_founding", row)
    text = text.strip()
    if not text:
        raise DomainError("text-missing", _("Write something first."), field="text")
    if len(text) > LONGEST:
        raise DomainError("text-too-long", _("At most %(most)s characters, please.") % {"most": LONGEST}, field="text")
    last = row.messages.order_by("-written_at", "-pk").first()
    if last and _is_the_same(last, acting_user, text):
        return last
    message = FoundingMessage.objects.create(
        partnership_id=row.partnership_id, project=row, author=acting_user, text=text
    )
    happened(row)
    letters.tell_of_message(row, message)
    return message


@transaction.atomic
def remove_message(message, *, acting_user):
    """Remove one's own message, for good, within some minutes. The history keeps that it was there, not its words."""
    project = locked(message.project)
    policy.enforce(acting_user, "enterprises.discuss_founding", project)
    row = FoundingMessage.objects.select_for_update().filter(pk=message.pk).first()
    if row is None:
        return
    if not is_removable(row, acting_user):
        raise DomainError(
            "stays",
            _("Only your own message can be removed, and only within %(minutes)s minutes.")
            % {"minutes": REMOVABLE_FOR.seconds // 60},
        )
    audit.record("foundingmessage.removed", row, acting_user=acting_user)
    row.delete()


def is_removable(message, user):
    """Tell whether `user` may still remove a message."""
    return message.author_id == user.pk and timezone.now() - message.written_at < REMOVABLE_FOR


def _is_the_same(last, author, text):
    is_theirs = last.author_id == author.pk and last.text == text
    return is_theirs and timezone.now() - last.written_at < TWICE_WITHIN
