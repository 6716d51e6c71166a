"""Which parts of an application can be changed today."""

from dataclasses import dataclass

from django.utils import timezone

from fairs.queries.sheets import FIELDS, PRODUCTS, field_of, questions_of
from fairs.states import ACCEPTED_STATES, ApplicationState

BEFORE_SUBMITTING = (ApplicationState.DRAFT, ApplicationState.RETURNED)
LATE_STATES = (ApplicationState.SUBMITTED, *ACCEPTED_STATES)
"""While an application is in one of these, questions whose own day comes after the call can be answered."""


@dataclass(frozen=True)
class Scope:
    """`is_whole`: all of the application is open; `questions` are those that can be answered today."""

    is_whole: bool
    questions: tuple

    @property
    def names(self):
        """The names of what can be changed."""
        whole = {*FIELDS, PRODUCTS} if self.is_whole else set()
        return whole | {field_of(question) for question in self.questions}

    def __bool__(self):
        return self.is_whole or bool(self.questions)


def scope_of(application):
    """Return the Scope of an application: the whole of it until the call ends, and of what was returned."""
    today = timezone.localdate()
    questions = [row for row in questions_of(application.fair_id) if not row.answer_by or row.answer_by >= today]
    if _is_open(application):
        return Scope(True, tuple(questions))
    if application.state not in LATE_STATES:
        return Scope(False, ())
    late = (row for row in questions if row.answer_by and row.answer_by > application.fair.apply_by)
    return Scope(False, tuple(late))


def _is_open(application):
    # Whoever was asked for more may answer after the last day of the call.
    if application.state == ApplicationState.RETURNED:
        return True
    return application.fair.takes_applications and application.state in (
        ApplicationState.DRAFT,
        ApplicationState.SUBMITTED,
    )
