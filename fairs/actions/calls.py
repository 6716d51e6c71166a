"""The organiser builds the call of a fair: what the application asks, and which papers it needs.

Until the call opens, anything goes. Once organisations can apply, nothing that they may have answered already
changes under their hands: only what nobody has to answer may still be added. After the call, it stands.
"""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from fairs.models import DocumentRequest, Fair, FormQuestion
from fairs.states import FairState

BEFORE_THE_CALL = (FairState.PLANNED, FairState.AUTHORISED)
MOST_QUESTIONS = 40
MOST_OPTIONS = 30
LONGEST_OPTION = 120
QUESTION_FIELDS = (
    "kind",
    "label",
    "label_en",
    "help",
    "help_en",
    "options",
    "is_required",
    "is_personal",
    "answer_by",
)
REQUEST_FIELDS = ("kind", "is_required", "note", "note_en")
WITH_OPTIONS = (FormQuestion.Kind.CHOICE, FormQuestion.Kind.CHOICES)


@transaction.atomic
def add_question(fair, *, acting_user, **values):
    """Put a question of QUESTION_FIELDS at the end of the form and return it.

    Raises PermissionRefused, or DomainError where the call stands already, or at the field that does not fit.
    """
    fair = _lock_fair(fair, acting_user)
    _check_addition(fair, values)
    if fair.questions.count() >= MOST_QUESTIONS:
        message = ngettext(
            "A form has at most %(number)s question.", "A form has at most %(number)s questions.", MOST_QUESTIONS
        )
        raise DomainError("too-many-questions", message % {"number": MOST_QUESTIONS})
    values = _checked_question(values, fair)
    question = FormQuestion.objects.create(
        partnership_id=fair.partnership_id,
        fair=fair,
        position=_next_position(fair.questions),
        call_is_public=fair.is_published,
        **values,
    )
    audit.record("formquestion.add", question, acting_user=acting_user, after=values)
    return question


@transaction.atomic
def change_question(question, *, acting_user, **values):
    """Change a question (all of QUESTION_FIELDS) before the call opens and return it."""
    fair = _lock_fair(Fair(pk=question.fair_id), acting_user)
    _check_before_call(fair)
    row = transitions.lock(question)
    values = _checked_question(values, fair, stored=row)
    _write(row, values, "formquestion.update", acting_user)
    return row


@transaction.atomic
def move_question(question, *, acting_user, up):
    """Change a question's place with the one above it, or below it; at the end of the list nothing happens."""
    fair = _lock_fair(Fair(pk=question.fair_id), acting_user)
    _check_before_call(fair)
    rows = list(fair.questions.select_for_update())
    here = next((place for place, row in enumerate(rows) if row.pk == question.pk), None)
    if here is None:
        raise DomainError("gone-meanwhile", _("It has been deleted meanwhile."))
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows, start=1):
        row.position = position
    FormQuestion.objects.bulk_update(rows, ["position"])
    audit.record(
        "formquestion.move",
        rows[there],
        acting_user=acting_user,
        before={"position": here + 1},
        after={"position": there + 1},
    )


@transaction.atomic
def remove_question(question, *, acting_user):
    """Take a question out of the form before the call opens."""
    _remove(question, QUESTION_FIELDS, "formquestion.remove", acting_user)


@transaction.atomic
def ask_for_document(fair, *, acting_user, **values):
    """Ask for a kind of paper by REQUEST_FIELDS, each kind once, and return the request."""
    fair = _lock_fair(fair, acting_user)
    _check_addition(fair, values)
    try:
        with transaction.atomic():
            request = DocumentRequest.objects.create(
                partnership_id=fair.partnership_id,
                fair=fair,
                position=_next_position(fair.document_requests),
                call_is_public=fair.is_published,
                **values,
            )
    except IntegrityError as error:
        raise _asked_twice() from error
    audit.record("documentrequest.add", request, acting_user=acting_user, after=values)
    return request


