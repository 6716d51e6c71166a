"""Answers to the questions of a call: what each kind takes, and how it is kept."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from core.errors import DomainError
from fairs.models.calls import QuestionKind
from fairs.queries.sheets import field_of

LONGEST = {QuestionKind.TEXT: 300, QuestionKind.LONG_TEXT: 5000}
FARTHEST_NUMBER = Decimal(10) ** 12


def checked_answer(question, value):
    """Return the value as it is kept, or None where nothing was answered; raise DomainError at the question's field.

    Numbers and dates are kept as text in their plain form, yes and no as booleans, and of lists the codes.
    """
    if value is None or value == "" or value == []:
        return None
    return CHECKS[question.kind](question, value)


def _text(question, value):
    value = str(value).strip()
    longest = LONGEST[question.kind]
    if len(value) > longest:
        message = _("This answer has %(length)s characters; there is room for %(longest)s.")
        raise _fault(question, "answer-too-long", message % {"length": len(value), "longest": longest})
    return value or None


def _number(question, value):
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation as error:
        raise _fault(question, "answer-no-number", _("Please give a number.")) from error
    if not number.is_finite() or abs(number) > FARTHEST_NUMBER:
        raise _fault(question, "answer-no-number", _("Please give a number."))
    return f"{number:f}"


def _yes_no(question, value):
    if isinstance(value, bool):
        return value
    if value not in ("yes", "no"):
        raise _fault(question, "answer-no-yes-no", _("Please choose yes or no."))
    return value == "yes"


def _choice(question, value):
    if value not in [option["code"] for option in question.options]:
        raise _fault(question, "answer-no-choice", _("Please choose from the list."))
    return value


def _choices(question, value):
    if not isinstance(value, list):
        raise _fault(question, "answer-no-choice", _("Please choose from the list."))
    chosen = {_choice(question, code) for code in value}
    return [option["code"] for option in question.options if option["code"] in chosen]


def _date(question, value):
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise _fault(question, "answer-no-date", _("Please give a day.")) from error


def _fault(question, code, message):
    return DomainError(code, message, field=field_of(question))


CHECKS = {
    QuestionKind.TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.NUMBER: _number,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.DATE: _date,
}
