"""Mails of the authorisation chain: the question, the reminder, the escalation, and the answer that came."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core.outbox import queue_mail
from core.policy import authorise
from fairs.policy.roles import OFFICERS
from partnerships.queries.people import people_with
from partnerships.states import Role


def officers_of(fair):
    """Return the officers, and their deputies, of the municipality where a fair takes place."""
    return people_with(*OFFICERS, partnership_id=fair.partnership_id, municipality_id=fair.municipality_id)


def respondents_of(step, fair):
    """Return who answers for a body signed in: the person named, nobody where its mailbox does, else the officers."""
    return _named(step.responsible, step) or ([] if step.email else officers_of(fair))


def deputies_of(step, fair):
    """Return who is told signed in when a body has not answered in time.

    The deputy named, nobody where the mailbox of the deputy is; where nobody is, the officers who had not been asked,
    or the coordinators.
    """
    deputies = _named(step.deputy, step)
    if deputies or step.deputy_email:
        return deputies
    asked = {user.pk for user in respondents_of(step, fair)}
    others = [user for user in officers_of(fair) if user.pk not in asked]
    return others or people_with(Role.COORDINATOR, partnership_id=fair.partnership_id)


def has_mailbox(step):
    """Return whether a link goes to the mailbox of the body: nobody is named who may answer signed in."""
    return bool(step.email) and not _named(step.responsible, step)


def write_to_people(letter, people, step, fair):
    """Queue a letter ("ask", "reminder", "late") to people with an account: they answer signed in."""
    for user in people:
        _send(letter, user.email, user.language, step, fair, _page(step, fair, user.language))


def write_to_mailbox(letter, email, step, fair, token):
    """Queue a letter to a mailbox without an account; the mail holds the only copy of the token."""
    language = settings.LANGUAGE_CODE
    _send(letter, email, language, step, fair, _link(fair, token, language))


def tell_taken_back(step, fair):
    """Queue to whoever is asked that no answer is needed any more."""
    for user in respondents_of(step, fair):
        _send("taken_back", user.email, user.language, step, fair, "")
    if has_mailbox(step):
        _send("taken_back", step.email, settings.LANGUAGE_CODE, step, fair, "")


def tell_answer(step, fair):
    """Queue what a body answered to the coordinators and the officers of the municipality."""
    coordinators = people_with(Role.COORDINATOR, partnership_id=fair.partnership_id)
    readers = {user.pk: user for user in (*coordinators, *officers_of(fair))}
    for user in readers.values():
        _send("answered", user.email, user.language, step, fair, _chain(fair, user.language))


def _named(user, step):
    may_answer = user and user.is_active and authorise(user, "fairs.answer_authorisation", step)
    return [user] if may_answer else []


def _chain(fair, language):
    with override(language):
        return reverse("authorisation_chain", kwargs={"partnership": fair.partnership.slug, "fair": fair.slug})


def _page(step, fair, language):
    with override(language):
        return reverse(
            "authorisation_answer",
            kwargs={"partnership": fair.partnership.slug, "fair": fair.slug, "step": step.pk},
        )


def _link(fair, token, language):
    with override(language):
        return reverse("authorisation_by_link", kwargs={"partnership": fair.partnership.slug, "token": token})


def _send(letter, email, language, step, fair, page):
    queue_mail(
        f"fairs/mail/authorisation_{letter}",
        partnership=fair.partnership,
        to=email,
        language=language,
        context={"fair": fair, "step": step, "address": f"{settings.SITE_URL}{page}"},
        dedupe_key=_once(letter, step, email),
    )


def _once(letter, step, email):
    """Return the key by which a reminder of one asking and one day goes to an address once; "" for other letters."""
    if letter not in ("reminder", "late"):
        return ""
    return f"authorisation-{letter}:{step.pk}:{step.asked_at:%s}:{step.due_on}:{email}"
