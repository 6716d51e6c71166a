"""The funnel: how many projects stand where, how long they stay, which stand still."""

from dataclasses import dataclass
from statistics import median

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from enterprises.models import FoundingProject, FoundingStage, LegalForm
from enterprises.queries.founding.projects import standing_still
from enterprises.states import FOUNDING_OPEN, FoundingState
from partnerships.models import Municipality

A_DAY = 24 * 3600


@dataclass(frozen=True)
class Level:
    """One state of the funnel: how many are there now and for how long, how many ever came, how long they stayed."""

    state: str
    label: str
    count: int
    reached: int
    median_age: int | None
    median_stay: int | None
    still: int
    percent: int


@dataclass(frozen=True)
class Bar:
    """One bar: what it counts, how many, how long it is in per cent, and what narrows the list to it."""

    label: str
    count: int
    percent: int
    query: str


def levels(partnership):
    """Return the Levels of the states in their order, with whole days; None where nothing can be said yet."""
    counts = dict(
        FoundingProject.objects.filter(partnership=partnership).order_by().values_list("state").annotate(Count("pk"))
    )
    quiet = dict(standing_still(partnership).order_by().values_list("state").annotate(Count("pk")))
    ages, stays, reached = _stages(partnership)
    most = max(counts.values(), default=1)
    return [
        Level(
            state.value,
            str(state.label),
            counts.get(state.value, 0),
            len(reached.get(state.value, ())),
            _days(ages.get(state.value)) if state in FOUNDING_OPEN else None,
            _days(stays.get(state.value)) if state in FOUNDING_OPEN else None,
            quiet.get(state.value, 0),
            round(100 * counts.get(state.value, 0) / most),
        )
        for state in FoundingState
    ]


def by_form(partnership):
    """Return the Bars of the legal forms of the projects under way, the most frequent first."""
    counts = _counts(partnership, "legal_form")
    names = {form.pk: str(form) for form in LegalForm.objects.filter(pk__in=filter(None, counts))}
    return _bars(counts, names, "legal_form", _("Not chosen yet"))


def by_municipality(partnership):
    """Return the Bars of the municipalities of the projects under way, the most frequent first."""
    counts = _counts(partnership, "municipality__slug")
    names = {place.slug: str(place) for place in Municipality.objects.filter(slug__in=counts)}
    return _bars(counts, names, "municipality", "")


def _counts(partnership, column):
    projects = FoundingProject.objects.filter(partnership=partnership, state__in=FOUNDING_OPEN)
    return dict(projects.order_by().values_list(column).annotate(Count("pk")))


def _bars(counts, names, parameter, none):
    most = max(counts.values(), default=1)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], names.get(item[0], "~")))
    return [
        Bar(names.get(key, none), count, round(100 * count / most), f"{parameter}={key}" if key else "")
        for key, count in ordered
    ]


def _stages(partnership):
    """Return, by state, the ages of the present stays, the lengths of the ended ones, the projects that were there."""
    now = timezone.now()
    ages: dict[str, list[float]] = {}
    stays: dict[str, list[float]] = {}
    reached: dict[str, set[int]] = {}
    for project, state, since, until in FoundingStage.objects.filter(partnership=partnership).values_list(
        "project", "state", "since", "until"
    ):
        reached.setdefault(state, set()).add(project)
        lengths = stays if until else ages
        lengths.setdefault(state, []).append(((until or now) - since).total_seconds())
    return ages, stays, reached


def _days(lengths):
    return round(median(lengths) / A_DAY) if lengths else None
