"""What went wrong at a fair: noted, settled, taken up again, with a photo that only its people see."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from core.tenancy import activate
from fairs.actions import incidents
from fairs.actions.incidents import Report
from fairs.models import Incident
from tests.access.matrix import ROLES
from tests.core.uploads.samples import picture
from tests.factories.fairs import FairFactory, StandFactory, in_days
from tests.fairs.people import person


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, starts_on=in_days(0), apply_by=in_days(-9), state="live")


def page(name, fair, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", "fair": fair.slug, **kwargs})


def told(**changes):
    return Report(**{"kind": "power", "words": "Έπεσε η ασφάλεια.", "happened_at": timezone.now()} | changes)


def test_incidents_are_for_those_who_look_after_the_fair(opened, fair, request):
    allowed = set()
    for role in [*ROLES, "system"]:
        try:
            incidents.report_incident(fair, told(), acting_user=person(request, role))
        except PermissionRefused:
            continue
        allowed.add(role)
    assert allowed == {"coordinator", "officer"}


def test_what_cannot_be_reported_is_told_at_its_field(opened, fair, coordinator):
    def refusal(of=fair, **changes):
        with pytest.raises(DomainError) as refused:
            incidents.report_incident(of, told(**changes), acting_user=coordinator)
        return (refused.value.code, refused.value.field)

    early = FairFactory(partnership=opened)
    assert {
        "no words": refusal(words=" "),
        "later": refusal(happened_at=timezone.now() + timedelta(hours=1)),
        "stand": refusal(stand=StandFactory(fair=early)),
        "early": refusal(of=early),
    } == {
        "no words": ("words-missing", "words"),
        "later": ("still-to-come", "happened_at"),
        "stand": ("stand-elsewhere", "stand"),
        "early": ("participants-unknown", None),
    }


def test_incident_is_settled_with_words_and_opened_again(opened, fair, coordinator):
    incident = incidents.report_incident(fair, told(), acting_user=coordinator)
    with pytest.raises(DomainError) as refused:
        incidents.settle_incident(incident, acting_user=coordinator, solution=" ")
    assert refused.value.field == "solution"
    settled = incidents.settle_incident(incident, acting_user=coordinator, solution="Άλλαξε η ασφάλεια.")
    again = incidents.reopen_incident(incident, acting_user=coordinator)
    assert (settled.solution, settled.solved_at is None, again.solved_at) == ("Άλλαξε η ασφάλεια.", False, None)
    trail = AuditEntry.objects.filter(event__startswith="incident").order_by("pk")
    assert list(trail.values_list("event", flat=True)) == ["incident.report", "incident.settle", "incident.reopen"]


def test_coordinator_notes_an_incident_with_a_photo(client, fair, coordinator):
    stand = StandFactory(fair=fair)
    client.force_login(coordinator)
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    typed = {"kind": "power", "words": "Έπεσε η ασφάλεια.", "stand": stand.pk, "happened_at": now}
    wrong = client.post(page("fair_incident_add", fair), typed | {"words": ""})
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (422, ["words"])
    photo = SimpleUploadedFile("pinakas.jpg", picture(), content_type="image/jpeg")
    client.post(page("fair_incident_add", fair), typed | {"photo": photo})
    with activate(fair.partnership):
        incident = Incident.objects.get()
    assert (incident.stand_id, incident.file_name, incident.recorded_by) == (stand.pk, "pinakas.jpg", coordinator)
    answer = client.get(page("fair_incident_photo", fair, incident=incident.pk))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
    client.post(page("fair_incident_settle", fair, incident=incident.pk), {"solution": "Άλλαξε."})
    client.post(page("fair_incident_reopen", fair, incident=incident.pk))
    with activate(fair.partnership):
        incident.refresh_from_db()
    assert (incident.solution, incident.solved_at) == ("Άλλαξε.", None)


def test_open_incidents_come_first_and_cost_no_more_queries(client, fair, coordinator):
    client.force_login(coordinator)

    def noted():
        with activate(fair.partnership):
            return incidents.report_incident(fair, told(stand=StandFactory(fair=fair)), acting_user=coordinator)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page("fair_incidents", fair)).status_code == 200
        return len([query for query in captured if "SAVEPOINT" not in query["sql"]])

    first = noted()
    queries()
    one = queries()
    second, third = noted(), noted()
    with activate(fair.partnership):
        incidents.settle_incident(third, acting_user=coordinator, solution="Άλλαξε.")
    assert queries() == one
    listed = client.get(page("fair_incidents", fair)).context["incidents"]
    assert [incident.pk for incident in listed] == [second.pk, first.pk, third.pk]
