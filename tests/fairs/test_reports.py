"""The report of a fair: words by the organiser, figures by themselves, into the ledger and the years of the series."""

import pytest
from django.urls import reverse

from core import ledger
from core.errors import DomainError
from fairs.actions.reports import publish_report, record_visitors, save_report, withdraw_report
from fairs.models import FairReport, VisitorCount
from fairs.queries.aftermath_tasks import tasks
from fairs.queries.reports import editions_in_figures, figures_of
from fairs.states import FairState
from tests.access.matrix import ROLES
from tests.factories.fair_aftermath import FairReportFactory, SurveyAnswerFactory, SurveyInvitationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, SeriesFactory, in_days
from tests.fairs.people import person


@pytest.fixture
def fair(partnership):
    return FairFactory(
        partnership=partnership,
        state="closed",
        series=SeriesFactory(partnership=partnership),
        title="Γιορτή γης",
        apply_by=in_days(-20),
        starts_on=in_days(-3),
        ends_on=in_days(-2),
    )


def code_of(call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except DomainError as error:
        return error.code
    return "done"


STEPS = {
    "count": lambda fair, actor: record_visitors(fair, {fair.starts_on: (9, "counted")}, acting_user=actor),
    "save": lambda fair, actor: save_report(fair, acting_user=actor, words="Ήρθε κόσμος."),
    "publish": lambda fair, actor: publish_report(fair, acting_user=actor),
    "withdraw": lambda fair, actor: withdraw_report(fair, acting_user=actor),
}


def test_steps_by_role_and_state(opened, fair, request):
    roles = {role: [code_of(step, fair, person(request, role)) for step in STEPS.values()] for role in ROLES}
    refused = ["permission-refused"] * 4
    assert roles == dict.fromkeys(ROLES, refused) | {"coordinator": ["done"] * 4}
    coordinator = request.getfixturevalue("coordinator")
    states = {}
    for state in FairState.values:
        type(fair).objects.filter(pk=fair.pk).update(state=state)
        states[state] = [code_of(step, fair, coordinator) for step in STEPS.values()]
    early, late = "fair-not-begun", "fair-goes-on"
    assert states == {state: [early, late, late, late] for state in FairState.values} | {
        "live": ["done", late, late, late],
        "closed": ["done"] * 4,
    }


def test_visitors_are_counted_for_the_days_of_the_fair(opened, fair, coordinator):
    first, last = fair.starts_on, fair.ends_on
    record_visitors(fair, {first: (300, "counted"), last: (500, "estimated")}, acting_user=coordinator)
    record_visitors(fair, {first: (320, "counted"), last: (None, "estimated")}, acting_user=coordinator)
    assert list(VisitorCount.objects.values_list("day", "visitors", "method")) == [(first, 320, "counted")]
    wrong = [{in_days(-9): (1, "counted")}, {first: (-1, "counted")}, {first: (10_000_000, "counted")}]
    codes = [code_of(record_visitors, fair, counts, acting_user=coordinator) for counts in wrong]
    assert codes == ["not-a-day", "sane-number", "sane-number"]
    live = FairFactory(partnership=opened, state="live", apply_by=in_days(-9), starts_on=in_days(0))
    assert code_of(record_visitors, live, {in_days(1): (5, "counted")}, acting_user=coordinator) == "not-a-day"


def test_figures_are_kept_as_published_and_feed_the_ledger(opened, fair, coordinator):
    exhibitors = [ApplicationFactory(fair=fair, state="confirmed") for _ in range(6)]
    ApplicationFactory(fair=fair, state="refused", reason="-")
    ApplicationFactory(fair=fair, state="draft")
    for application in exhibitors[:5]:
        SurveyInvitationFactory(application=application, answer_until=in_days(-1))
        SurveyAnswerFactory(application=application)
    record_visitors(fair, {fair.starts_on: (800, "counted")}, acting_user=coordinator)
    with pytest.raises(DomainError) as refusal:
        publish_report(fair, acting_user=coordinator)
    assert (refusal.value.code, FairReport.objects.count()) == ("words-missing", 0)
    save_report(fair, acting_user=coordinator, words=" Ήρθε κόσμος. ", words_en="Many came.")
    report = publish_report(fair, acting_user=coordinator)
    figures = report.figures
    assert (figures["applications"], figures["participants"], figures["visitors"]) == (7, 6, 800)
    assert (sum(figures["kinds"].values()), figures["survey"]["answers"]) == (6, 5)
    year = {"fairs.applications": 7, "fairs.participants": 6, "fairs.visitors": 800}
    assert ledger.read([fair]) == {fair.pk: year | {"fairs.survey_answers": 5, "fairs.satisfaction": 4}}
    record_visitors(fair, {fair.ends_on: (200, "estimated")}, acting_user=coordinator)
    report.refresh_from_db()
    assert (report.figures["visitors"], figures_of(fair)["visitors"]) == (800, 1000)
    publish_report(fair, acting_user=coordinator)
    assert ledger.read([fair])[fair.pk]["fairs.visitors"] == 1000
    assert code_of(save_report, fair, acting_user=coordinator, words="") == "words-missing"
    withdraw_report(fair, acting_user=coordinator)
    assert (ledger.read([fair]), editions_in_figures(fair.series)) == ({}, [])
    assert code_of(withdraw_report, fair, acting_user=coordinator) == "not-published"


def test_draft_is_for_the_partnership_and_the_report_for_everybody(client, opened, fair, coordinator, manager):
    FairReportFactory(fair=fair, words="Ήρθε κόσμος.", words_en="Many came.")
    address = reverse("fair_report", kwargs={"partnership": "thessaly", "fair": fair.slug})
    machine = reverse("api_fair_report", kwargs={"pk": fair.pk})
    statuses = []
    for user in (None, manager, coordinator):
        client.logout()
        if user:
            client.force_login(user)
        statuses.append((client.get(address).status_code, client.get(machine).status_code))
    assert statuses == [(404, 404), (404, 404), (200, 404)]
    assert [task.title for task in tasks(coordinator, opened)] == [
        "Η έκθεση «Γιορτή γης» δεν έχει ακόμη δημόσιο απολογισμό"
    ]
    desk = {"partnership": "thessaly", "fair": fair.slug}
    assert client.post(reverse("fair_report_publish", kwargs=desk)).status_code == 302
    assert tasks(coordinator, opened) == []
    client.logout()
    page = client.get(address).content.decode()
    assert ("Ήρθε κόσμος." in page, "Many came." in client.get(f"/en{address}").content.decode()) == (True, True)
    assert client.get(machine).json()["figures"]["participants"] == 0
    fair_page = client.get(reverse("fair_detail", kwargs=desk)).content.decode()
    years = reverse("series_years", kwargs={"partnership": "thessaly", "series": fair.series.slug})
    assert (address in fair_page, address in client.get(years).content.decode()) == (True, True)


def test_years_of_a_series_stand_side_by_side(opened, fair, coordinator):
    before = FairFactory(
        partnership=opened,
        state="closed",
        series=fair.series,
        apply_by=in_days(-400),
        starts_on=in_days(-380),
        ends_on=in_days(-380),
    )
    for edition, number in ((before, 400), (fair, 100)):
        record_visitors(edition, {edition.starts_on: (number, "counted")}, acting_user=coordinator)
        save_report(edition, acting_user=coordinator, words="Ήρθε κόσμος.")
        publish_report(edition, acting_user=coordinator)
    ApplicationFactory(fair=fair, state="confirmed")
    publish_report(fair, acting_user=coordinator)
    rows = [
        (row.fair, row.visitors, row.visitors_percent, row.participants) for row in editions_in_figures(fair.series)
    ]
    assert rows == [(before, 400, 100, 0), (fair, 100, 25, 1)]


def test_page_counts_visitors_and_keeps_what_was_typed(client, opened, fair, coordinator):
    client.force_login(coordinator)
    address = reverse("fair_visitors", kwargs={"partnership": "thessaly", "fair": fair.slug})
    first, last = f"visitors_{fair.starts_on}", f"visitors_{fair.ends_on}"
    wrong = client.post(address, {first: "350", last: "-4"})
    assert (wrong.status_code, 'value="350"' in wrong.content.decode()) == (422, True)
    assert client.post(address, {first: "350", f"method_{fair.starts_on}": "counted", last: ""}).status_code == 302
    assert list(VisitorCount.objects.values_list("visitors", "method")) == [(350, "counted")]