@transaction.atomic
def change_document_request(request, *, acting_user, **values):
    """Change what is asked (all of REQUEST_FIELDS) before the call opens and return it."""
    fair = _lock_fair(Fair(pk=request.fair_id), acting_user)
    _check_before_call(fair)
    row = transitions.lock(request)
    try:
        with transaction.atomic():
            _write(row, values, "documentrequest.update", acting_user)
    except IntegrityError as error:
        raise _asked_twice() from error
    return row


@transaction.atomic
def remove_document_request(request, *, acting_user):
    """Ask for a paper no more, before the call opens."""
    _remove(request, REQUEST_FIELDS, "documentrequest.remove", acting_user)


def announce_call(fair):
    """Let everybody read the call of a fair that has just become public; part of the action that opened it."""
    fair.questions.update(call_is_public=True)
    fair.document_requests.update(call_is_public=True)


def _lock_fair(fair, acting_user):
    row = transitions.lock(fair)
    policy.enforce(acting_user, "fairs.organise", row)
    tenancy.require(row.partnership_id)
    return row


def _check_addition(fair, values):
    if fair.state in BEFORE_THE_CALL:
        return
    if fair.state != FairState.CALL_OPEN:
        raise DomainError("call-is-over", _("The call is over: what it asked can no longer be changed."))
    if values["is_required"]:
        raise DomainError(
            "call-is-open",
            _("Organisations are applying already: what you add now can't be required of them."),
            field="is_required",
        )


def _check_before_call(fair):
    if fair.state not in BEFORE_THE_CALL:
        raise DomainError(
            "call-is-open",
            _("The call has been opened: what it asks stays as it is. While it is open, you can add more."),
        )


def _checked_question(values, fair, stored=None):
    """Return the values with the choices in their stored shape; raise DomainError at the field that does not fit."""
    answer_by = values["answer_by"]
    is_new = stored is None or stored.answer_by != answer_by
    if answer_by and is_new and answer_by < timezone.localdate():
        raise DomainError("answer-in-the-past", _("This day lies in the past."), field="answer_by")
    if answer_by and answer_by > fair.starts_on:
        raise DomainError("answer-too-late", _("Answers must be in before the fair begins."), field="answer_by")
    options = values["options"] if values["kind"] in WITH_OPTIONS else []
    if values["kind"] in WITH_OPTIONS:
        _check_options(options)
    return {**values, "options": _coded(options, stored.options if stored else [])}


def _check_options(options):
    if len(options) < 2:
        raise DomainError("too-few-choices", _("Please give at least two choices, one in each line."), field="options")
    if len(options) > MOST_OPTIONS:
        message = ngettext("At most %(number)s choice.", "At most %(number)s choices.", MOST_OPTIONS)
        raise DomainError("too-many-choices", message % {"number": MOST_OPTIONS}, field="options")
    labels = [option["label"] for option in options]
    for option in options:
        if not option["label"] or max(len(option["label"]), len(option["label_en"])) > LONGEST_OPTION:
            message = _("“%(choice)s”: a choice has one to %(number)s characters.")
            words = {"choice": option["label"][:40], "number": LONGEST_OPTION}
            raise DomainError("choice-too-long", message % words, field="options")
        if labels.count(option["label"]) > 1:
            message = _("“%(choice)s” is there twice.") % {"choice": option["label"]}
            raise DomainError("choice-twice", message, field="options")


def _coded(options, before):
    """Return the choices with codes: one that was there keeps its own, a new one gets a code never used."""
    known = {option["label"]: option["code"] for option in before}
    fresh = max((int(code) for code in known.values()), default=0)
    coded = []
    for option in options:
        code = known.get(option["label"])
        if code is None:
            fresh += 1
            code = str(fresh)
        coded.append({"code": code, "label": option["label"], "label_en": option["label_en"]})
    return coded


def _next_position(rows):
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _write(row, values, event, acting_user):
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])
    audit.record(event, row, acting_user=acting_user, before=before, after=values)


def _remove(part, fields, event, acting_user):
    fair = _lock_fair(Fair(pk=part.fair_id), acting_user)
    _check_before_call(fair)
    row = transitions.lock(part)
    audit.record(event, row, acting_user=acting_user, before={name: getattr(row, name) for name in fields})
    row.delete()


def _asked_twice():
    return DomainError("asked-twice", _("This kind of document is asked for already."), field="kind")
