"""After a fair: visitors, questionnaire, report. The fair of the world is over, its exhibitor is the manager's."""

from django.utils import timezone

from core.tenancy import activate
from fairs.actions.reports import figures_of
from tests.access.fairs_rows import STAFF, UNSEEN
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.fair_aftermath import FairReportFactory, SurveyInvitationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, SeriesFactory, in_days


def build_exhibitor(world):
    """The organisation of the world took part in a fair that is over, and is asked how it was."""
    series = SeriesFactory(partnership=world.partnership)
    over = FairFactory(
        partnership=world.partnership,
        state="closed",
        series=series,
        apply_by=in_days(-20),
        starts_on=in_days(-3),
        ends_on=in_days(-2),
    )
    exhibitor = ApplicationFactory(fair=over, organisation=world.organisation, state="confirmed")
    SurveyInvitationFactory(application=exhibitor)
    return exhibitor


def build_report(world):
    """Its report is public."""
    over = world.rows["exhibitor"].fair
    with activate(world.partnership):
        figures = figures_of(over)
    return FairReportFactory(fair=over, published_at=timezone.now(), figures=figures)


BUILDERS["exhibitor"] = build_exhibitor
BUILDERS["fair_report"] = build_report


def over(world):
    return world.tenant(fair=world.rows["exhibitor"].fair.slug)


def exhibitor(world):
    return world.tenant(application=world.rows["exhibitor"].pk)


def link(world):
    return world.tenant(token=f"token-{world.rows['exhibitor'].pk}")


def answer(world):
    return {"turnover": "to_500", "contacts": "to_5", "satisfaction": "4", "comes_again": "yes"}


def numbers(world):
    return {f"visitors_{in_days(-3).isoformat()}": "300"}


def of_exhibitor(status):
    """Only its own people answer; those who see the application otherwise get 403."""
    readers = dict.fromkeys(("officer", *STAFF), 403)
    return only(others=UNSEEN) | readers | {"manager": status}


ROWS = [
    Row("fair_after", "GET", only(*STAFF), kwargs=over),
    Row("fair_visitors", "GET", only("coordinator"), kwargs=over),
    Row("fair_visitors", "POST", only("coordinator", allowed=302), kwargs=over, data=numbers),
    Row("fair_report_edit", "GET", only("coordinator"), kwargs=over),
    Row(
        "fair_report_edit",
        "POST",
        only("coordinator", allowed=302),
        kwargs=over,
        data=lambda world: {"words": "Πολύς κόσμος.", "words_en": ""},
    ),
    Row("fair_report_publish", "GET", only("coordinator"), kwargs=over),
    Row("fair_report_publish", "POST", only("coordinator", allowed=302), kwargs=over),
    Row("fair_report_withdraw", "GET", only("coordinator"), kwargs=over),
    Row("fair_report_withdraw", "POST", only("coordinator", allowed=302), kwargs=over),
    Row("fair_report", "GET", everybody(200), kwargs=over),
    Row("survey", "GET", of_exhibitor(200), kwargs=exhibitor),
    Row("survey", "POST", of_exhibitor(302), kwargs=exhibitor, data=answer),
    Row("survey_link", "GET", everybody(200), kwargs=link),
    Row("survey_link", "POST", everybody(302), kwargs=link, data=answer),
    Row(
        "series_years",
        "GET",
        everybody(200),
        kwargs=lambda world: world.tenant(series=world.rows["exhibitor"].fair.series.slug),
    ),
    Row("api_fair_report", "GET", everybody(200), kwargs=lambda world: {"pk": world.rows["exhibitor"].fair_id}),
]
