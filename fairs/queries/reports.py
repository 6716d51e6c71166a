"""The figures of a fair that is over, and those of a series over the years."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from core import ledger
from core.dates import day_in_words
from enterprises.models import OrganisationKind
from fairs.models import Application, Fair, FairReport
from fairs.models.aftermath import Contacts, Turnover, VisitorCount
from fairs.queries.participation import stayed_away, took_part
from fairs.queries.surveys import survey_totals
from fairs.states import ApplicationState

NO_KIND = ""


def figures_of(fair):
    """Return the figures of a fair as they stand now: plain data that its report keeps."""
    exhibitors = took_part([fair])
    counts = list(VisitorCount.objects.filter(fair=fair))
    kinds = exhibitors.order_by().values_list("organisation__kind").annotate(Count("pk"))
    return {
        "applications": Application.objects.filter(fair=fair).exclude(state=ApplicationState.DRAFT).count(),
        "participants": exhibitors.count(),
        "stayed_away": stayed_away(fair).count(),
        "kinds": {kind or NO_KIND: number for kind, number in kinds},
        "municipalities": exhibitors.order_by().values("organisation__municipality").distinct().count(),
        "stands": fair.capacity,
        "events": fair.events.filter(is_cancelled=False).count(),
        "visitors": sum(count.visitors for count in counts) if counts else None,
        "visitors_estimated": any(count.method == VisitorCount.Method.ESTIMATED for count in counts),
        "visitor_days": [[count.day.isoformat(), count.visitors, count.method] for count in counts],
        "survey": survey_totals(fair),
    }


def ledger_figures(figures):
    """Return {key: number} of what the ledger keeps of the figures of a fair."""
    survey = figures["survey"] or {}
    satisfaction = survey.get("satisfaction")
    return {
        "fairs.applications": figures["applications"],
        "fairs.participants": figures["participants"],
        "fairs.visitors": figures["visitors"],
        "fairs.survey_answers": survey.get("answers"),
        "fairs.satisfaction": None if satisfaction is None else Decimal(str(satisfaction)),
    }


@dataclass(frozen=True)
class Bar:
    """One bar: what it counts, how many, and how long it is in per cent of the longest."""

    label: str
    count: int
    percent: int


def bars(counts):
    """Return the Bars of {label: how many}."""
    most = max(counts.values(), default=0) or 1
    return [Bar(label, count, round(100 * count / most)) for label, count in counts.items()]


def kinds_in_words(figures, unnamed):
    """Return the Bars of the kinds of the participants, the most frequent first; `unnamed` is what has no kind."""
    labels = {kind.pk: kind.label for kind in OrganisationKind.objects.filter(pk__in=figures["kinds"])}
    counted = sorted(figures["kinds"].items(), key=lambda pair: (-pair[1], pair[0]))
    return bars({str(labels.get(kind, unnamed if kind == NO_KIND else kind)): number for kind, number in counted})


def days_in_words(figures):
    """Return [{"day", "visitors", "method"}] of the counted days, in words."""
    methods = dict(VisitorCount.Method.choices)
    return [
        {"day": day_in_words(date.fromisoformat(day)), "visitors": visitors, "method": methods.get(method, method)}
        for day, visitors, method in figures["visitor_days"]
    ]


def survey_in_bars(figures):
    """Return the Bars of turnover, contacts and satisfaction by those names, or None where there are no totals."""
    survey = figures["survey"]
    if survey is None:
        return None
    labels = {"turnover": dict(Turnover.choices), "contacts": dict(Contacts.choices), "stars": {}}
    return {
        name: bars({str(words.get(code, code)): number for code, number in survey[name].items()})
        for name, words in labels.items()
    }


def report_of(fair):
    """Return the FairReport of a fair of the open partnership, or None."""
    return FairReport.objects.filter(fair=fair).first()


@dataclass(frozen=True)
class Edition:
    """One edition of a series with the figures of its published report; None where it says nothing."""

    fair: Fair
    participants: int | None
    applications: int | None
    visitors: int | None
    satisfaction: Decimal | None
    participants_percent: int
    visitors_percent: int


def editions_in_figures(series):
    """Return the Editions of a series whose reports are published, the first one first, from the ledger."""
    fairs = list(
        Fair.objects.filter(series=series, report__is_published=True)
        .select_related("municipality", "partnership")
        .order_by("starts_on", "pk")
    )
    written = ledger.read(fairs)
    most = {key: _most(written, key) for key in ("fairs.participants", "fairs.visitors")}
    return [_edition(fair, written.get(fair.pk, {}), most) for fair in fairs]


def _most(written, key):
    return max((figures[key] for figures in written.values() if key in figures), default=0) or 1


def _edition(fair, figures, most):
    def whole(key):
        return int(figures[key]) if key in figures else None

    def percent(key):
        return round(100 * figures.get(key, 0) / most[key])

    return Edition(
        fair=fair,
        participants=whole("fairs.participants"),
        applications=whole("fairs.applications"),
        visitors=whole("fairs.visitors"),
        satisfaction=figures.get("fairs.satisfaction"),
        participants_percent=percent("fairs.participants"),
        visitors_percent=percent("fairs.visitors"),
    )
