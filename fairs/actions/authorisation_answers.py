"""A body answers, signed in or by its link: in favour or against, under which number, with which paper."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, transitions
from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.policy import SYSTEM
from core.tokens import digest_of
from core.uploads import keep, new_path
from fairs.actions import authorisation_letters as letters
from fairs.actions.ada import written_ada
from fairs.actions.fairs import authorise_fair
from fairs.models import AuthorisationStep, Fair
from fairs.models.authorisations import Body
from fairs.policy.authorisations import was_asked
from fairs.queries.authorisations import is_granted
from fairs.states import AUTHORISATION_TRANSITIONS, AuthorisationState, FairState


@dataclass(frozen=True)
class Answer:
    """What a body says: `paper` is a core.uploads.Paper or None, `file_name` what it was called."""

    protocol_number: str = ""
    ada: str = ""
    decided_on: date | None = None
    terms: str = ""
    paper: Any = field(default=None, repr=False)
    file_name: str = ""


def grant(step, answer, *, acting_user):
    """Take an answer in favour and return the step; the last one authorises the fair.

    Raises PermissionRefused, TransitionRefused, or DomainError at the field that can't be right.
    """
    return _answer(step, "grant", answer, acting_user=acting_user)


def refuse(step, answer, *, acting_user):
    """Take an answer against and return the step. Raises as `grant` does, and without reasons."""
    return _answer(step, "refuse", answer, acting_user=acting_user)


def find_by_link(partnership, token):
    """Return the step that waits for the answer of whoever holds this token, or None once the link is dead."""
    steps = AuthorisationStep.objects.filter(
        partnership=partnership,
        token_digest=digest_of(token),
        state=AuthorisationState.ASKED,
        fair__state=FairState.PLANNED,
    )
    return steps.select_related("fair__partnership__region", "fair__municipality").first()


def grant_by_link(step, token, answer, *, name):
    """Take an answer in favour from whoever holds the link, and return the step; the link is dead then.

    `name` is who says to be answering; it stands in the history. Raises as `grant` does.
    """
    return _answer(step, "grant", answer, acting_user=SYSTEM, by_link=(token, name))


def refuse_by_link(step, token, answer, *, name):
    """Take an answer against from whoever holds the link, as `grant_by_link` does."""
    return _answer(step, "refuse", answer, acting_user=SYSTEM, by_link=(token, name))


def _answer(step, transition, answer, *, acting_user, by_link=None):
    paper = _paper_fields(step, answer)
    files = {paper["path"]: answer.paper.content} if paper else {}
    with keep("vault", files), transaction.atomic():
        fair = transitions.lock(Fair(pk=step.fair_id), "partnership", "municipality")
        row = transitions.lock(step)
        row.fair = fair
        transitions.check(row, AUTHORISATION_TRANSITIONS[transition], acting_user=acting_user)
        if fair.state != FairState.PLANNED:
            raise TransitionRefused("fair-moved-on", _("The fair is no longer planned: no answer is needed."))
        changes = {**_checked(answer, row, transition), **paper, **_signature(row, acting_user, by_link)}
        row = transitions.take(
            row,
            AUTHORISATION_TRANSITIONS[transition],
            acting_user=acting_user,
            changes={**changes, "answered_at": timezone.now()},
        )
        # Outside of `changes`, because the digest has no place in the history.
        row.token_digest = ""
        row.save(update_fields=["token_digest"])
        if by_link:
            audit.record(
                "authorisationstep.answered_by_link", row, acting_user=acting_user, on_behalf_of=row.answered_name
            )
        letters.tell_answer(row, fair)
        _lead_on(fair)
    return row


def _checked(answer, row, transition):
    """Return the words of an answer {field: value}, or raise DomainError at the one that can't be right."""
    values = {
        "protocol_number": answer.protocol_number.strip(),
        "ada": written_ada(answer.ada),
        "decided_on": answer.decided_on,
        "terms": answer.terms.strip(),
    }
    if not values["protocol_number"]:
        raise DomainError("protocol-missing", _("Give the protocol number of the answer."), field="protocol_number")
    if len(values["protocol_number"]) > 40:
        raise DomainError(
            "protocol-too-long", _("A protocol number has at most 40 characters."), field="protocol_number"
        )
    if not values["decided_on"]:
        raise DomainError("date-missing", _("Say on which day it was decided."), field="decided_on")
    if values["decided_on"] > timezone.localdate():
        raise DomainError("date-in-future", _("This day is still to come."), field="decided_on")
    if row.body == Body.COUNCIL and not values["ada"]:
        raise DomainError(
            "ada-missing",
            _("Decisions of the council hold once they stand on Diavgeia: give the ADA."),
            field="ada",
        )
    if transition == "refuse" and not values["terms"]:
        raise DomainError("reasons-missing", _("Please say why: the organiser will read it."), field="terms")
    return values


def _signature(row, acting_user, by_link):
    if by_link is None:
        # The platform is no body: it answers for whoever holds a link alone.
        if acting_user is SYSTEM:
            raise PermissionRefused("permission-refused", was_asked.reason)
        return {"answered_by": acting_user, "answered_by_link": False, "answered_name": acting_user.name[:120]}
    token, name = by_link
    name = name.strip()
    if not row.token_digest or row.token_digest != digest_of(token):
        raise TransitionRefused("link-dead", _("This link works no more."))
    if not name:
        raise DomainError("name-missing", _("Please give your name."), field="name")
    if len(name) > 120:
        raise DomainError("name-too-long", _("A name has at most 120 characters."), field="name")
    return {"answered_by": None, "answered_by_link": True, "answered_name": name}


def _paper_fields(step, answer):
    """Return the columns of the paper of an answer {field: value}; none without one."""
    if answer.paper is None:
        return {}
    folder = f"{step.partnership_id}/fairs/{step.fair_id}"
    return {
        "path": f"{new_path(folder, answer.paper.digest)}.{answer.paper.extension}",
        "file_name": answer.file_name[:200],
        "content_type": answer.paper.content_type,
        "size": answer.paper.size,
        "digest": answer.paper.digest,
    }


def _lead_on(fair):
    """Authorise the fair when this was the last answer and every body is in favour."""
    if is_granted(fair):
        authorise_fair(fair, acting_user=SYSTEM)
