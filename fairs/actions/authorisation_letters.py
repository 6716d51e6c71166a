"""Mails of the authorisation chain: the question, and the answer that came."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core.outbox import queue_mail
from fairs.policy.roles import OFFICERS
from partnerships.queries.people import people_with
from partnerships.states import Role


def officers_of(fair):
    """Return the officers, and their deputies, of the municipality where a fair takes place."""
    return people_with(*OFFICERS, partnership_id=fair.partnership_id, municipality_id=fair.municipality_id)


def ask_people(people, step, fair):
    """Queue the question to people with an account: they answer signed in."""
    for user in people:
        _send("ask", user.email, user.language, step, fair, _page(step, fair, user.language))


def ask_body(email, step, fair, token):
    """Queue the question to a body without an account; the mail holds the only copy of the token."""
    language = settings.LANGUAGE_CODE
    _send("ask", email, language, step, fair, _link(fair, token, language))


def tell_answer(step, fair):
    """Queue what a body answered to the coordinators and the officers of the municipality."""
    coordinators = people_with(Role.COORDINATOR, partnership_id=fair.partnership_id)
    readers = {user.pk: user for user in (*coordinators, *officers_of(fair))}
    for user in readers.values():
        _send("answered", user.email, user.language, step, fair, _chain(fair, user.language))


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


def _send(name, email, language, step, fair, page):
    queue_mail(
        f"fairs/mail/authorisation_{name}",
        partnership=fair.partnership,
        to=email,
        language=language,
        context={"fair": fair, "step": step, "address": settings.SITE_URL + page},
    )
