"""Posts on the need and surplus board: "20 l of oil by Friday", "80 kg of oranges to give"."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from core.policy import SYSTEM
from enterprises.actions import board_letters as letters
from enterprises.actions.discretion import refuse_personal_details
from enterprises.models import BoardAnswer, BoardPost
from enterprises.queries.board import POST_JOINS, amount_in_words
from enterprises.states import POST_TRANSITIONS as STEPS
from enterprises.states import AnswerState, PostState

POST_FIELDS = ("what", "quantity", "unit", "until", "note")
LONGEST = 366
"""A post stays a year at most."""


@transaction.atomic
def add_post(facility, *, acting_user, kind, **data):
    """Put a need or a surplus of a facility on the board and return the BoardPost.

    `data` holds POST_FIELDS; `what` is needed. Raises DomainError, with the field it is about, when something can't
    be right or says anything about a person.
    """
    policy.enforce(acting_user, "enterprises.post_on_board", facility)
    post = BoardPost(
        partnership_id=facility.partnership_id,
        facility=facility,
        facility_is_public=facility.is_published,
        kind=kind,
        posted_by=acting_user if acting_user.is_authenticated else None,
    )
    values = _set(post, data)
    post.save()
    audit.record("boardpost.added", post, acting_user=acting_user, after={"kind": kind, **values})
    return post


@transaction.atomic
def edit_post(post, *, acting_user, **data):
    """Change an open post and return it. What is promised already stays asked for, in the same unit."""
    row = locked(post)
    policy.enforce(acting_user, "enterprises.keep_board", row)
    if row.state != PostState.OPEN:
        raise DomainError("not-open", _("This is no longer on the board. Put it back first."))
    before = {name: getattr(row, name) for name in data}
    values = _set(row, data)
    changed = [name for name in values if before[name] != values[name]]
    if not changed:
        return row
    row.save()
    audit.record(
        "boardpost.edited",
        row,
        acting_user=acting_user,
        before={name: before[name] for name in changed},
        after={name: values[name] for name in changed},
    )
    return row


@transaction.atomic
def settle_post(post, *, acting_user):
    """Say that a need is met or a surplus given away; answers that wait get a mail. Return the post."""
    return close(locked(post), "settle", acting_user)


@transaction.atomic
def withdraw_post(post, *, acting_user):
    """Take a post off the board; answers that wait get a mail. Return the post."""
    return close(locked(post), "withdraw", acting_user)


@transaction.atomic
def reopen_post(post, *, acting_user, **data):
    """Put a closed post back on the board, with `data` (POST_FIELDS) set anew, and return it."""
    row = transitions.take(locked(post), STEPS["reopen"], acting_user=acting_user, related=POST_JOINS)
    before = {name: getattr(row, name) for name in data}
    row.closed_at = None
    values = _set(row, data)
    if row.remaining == 0:
        raise DomainError(
            "nothing-open", _("All of it is promised already. Write how much it is together."), field="quantity"
        )
    row.save()
    audit.record("boardpost.edited", row, acting_user=acting_user, before=before, after=values)
    return row


@transaction.atomic
def expire_post(post):
    """Take a post off the board whose day has passed; those concerned get a mail. Others stay as they are."""
    row = locked(post)
    if row.state != PostState.OPEN or row.until is None or row.until >= timezone.localdate():
        return
    letters.tell_expired(close(row, "expire", SYSTEM))


def locked(post):
    """Return a fresh copy of a post that stays locked: whoever promises or decides something waits for it."""
    return transitions.lock(post, *POST_JOINS)


def close(post, step, acting_user):
    """Take a locked post off the board by a step; the answers that wait are declined. Return the post."""
    row = transitions.take(
        post, STEPS[step], acting_user=acting_user, changes={"closed_at": timezone.now()}, related=POST_JOINS
    )
    waiting = BoardAnswer.objects.select_for_update(of=("self",)).filter(post=row, state=AnswerState.OFFERED)
    for answer in waiting.select_related("organisation__partnership", "answered_by"):
        answer.post = row
        answer.state = AnswerState.DECLINED
        answer.decided_at = timezone.now()
        answer.save(update_fields=["state", "decided_at"])
        audit.record(
            "boardanswer.decline",
            answer,
            acting_user=acting_user,
            before={"state": AnswerState.OFFERED},
            after={"state": AnswerState.DECLINED},
        )
        letters.tell_closed(answer)
    return row


def _set(post, data):
    """Set checked values on a post and return them {name: value}."""
    unknown = set(data) - set(POST_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of a post: {', '.join(sorted(unknown))}")
    values = {name: value.strip() if isinstance(value, str) else value for name, value in data.items()}
    refuse_personal_details(values, "what", "unit", "note")
    if post.promised and values.get("unit", post.unit) != post.unit:
        raise DomainError("unit-promised", _("Part of it is promised in this unit: it has to stay."), field="unit")
    for name, value in values.items():
        setattr(post, name, value)
    _check(post)
    return values


def _check(post):
    today = timezone.localdate()
    if post.until and post.until < today:
        raise DomainError("until-past", _("This day has passed."), field="until")
    if post.until and (post.until - today).days > LONGEST:
        raise DomainError("until-far", _("A post stays a year at most."), field="until")
    if post.quantity is None and post.unit:
        raise DomainError("unit-alone", _("Of what quantity is this the unit?"), field="quantity")
    if post.promised and (post.quantity is None or post.quantity < post.promised):
        raise DomainError(
            "less-than-promised",
            _("%(amount)s are promised already.") % {"amount": amount_in_words(post.promised, post.unit)},
            field="quantity",
        )
    try:
        post.full_clean(exclude=["posted_by"], validate_constraints=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
    if post.quantity is not None and post.quantity <= 0:
        raise DomainError("quantity-nothing", _("Write a quantity above zero, or leave it empty."), field="quantity")
