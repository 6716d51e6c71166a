"""The chain of a municipality's authorisation: it starts, each body is asked after the other, each answers."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError, TransitionRefused
from core.tokens import new_token
from fairs.actions import authorisation_letters as letters
from fairs.actions.authorisation_routes import check_respondents, route_of
from fairs.models import AuthorisationStep, Fair
from fairs.states import AUTHORISATION_TRANSITIONS, AuthorisationState, FairState

RESPONDENT_FIELDS = ("responsible", "deputy", "email", "deputy_email", "due_on")
ANSWERED = (AuthorisationState.GRANTED, AuthorisationState.REFUSED)


@transaction.atomic
def start_chain(fair, *, acting_user):
    """Copy the route of the municipality to a planned fair, ask the first body, and return the steps.

    Each body is to answer as many days after the one before as the route gives it. Raises PermissionRefused,
    TransitionRefused when the fair is no longer planned, DomainError when its chain has started or nobody can answer.
    """
    row = transitions.lock(fair, "partnership", "municipality")
    policy.enforce(acting_user, "fairs.start_authorisation", row)
    _require_planned(row)
    if row.authorisation_steps.exists():
        raise DomainError("chain-started", _("The municipality has been asked already."))
    due_on, steps = timezone.localdate(), []
    for route in route_of(row.partnership, row.municipality):
        due_on += timedelta(days=route.days)
        steps.append(_copied(route, row, due_on))
    audit.record("fair.authorisation_started", row, acting_user=acting_user, after={"steps": [s.name for s in steps]})
    return [ask_body(steps[0], acting_user=acting_user), *steps[1:]]


@transaction.atomic
def withdraw_chain(fair, *, acting_user):
    """Take the question to the municipality back with all answers so far: the chain can start anew. Return the fair.

    The history keeps the answers; whoever is asked at the moment gets a mail. Raises PermissionRefused, or
    TransitionRefused when the fair is no longer planned, DomainError when nobody was asked.
    """
    row = transitions.lock(fair, "partnership", "municipality")
    policy.enforce(acting_user, "fairs.start_authorisation", row)
    _require_planned(row)
    steps = list(row.authorisation_steps.select_for_update(of=("self",)).select_related("responsible"))
    if not steps:
        raise DomainError("chain-not-started", _("The municipality has not been asked yet."))
    for step in steps:
        step.fair = row
        if step.state == AuthorisationState.ASKED:
            letters.tell_taken_back(step, row)
    before = {"steps": [step.name for step in steps]}
    row.authorisation_steps.all().delete()
    audit.record("fair.authorisation_withdrawn", row, acting_user=acting_user, before=before)
    return row


@transaction.atomic
def ask_body(step, *, acting_user):
    """Ask a body by mail, once the one before it is in favour, and return the step.

    Who is asked late gets as many days as planned: its day and those of the bodies after it move. A body without an
    account gets a link; only the digest of its token is kept.
    """
    fair = _locked_fair(step)
    row = transitions.lock(step)
    transitions.check(row, AUTHORISATION_TRANSITIONS["ask"], acting_user=acting_user)
    _require_planned(fair)
    before = _before(row)
    if before and before.state != AuthorisationState.GRANTED:
        message = _("First “%(body)s” has to be in favour.") % {"body": before.name}
        raise DomainError("step-before-open", message)
    _allow_its_days(row, before)
    return _ask(row, fair, AUTHORISATION_TRANSITIONS["ask"], acting_user)


@transaction.atomic
def reopen_step(step, *, acting_user):
    """Take back the answer of a body, ask it again and return the step; the history keeps what it had answered.

    Raises DomainError once a later body was asked, or the fair is authorised.
    """
    fair = _locked_fair(step)
    row = transitions.lock(step)
    transitions.check(row, AUTHORISATION_TRANSITIONS["reopen"], acting_user=acting_user)
    _require_planned(fair)
    later = fair.authorisation_steps.filter(position__gt=row.position).exclude(state=AuthorisationState.PLANNED)
    if later.exists():
        raise DomainError("later-step-asked", _("A later body was asked already: this answer stands."))
    return _ask(row, fair, AUTHORISATION_TRANSITIONS["reopen"], acting_user)


@transaction.atomic
def change_respondent(step, *, acting_user, **values):
    """Set who answers for a body, and until when, before it has answered; return the step.

    `values` are RESPONDENT_FIELDS. Whoever answers now in place of somebody else is asked at once, and the link of
    the one before is dead.
    """
    unknown = set(values) - set(RESPONDENT_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of who answers: {', '.join(sorted(unknown))}")
    fair = _locked_fair(step)
    row = transitions.lock(step)
    policy.enforce(acting_user, "fairs.ask_authorisation", row)
    if row.state in ANSWERED:
        raise TransitionRefused("step-answered", _("This body has answered already."))
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    check_respondents(row, row.partnership_id)
    if before.get("due_on", row.due_on) != row.due_on and row.due_on < timezone.localdate():
        raise DomainError("due-in-the-past", _("This day has passed. Choose a later one."), field="due_on")
    moved = row.due_on != before.get("due_on", row.due_on)
    replaced = any(before.get(name, getattr(row, name)) != getattr(row, name) for name in ("responsible", "email"))
    if moved:
        row.reminded_at = row.escalated_at = None
    row.save(update_fields=[*values, "reminded_at", "escalated_at"])
    audit.record("authorisationstep.respondent", row, acting_user=acting_user, before=before, after=values)
    if replaced and row.state == AuthorisationState.ASKED:
        _write_to_respondent(row, fair)
    return row


def give_link(row):
    """Give the locked step a new token, which ends the one before, and return it: it is kept nowhere else."""
    token, row.token_digest = new_token()
    row.save(update_fields=["token_digest"])
    return token


def _locked_fair(step):
    """Lock the fair before its step, as everything does that may lead the fair on."""
    return transitions.lock(Fair(pk=step.fair_id), "partnership", "municipality")


def _require_planned(fair):
    if fair.state != FairState.PLANNED:
        raise TransitionRefused(
            "fair-moved-on",
            _("The fair is no longer planned: it is now “%(state)s”.") % {"state": fair.get_state_display()},
        )


def _copied(route, fair, due_on):
    step = AuthorisationStep(partnership_id=fair.partnership_id, fair=fair, due_on=due_on)
    for name in ("position", "body", "name", "responsible", "deputy", "email", "deputy_email"):
        setattr(step, name, getattr(route, name))
    step.save(force_insert=True)
    return step


def _before(row):
    earlier = AuthorisationStep.objects.filter(fair_id=row.fair_id, position__lt=row.position)
    return earlier.order_by("-position").first()


def _allow_its_days(row, before):
    """Move the day of a step that is asked later than planned, and of those after it."""
    if before is None or before.answered_at is None:
        return
    late = timezone.localdate() - before.due_on
    if late <= timedelta(0):
        return
    AuthorisationStep.objects.filter(fair_id=row.fair_id, position__gte=row.position).update(due_on=F("due_on") + late)
    row.refresh_from_db(fields=["due_on"])


def _ask(row, fair, transition, acting_user):
    """Take the step to "asked", empty of any answer, and write to who answers."""
    blank = {
        "terms": "",
        "protocol_number": "",
        "ada": "",
        "decided_on": None,
        "answered_at": None,
        "answered_by": None,
        "answered_by_link": False,
        "answered_name": "",
        "reminded_at": None,
        "escalated_at": None,
        "path": "",
        "file_name": "",
        "content_type": "",
        "size": 0,
        "digest": "",
    }
    changes = {**blank, "asked_at": timezone.now()}
    if transition.name == "reopen":
        changes["due_on"] = max(row.due_on, timezone.localdate() + timedelta(days=7))
    row = transitions.take(row, transition, acting_user=acting_user, changes=changes)
    _write_to_respondent(row, fair)
    return row


def _write_to_respondent(row, fair):
    """Mail the responsible person, or a link to the body without an account, or else the municipality's officers."""
    row.fair = fair
    if letters.has_mailbox(row):
        letters.write_to_mailbox("ask", row.email, row, fair, give_link(row))
        return
    _end_link(row)
    people = letters.respondents_of(row, fair)
    if not people:
        raise DomainError(
            "nobody-to-ask",
            _("Nobody can answer for “%(body)s”: name a person, or give the e-mail address of the body.")
            % {"body": row.name},
            field="email",
        )
    letters.write_to_people("ask", people, row, fair)


def _end_link(row):
    if row.token_digest:
        row.token_digest = ""
        row.save(update_fields=["token_digest"])
