"""A series of fairs is described, announced, ended and resumed by the coordinator."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.slugs import free_slug
from fairs.models import FairSeries
from fairs.states import SERIES_TRANSITIONS, SeriesState

RESERVED_SLUGS = {"new"}
FIRST_YEAR = 1800
YEARS_AHEAD = 3
"""How far ahead the first edition of a new series may lie: as far as a fair may be planned."""


@transaction.atomic
def create_series(partnership, *, acting_user, **values):
    """Write down a series of the open partnership, unseen until it is announced, and return it.

    `values` are fields of its form. Raises PermissionRefused, or DomainError when the name is taken or the year
    can't be.
    """
    tenancy.require(partnership.pk)
    policy.enforce(acting_user, "fairs.organise", partnership)
    series = FairSeries(partnership=partnership, **values)
    _check(series)
    series.slug = _free_slug(series)
    _save(series)
    audit.record("fairseries.create", series, acting_user=acting_user, after=values)
    return series


@transaction.atomic
def update_series(series, *, acting_user, **values):
    """Change what a series says of itself and return it. Its address follows its name until it is announced."""
    row = transitions.lock(series)
    policy.enforce(acting_user, "fairs.organise", row)
    before, name = {field: getattr(row, field) for field in values}, _name_in_address(row)
    for field, value in values.items():
        setattr(row, field, value)
    _check(row)
    if row.state == SeriesState.DRAFT and _name_in_address(row) != name:
        row.slug = _free_slug(row)
    _save(row, update_fields=[*values, "slug"])
    audit.record("fairseries.update", row, acting_user=acting_user, before=before, after=values)
    return row


@transaction.atomic
def announce_series(series, *, acting_user):
    """Make a series public, with those of its editions that are public themselves."""
    return transitions.take(series, SERIES_TRANSITIONS["announce"], acting_user=acting_user)


@transaction.atomic
def end_series(series, *, acting_user):
    """Take no new editions: the page of the series stays, and says that it has ended."""
    return transitions.take(series, SERIES_TRANSITIONS["end"], acting_user=acting_user)


@transaction.atomic
def resume_series(series, *, acting_user):
    """Let an ended series have editions again."""
    return transitions.take(series, SERIES_TRANSITIONS["resume"], acting_user=acting_user)


STEPS = {"announce": announce_series, "end": end_series, "resume": resume_series}


def _check(series):
    """Raise DomainError, at the field, for a name that another series has, or a year that can't be."""
    others = FairSeries.objects.filter(partnership=series.partnership_id).exclude(pk=series.pk)
    if others.filter(name__iexact=series.name).exists():
        raise DomainError("series-exists", _("There is a series of this name already."), field="name")
    last = timezone.localdate().year + YEARS_AHEAD
    if series.since_year is not None and not FIRST_YEAR <= series.since_year <= last:
        message = _("Please give a year from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": last}
        raise DomainError("year-out-of-range", message, field="since_year")


def _name_in_address(series):
    return series.name_en or series.name


def _free_slug(series):
    others = FairSeries.objects.filter(partnership=series.partnership_id).exclude(pk=series.pk)
    return free_slug(_name_in_address(series), others, reserved=RESERVED_SLUGS)


def _save(series, **options):
    try:
        with transaction.atomic():
            series.save(**options)
    except IntegrityError as error:
        raise DomainError("series-exists", _("There is a series of this name already."), field="name") from error
