"""The organiser counts the visitors, writes the report of a fair, and publishes it; its figures come by themselves."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, ledger, policy, transitions
from core.errors import DomainError
from fairs.models import FairReport, VisitorCount
from fairs.queries.reports import figures_of, ledger_figures
from fairs.states import FairState

MOST_VISITORS = 1_000_000
WORDS = ("words", "words_en")


@transaction.atomic
def record_visitors(fair, counts, *, acting_user):
    """Keep how many visitors came on each day: {day: (number or None, VisitorCount.Method)}; None takes a day out.

    Raises PermissionRefused, or DomainError for a day that is not of the fair or lies ahead.
    """
    fair = transitions.lock(fair)
    policy.enforce(acting_user, "fairs.organise", fair)
    _check_days(fair, counts)
    before = _told(fair)
    for day, (number, method) in counts.items():
        if number is None:
            VisitorCount.objects.filter(fair=fair, day=day).delete()
            continue
        VisitorCount.objects.update_or_create(
            fair=fair, day=day, defaults={"partnership_id": fair.partnership_id, "visitors": number, "method": method}
        )
    after = _told(fair)
    audit.record("fair.visitors", fair, acting_user=acting_user, before=before, after=after)
    return after


@transaction.atomic
def save_report(fair, *, acting_user, words, words_en=""):
    """Keep the words of the report of a fair that is over, and return it; a published one changes at once."""
    fair = _lock_over(fair, acting_user)
    report = _report(fair)
    after = {"words": words.strip(), "words_en": words_en.strip()}
    before = {name: getattr(report, name) for name in WORDS}
    if report.published_at and not after["words"]:
        raise _words_missing()
    for name, value in after.items():
        setattr(report, name, value)
    report.save(update_fields=[*WORDS, "changed_at"])
    audit.record("fairreport.save", report, acting_user=acting_user, before=before, after=after)
    return report


@transaction.atomic
def publish_report(fair, *, acting_user):
    """Publish the report with the figures as they are now, write them into the ledger, and return the report.

    Publishing again brings the figures up to date.
    """
    fair = _lock_over(fair, acting_user)
    report = _report(fair)
    if not report.words:
        raise _words_missing()
    report.figures = figures_of(fair)
    report.published_at = timezone.now()
    report.save(update_fields=["figures", "published_at", "changed_at"])
    ledger.write(fair, str(fair.starts_on.year), ledger_figures(report.figures))
    audit.record("fairreport.publish", report, acting_user=acting_user, after={"figures": report.figures})
    return report


@transaction.atomic
def withdraw_report(fair, *, acting_user):
    """Take a published report back: it is a draft again, and its figures leave the ledger."""
    fair = _lock_over(fair, acting_user)
    report = _report(fair)
    if report.published_at is None:
        raise DomainError("not-published", _("This report is not published."))
    report.published_at = None
    report.save(update_fields=["published_at", "changed_at"])
    ledger.erase(fair)
    audit.record("fairreport.withdraw", report, acting_user=acting_user)
    return report


def days_to_count(fair):
    """Return the days of a fair up to today."""
    last = min(fair.ends_on, timezone.localdate())
    return [fair.starts_on + timedelta(days=number) for number in range((last - fair.starts_on).days + 1)]


def _check_days(fair, counts):
    if fair.state not in (FairState.LIVE, FairState.CLOSED):
        raise DomainError("fair-not-begun", _("Visitors are counted once the fair has begun."))
    allowed = days_to_count(fair)
    for day, (number, _method) in counts.items():
        if day not in allowed:
            raise DomainError("not-a-day", _("Only the days of the fair until today are counted."))
        if number is not None and not 0 <= number <= MOST_VISITORS:
            raise DomainError("sane-number", _("This number can't be right."), field=f"visitors_{day.isoformat()}")


def _lock_over(fair, acting_user):
    row = transitions.lock(fair)
    policy.enforce(acting_user, "fairs.organise", row)
    if row.state != FairState.CLOSED:
        raise DomainError("fair-goes-on", _("The report is written once the fair is over."))
    return row


def _report(fair):
    """Return the report of a fair whose row is locked, begun if there was none."""
    report, _is_new = FairReport.objects.get_or_create(fair=fair, defaults={"partnership_id": fair.partnership_id})
    return report


def _words_missing():
    return DomainError("words-missing", _("Say first in a few words how the fair was."), field="words")


def _told(fair):
    counts = VisitorCount.objects.filter(fair=fair)
    return {count.day.isoformat(): f"{count.visitors} ({count.method})" for count in counts}
