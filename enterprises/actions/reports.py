"""Somebody says that a page is wrong; a coordinator puts it right, or says why not."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from core.limits import TooManyRequests, count
from enterprises.actions import report_letters
from enterprises.models import ErrorReport
from enterprises.states import REPORT_TRANSITIONS

MOST_OPEN = 200
"""So many reports of one partnership wait at most: beyond that somebody is playing."""
MOST_OF_AN_ORIGIN = 6
MOST_ABOUT_AN_ORGANISATION = 20
KEPT_FOR = timedelta(days=90)
"""So long after it is settled we keep the address of whoever reported."""


@transaction.atomic
def report_error(organisation, *, acting_user, text, origin, email="", language=settings.LANGUAGE_CODE):
    """Take a visitor's report about an organisation's page and return it; the coordinators get a mail.

    `origin` is a hash (core.origin), which is counted and not kept; the answer comes in `language`. Raises DomainError
    for an empty text and while more wait than a partnership can read, TooManyRequests.
    """
    policy.enforce(acting_user, "enterprises.report", organisation)
    report = ErrorReport(
        partnership_id=organisation.partnership_id,
        organisation=organisation,
        text=text.strip(),
        email=email.strip(),
        language=language,
    )
    try:
        report.clean_fields(exclude=["settled_by"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
    _count(organisation, origin)
    report.save(force_insert=True)
    audit.record("errorreport.made", report, acting_user=acting_user)
    report_letters.tell_coordinators(report)
    return report


def settle_report(report, *, acting_user, answer=""):
    """Say that it is put right, and return the report; whoever left an address gets the answer by mail.

    Raises DomainError without an answer where one is awaited.
    """
    return _close(report, "settle", acting_user, answer)


def dismiss_report(report, *, acting_user, answer=""):
    """Say that there is nothing to put right, and return the report. Raises DomainError without words why."""
    if not answer.strip():
        raise DomainError("reason-missing", _("Please say why there is nothing to put right."), field="answer")
    return _close(report, "dismiss", acting_user, answer)


def forget_reporters(partnership):
    """Erase the addresses of those who reported in the open partnership, some time after their reports were closed."""
    old = ErrorReport.objects.filter(partnership=partnership, settled_at__lt=timezone.now() - KEPT_FOR)
    return old.exclude(email="").update(email="")


def _count(organisation, origin):
    if ErrorReport.objects.filter(state=ErrorReport.State.OPEN).count() >= MOST_OPEN:
        raise DomainError(
            "too-many-reports", _("Very many reports wait already. Please write to the partnership by mail.")
        )
    within = [
        count(f"reports:origin:{origin}", MOST_OF_AN_ORIGIN),
        count(f"reports:organisation:{organisation.pk}", MOST_ABOUT_AN_ORGANISATION),
    ]
    if not all(within):
        raise TooManyRequests


@transaction.atomic
def _close(report, step, acting_user, answer):
    row = transitions.take(
        report,
        REPORT_TRANSITIONS[step],
        acting_user=acting_user,
        changes={"answer": answer.strip(), "settled_at": timezone.now(), "settled_by": acting_user},
        related=("organisation__partnership__region",),
    )
    if not row.email:
        return row
    if not row.answer:
        raise DomainError(
            "answer-missing",
            _("Whoever reported this left an address and waits for an answer: please write one."),
            field="answer",
        )
    report_letters.answer_reporter(row)
    return row
