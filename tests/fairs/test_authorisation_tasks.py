"""What waits for whom, in the workspace and in the API; and the chain as machines read it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format

from core import history
from core.models import AuditEntry
from fairs.actions import authorisation_answers as answers
from fairs.queries.authorisation_tasks import tasks
from partnerships.states import Role
from tests.core.uploads.samples import pdf, upload
from tests.factories.accounts import UserFactory
from tests.factories.fairs import AuthorisationStepFactory, FairFactory, in_days
from tests.factories.partnerships import give_role


@pytest.fixture
def fair(opened):
    return FairFactory(partnership=opened, title="Γιορτή γης", state="planned")


@pytest.fixture
def member(opened):
    """Somebody of the partnership who has nothing to do with fairs otherwise."""
    return give_role(UserFactory(email="member@example.org"), Role.STEWARD, partnership=opened)


def asked(fair, **changes):
    return AuthorisationStepFactory(fair=fair, **{"state": "asked", "asked_at": timezone.now(), **changes})


def told(user, partnership):
    return [(task.title, task.url) for task in tasks(user, partnership)]


def answer_of(step):
    title = f"«Γιορτή γης»: απάντηση από: {step.name}"
    return [(title, f"/thessaly/fairs/{step.fair.slug}/authorisation/{step.pk}/answer/")]


def test_officers_are_told_of_what_nobody_else_is_asked(opened, fair, officer, other_officer, coordinator, citizen):
    step = asked(fair)
    assert told(officer, opened) == answer_of(step)
    assert [told(user, opened) for user in (other_officer, coordinator, citizen)] == [[], [], []]
    step.email = "council@example.org"
    step.save()
    assert told(officer, opened) == []


def test_who_is_named_is_told_and_the_deputy_once_it_is_late(opened, fair, officer, member):
    step = asked(fair, responsible=officer, deputy=member)
    assert (told(officer, opened), told(member, opened)) == (answer_of(step), [])
    step.due_on = in_days(-1)
    step.save()
    assert (told(officer, opened), told(member, opened)) == (answer_of(step), answer_of(step))


def test_chain_that_waits_for_nobody_is_told_to_those_who_lead_it(opened, fair, coordinator, officer, other_officer):
    first = asked(fair, body="committee", state="granted", answered_at=timezone.now())
    AuthorisationStepFactory(fair=fair, position=2)
    chain = ("«Γιορτή γης»: η άδεια περιμένει το επόμενο βήμα", f"/thessaly/fairs/{fair.slug}/authorisation/")
    assert (told(coordinator, opened), told(officer, opened), told(other_officer, opened)) == ([chain], [chain], [])
    first.state = "asked"
    first.save()
    assert told(coordinator, opened) == []


def test_cancelled_fair_asks_nobody(opened, officer):
    asked(FairFactory(partnership=opened, state="cancelled"))
    assert told(officer, opened) == []


def test_api_lists_what_one_is_to_answer(opened, fair, officer, client):
    step = asked(fair, name="Συμβούλιο")
    client.force_login(officer)
    listed = client.get(reverse("api_authorisation_steps", args=["thessaly"])).json()["results"]
    assert [(row["id"], row["fair"], row["body"], row["state"]) for row in listed] == [
        (step.pk, fair.slug, "council", "asked")
    ]


def test_api_starts_a_chain_and_takes_its_answer_with_the_paper(opened, fair, officer, client):
    client.force_login(officer)
    address = reverse("api_authorisation", args=["thessaly", fair.slug])
    started = client.post(address)
    assert (started.status_code, [row["state"] for row in started.json()["results"]]) == (
        201,
        ["asked", "planned", "planned"],
    )
    assert (client.post(address).status_code, client.post(address).json()["code"]) == (422, "chain-started")
    grant = reverse("api_authorisation_step", args=["thessaly", started.json()["results"][0]["id"], "grant"])
    body = {"protocol_number": "1/2026", "decided_on": in_days(0).isoformat(), "file": upload(pdf())}
    answered = client.post(grant, body).json()
    assert (answered["state"], answered["has_paper"], answered["answered_name"]) == ("granted", True, officer.name)
    assert [row["protocol_number"] for row in client.get(address).json()["results"]] == ["1/2026", "", ""]
    assert client.post(grant.replace("grant", "vanish")).status_code == 404


def test_pages_and_lists_ask_the_same_number_of_statements_for_one_and_three(opened, fair, officer, client):
    client.force_login(officer)
    addresses = [
        reverse("authorisation_chain", kwargs={"partnership": "thessaly", "fair": fair.slug}),
        reverse("api_authorisation", args=["thessaly", fair.slug]),
        reverse("api_authorisation_steps", args=["thessaly"]),
        reverse("workspace"),
    ]

    def counted():
        numbers = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            numbers.append(len(queries))
        return numbers

    asked(fair, position=1, responsible=officer)
    counted()
    one = counted()
    for position in (2, 3):
        asked(fair, position=position, responsible=officer)
    assert counted() == one


def test_history_tells_who_answered_what(opened, fair, officer):
    given = answers.Answer(protocol_number="112/2026", ada="Ψ4ΔΕΩΞΜ-ΑΒ1", decided_on=in_days(0))
    step = answers.grant(asked(fair), given, acting_user=officer)
    (line,) = history.tell(AuditEntry.objects.filter(event="authorisationstep.grant"))
    assert line.about == f"Γιορτή γης: {step.name}"
    assert {change.label: change.after for change in line.changes} == {
        "Κατάσταση": "Υπέρ",
        "Αριθμός πρωτοκόλλου": "112/2026",
        "ΑΔΑ": "Ψ4ΔΕΩΞΜ-ΑΒ1",
        "Ημερομηνία απόφασης": date_format(in_days(0), "j E Y"),
        "Όνομα όποιου απαντά": officer.name,
    }
