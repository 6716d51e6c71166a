"""Answers to what is on the board: offered by other organisations, accepted or declined by who posted it.

Every write locks the post first: so what is promised adds up, and no two promises take the same last litre.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from enterprises.actions import board_letters as letters
from enterprises.actions.board import close, locked
from enterprises.actions.discretion import refuse_identity_numbers, refuse_personal_details
from enterprises.models import BoardAnswer
from enterprises.queries.board import POST_JOINS, amount_in_words
from enterprises.states import ANSWER_TRANSITIONS as STEPS
from enterprises.states import AnswerState, PostState

JOINS = ("organisation__partnership", "answered_by", "decided_by", *(f"post__{name}" for name in POST_JOINS))


@transaction.atomic
def answer_post(post, organisation, *, acting_user, quantity=None, text=""):
    """Offer help with a need, or ask for a surplus, as an organisation; return the BoardAnswer.

    Where the post names a quantity, the answer must, too, and not more than is still open. The people of the
    facility get a mail. Raises DomainError, with the field, when something can't be right, and PermissionRefused.
    """
    row = locked(post)
    answer = BoardAnswer(
        partnership_id=row.partnership_id,
        post=row,
        organisation=organisation,
        quantity=quantity,
        text=text.strip(),
        answered_by=acting_user if acting_user.is_authenticated else None,
    )
    policy.enforce(acting_user, "enterprises.answer_board", answer)
    _check(answer)
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(
            "answered-already", _("Your organisation has already answered: that answer waits for a decision.")
        ) from error
    audit.record("boardanswer.offered", answer, acting_user=acting_user, after={"quantity": quantity, "text": text})
    letters.tell_of_answer(answer)
    return answer


@transaction.atomic
def accept_answer(answer, *, acting_user, quantity=None, reply=""):
    """Accept an answer, or only `quantity` of what it offers; the two sides get each other's contact. Return it.

    A post of which all is promised is settled. Raises DomainError when less is still open than is accepted.
    """
    post = locked(answer.post)
    offered = transitions.lock(answer, "post")
    part = offered.quantity if quantity is None else quantity
    row = _decided(answer, "accept", acting_user, reply, quantity=part)
    if post.state != PostState.OPEN:
        raise DomainError("not-open", _("This is no longer on the board. Put it back first."))
    _check_offer(part, offered)
    _check_amount(part, post)
    _promise(post, part or 0)
    row.post = post
    letters.tell_accepted(row, acting_user)
    if post.remaining == 0:
        close(post, "settle", acting_user)
    return row


@transaction.atomic
def decline_answer(answer, *, acting_user, reply=""):
    """Decline an answer, also one that was accepted; the organisation gets a mail. Return the answer."""
    post = locked(answer.post)
    was_accepted = _was_accepted(answer)
    row = _decided(answer, "decline", acting_user, reply)
    if was_accepted:
        _promise(post, -(row.quantity or 0))
    letters.tell_declined(row)
    return row


@transaction.atomic
def withdraw_answer(answer, *, acting_user):
    """Take one's own answer back, also when it was accepted; the people of the facility get a mail. Return it."""
    post = locked(answer.post)
    was_accepted = _was_accepted(answer)
    row = transitions.take(answer, STEPS["withdraw"], acting_user=acting_user, related=JOINS)
    if was_accepted:
        _promise(post, -(row.quantity or 0))
    letters.tell_withdrawn(row, was_accepted=was_accepted)
    return row


def _decided(answer, step, acting_user, reply, **changes):
    refuse_identity_numbers({"reply": reply}, "reply")
    changes |= {
        "reply": reply.strip(),
        "decided_at": timezone.now(),
        "decided_by": acting_user if acting_user.is_authenticated else None,
    }
    return transitions.take(answer, STEPS[step], acting_user=acting_user, changes=changes, related=JOINS)


def _was_accepted(answer):
    """Tell whether an answer whose post is locked counts among what is promised."""
    return BoardAnswer.objects.filter(pk=answer.pk, state=AnswerState.ACCEPTED).exists()


def _check_offer(part, offered):
    """Nobody can be bound to more than was offered."""
    if offered.quantity is not None and part > offered.quantity:
        raise DomainError(
            "more-than-offered",
            _("They wrote %(amount)s.") % {"amount": amount_in_words(offered.quantity, offered.post.unit)},
            field="quantity",
        )


def _promise(post, amount):
    post.promised += amount
    post.save(update_fields=["promised"])


def _check(answer):
    post = answer.post
    if post.until and post.until < timezone.localdate():
        raise DomainError("until-past", _("This is no longer on the board."))
    refuse_personal_details({"text": answer.text}, "text")
    if post.quantity is not None and answer.quantity is None:
        raise DomainError("quantity-missing", _("Write how much."), field="quantity")
    if answer.quantity is None and not answer.text:
        raise DomainError("answer-empty", _("Write how much, or a few words."), field="text")
    _check_amount(answer.quantity, post)
    try:
        answer.full_clean(exclude=["answered_by", "decided_by"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error


def _check_amount(quantity, post):
    if quantity is not None and quantity <= 0:
        raise DomainError("quantity-nothing", _("Write a quantity above zero."), field="quantity")
    if post.remaining is not None and (quantity or 0) > post.remaining:
        raise DomainError(
            "more-than-open",
            _("Only %(amount)s are still open.") % {"amount": amount_in_words(post.remaining, post.unit)},
            field="quantity",
        )
