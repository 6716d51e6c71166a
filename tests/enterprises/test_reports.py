"""Somebody says that a page is wrong, and hears what came of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import DomainError, TransitionRefused
from core.limits import TooManyRequests
from core.models import AuditEntry, Message
from core.tenancy import activate
from enterprises.actions import reports as actions
from enterprises.models import ErrorReport
from enterprises.tasks import forget_what_is_settled
from tests.factories.claims import ErrorReportFactory
from tests.factories.enterprises import OrganisationFactory

pytestmark = pytest.mark.django_db

TEXT = "Το τηλέφωνο δεν απαντά."


def report(organisation, user, **more):
    return actions.report_error(organisation, acting_user=user, **({"text": TEXT, "origin": "here"} | more))


def address(organisation):
    return f"/thessaly/organisations/{organisation.slug}/report/"


def test_report_reaches_the_coordinators(client, opened, organisation, coordinator):
    response = client.post(address(organisation), {"text": TEXT, "email": "eleni@example.org"})
    assert (response.status_code, response["Location"]) == (302, organisation.get_absolute_url())
    row = ErrorReport.objects.get()
    assert (row.text, row.email, row.language, row.state) == (TEXT, "eleni@example.org", "el", "open")
    message = Message.objects.get()
    assert (message.to, message.subject) == ("coordinator@example.org", f"Αναφορά λάθους: {organisation.name}")
    assert AuditEntry.objects.get().actor_kind == "citizen"


def test_report_without_words_keeps_the_address(client, opened, organisation):
    response = client.post(address(organisation), {"text": " ", "email": "eleni@example.org"})
    assert response.status_code == 422
    assert 'value="eleni@example.org"' in response.content.decode()


def test_report_of_a_machine_is_refused(client, opened, organisation):
    response = client.post(address(organisation), {"text": TEXT, "website": "https://spam.example"})
    assert (response.status_code, ErrorReport.objects.count()) == (422, 0)


def test_report_about_what_is_not_public_is_not_possible(client, opened):
    hidden = OrganisationFactory(partnership=opened, state="suspended")
    assert client.get(address(hidden)).status_code == 404


def test_reports_of_one_origin_are_limited(opened, organisation, citizen):
    for _ in range(actions.MOST_OF_AN_ORIGIN):
        report(organisation, citizen)
    with pytest.raises(TooManyRequests):
        report(organisation, citizen)
    assert report(organisation, citizen, origin="elsewhere").state == "open"


def test_reports_about_one_organisation_are_limited(opened, organisation, citizen):
    for number in range(actions.MOST_ABOUT_AN_ORGANISATION):
        report(organisation, citizen, origin=f"place-{number}")
    with pytest.raises(TooManyRequests):
        report(organisation, citizen, origin="yet-another")


def test_limited_reporter_is_told_and_loses_nothing(client, opened, organisation):
    for _ in range(actions.MOST_OF_AN_ORIGIN):
        client.post(address(organisation), {"text": TEXT})
    response = client.post(address(organisation), {"text": "Έκλεισαν το 2020."})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Έκλεισαν το 2020." in page
    assert "Έγιναν πάρα πολλά αιτήματα σε λίγη ώρα" in page


def test_reports_of_a_partnership_are_limited(opened, organisation, citizen, monkeypatch):
    monkeypatch.setattr(actions, "MOST_OPEN", 1)
    report(organisation, citizen)
    with pytest.raises(DomainError) as refused:
        report(organisation, citizen)
    assert refused.value.code == "too-many-reports"


def test_settled_report_is_answered_in_the_language_of_the_reporter(opened, organisation, citizen, coordinator):
    row = report(organisation, citizen, email="eleni@example.org", language="en")
    Message.objects.all().delete()
    actions.settle_report(row, acting_user=coordinator, answer="Thank you, the number is new.")
    message = Message.objects.get()
    assert (message.to, message.subject) == ("eleni@example.org", f"Your report about {organisation.name}")
    assert "Thank you, the number is new." in message.text


def test_report_without_an_address_is_closed_in_silence(opened, organisation, citizen, coordinator):
    row = report(organisation, citizen)
    Message.objects.all().delete()
    assert actions.settle_report(row, acting_user=coordinator).state == "settled"
    assert Message.objects.count() == 0
    with pytest.raises(TransitionRefused):
        actions.settle_report(row, acting_user=coordinator)


def test_dismissed_report_needs_words(opened, organisation, citizen, coordinator):
    row = report(organisation, citizen)
    with pytest.raises(DomainError) as refused:
        actions.dismiss_report(row, acting_user=coordinator)
    assert refused.value.field == "answer"
    assert actions.dismiss_report(row, acting_user=coordinator, answer="Απαντά.").state == "dismissed"


def test_settling_goes_on_to_the_next_report(client, opened, organisation, coordinator):
    first, second = ErrorReportFactory(organisation=organisation), ErrorReportFactory(organisation=organisation)
    client.force_login(coordinator)
    response = client.post(f"/thessaly/manage/reports/{first.pk}/", {"decision": "settle"})
    assert response["Location"] == f"/thessaly/manage/reports/{second.pk}/"
    late = client.post(f"/thessaly/manage/reports/{first.pk}/", {"decision": "dismiss", "answer": "Ισχύει."})
    page = late.content.decode()
    assert (late.status_code, "Ισχύει." in page, page.count('class="notice ')) == (422, True, 1)


@pytest.mark.parametrize("decision", ["settle", "dismiss"])
def test_report_whose_author_waits_is_not_closed_without_an_answer(
    client, opened, organisation, coordinator, decision
):
    row = ErrorReportFactory(organisation=organisation, email="eleni@example.org")
    client.force_login(coordinator)
    page = f"/thessaly/manage/reports/{row.pk}/"
    refused = client.post(page, {"decision": decision, "answer": " "})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["answer"])
    row.refresh_from_db()
    assert (row.state, Message.objects.count()) == ("open", 0)
    assert client.post(page, {"decision": decision, "answer": "Σας ευχαριστούμε."}).status_code == 302
    assert Message.objects.get().to == "eleni@example.org"


def test_address_of_a_reporter_is_forgotten_after_the_report_is_closed(partnership, organisation):
    old = timezone.now() - actions.KEPT_FOR - timedelta(days=1)
    closed = ErrorReportFactory(
        organisation=organisation, email="eleni@example.org", state="settled", settled_at=old, partnership=partnership
    )
    waiting = ErrorReportFactory(organisation=organisation, email="nikos@example.org", partnership=partnership)
    forget_what_is_settled()
    with activate(partnership):
        kept = dict(ErrorReport.objects.values_list("pk", "email"))
    assert kept == {closed.pk: "", waiting.pk: "nikos@example.org"}
