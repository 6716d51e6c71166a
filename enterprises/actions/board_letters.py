"""Mails about the board: to the facility's people when somebody answers, to the other side when it is decided.

Contacts stand only in the two mails about an accepted answer.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core.outbox import queue_mail
from enterprises.queries.board import workers_of
from enterprises.queries.people import managers_of


@dataclass(frozen=True)
class Contact:
    """How one side reaches the other: the person who acted, and the telephone of what they act for."""

    name: str
    email: str
    phone: str


def tell_of_answer(answer):
    """Queue a mail to the people of the facility that an answer waits."""
    for user in keepers_of(answer.post):
        _queue("answer_came", answer.post, user, _board_of(answer.post, user), answer=answer)


def tell_accepted(answer, accepted_by):
    """Queue a mail to each side, with the contact of the other."""
    for user in answerers_of(answer):
        contact = contact_of_facility(answer.post, accepted_by)
        _queue("answer_accepted", answer.post, user, _own_answers(answer.post, user), answer=answer, contact=contact)
    contact = contact_of_answerer(answer)
    address = _board_of(answer.post, accepted_by)
    _queue("answer_contact", answer.post, accepted_by, address, answer=answer, contact=contact)


def tell_declined(answer):
    """Queue a mail to the organisation that its answer was declined."""
    for user in answerers_of(answer):
        _queue("answer_declined", answer.post, user, _own_answers(answer.post, user), answer=answer)


def tell_closed(answer):
    """Queue a mail to the organisation whose answer waited when the post was closed."""
    for user in answerers_of(answer):
        _queue("post_closed", answer.post, user, _own_answers(answer.post, user), answer=answer)


def tell_withdrawn(answer, *, was_accepted):
    """Queue a mail to the people of the facility that an answer is no more."""
    for user in keepers_of(answer.post):
        address = _board_of(answer.post, user)
        _queue("answer_withdrawn", answer.post, user, address, answer=answer, was_accepted=was_accepted)


def tell_expired(post):
    """Queue a mail to the people of the facility that a post has left the board on its day."""
    for user in keepers_of(post):
        _queue("post_expired", post, user, _board_of(post, user))


def keepers_of(post):
    """Return the managers of the facility's organisation, and who posted it as long as they work there."""
    managers = list(managers_of(post.facility.organisation))
    if post.posted_by_id in {user.pk for user in managers}:
        return managers
    workers = workers_of(post.facility.organisation)
    return managers + [user for user in workers if user.pk == post.posted_by_id]


def answerers_of(answer):
    """Return who answered, or the managers of the organisation where that person no longer works there."""
    workers = workers_of(answer.organisation)
    return [user for user in workers if user.pk == answer.answered_by_id] or list(managers_of(answer.organisation))


def contact_of_facility(post, user):
    """Return the Contact of the facility's side."""
    return _contact(user, post.facility.phone or post.facility.organisation.phone)


def contact_of_answerer(answer):
    """Return the Contact of the organisation that answered."""
    return _contact(next(iter(answerers_of(answer)), None), answer.organisation.phone)


def _contact(user, phone):
    return Contact(user.name if user else "", user.email if user else "", phone)


def _queue(template, post, user, address, **context):
    queue_mail(
        f"enterprises/mail/board/{template}",
        partnership=post.partnership,
        to=user.email,
        context={"post": post, "facility": post.facility, "recipient": user, "address": address, **context},
        language=user.language,
    )


def _board_of(post, user):
    return _address(user, "facility_board", post, facility=post.facility.slug)


def _own_answers(post, user):
    return _address(user, "board_answers", post)


def _address(user, route, post, **kwargs):
    with override(user.language):
        return settings.SITE_URL + reverse(route, kwargs={"partnership": post.partnership.slug, **kwargs})
