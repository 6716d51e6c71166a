"""Applications of one's own organisations in the API: the same actions as the pages, with the same answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tenancy import activate
from fairs.models import Application, DocumentRequest, FormQuestion
from fairs.states import ApplicationState
from tests.factories.enterprises import DocumentFactory, OrganisationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory

JSON = {"content_type": "application/json"}
LIST = "/api/v1/thessaly/applications/"


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership)


@pytest.fixture
def program(client, organisation, manager):
    client.force_login(manager)
    return client


def address(pk, tail=""):
    return f"{LIST}{pk}/{tail}"


def test_application_goes_from_the_first_word_to_the_last(program, fair, organisation):
    with activate(fair.partnership):
        question = FormQuestion.objects.create(
            partnership=fair.partnership, fair=fair, label="Πόσοι;", kind="number", is_required=True
        )
        DocumentRequest.objects.create(partnership=fair.partnership, fair=fair, kind="statute")
    paper = DocumentFactory(organisation=organisation, kind="statute")
    begun = program.post(LIST, {"fair": fair.slug, "organisation": organisation.pk}, **JSON)
    draft = begun.json()
    name = f"question_{question.pk}"
    assert (begun.status_code, draft["state"]) == (201, "draft")
    assert [thing["field"] for thing in draft["missing"]] == ["products_shown", name, "document_statute"]
    refused = program.post(address(draft["id"], "submit/"))
    assert (refused.status_code, [*refused.json()["errors"]]) == (422, ["products_shown", name, "document_statute"])
    change = {"products_shown": "Μέλι", "frontage": "3.0", name: "2,5"}
    changed = program.patch(
        address(draft["id"]), {"values": change, "seen": {name: draft["values"][name] for name in change}}, **JSON
    ).json()
    assert (changed["values"]["frontage"], changed["values"][name], changed["version"]) == ("3", "2.5", 2)
    handed = program.put(address(draft["id"], "documents/statute/"), {"document": paper.pk}, **JSON).json()
    assert (handed["documents"], handed["missing"]) == (["statute"], [])
    assert program.post(address(draft["id"], "submit/")).json()["state"] == "submitted"
    assert program.delete(address(draft["id"], "documents/statute/")).status_code == 422
    assert program.post(address(draft["id"], "withdraw/")).json()["state"] == "withdrawn"
    assert [row["id"] for row in program.get(LIST).json()["results"]] == [draft["id"]]


def test_change_says_what_was_read_and_tells_who_was_faster(program, fair, organisation):
    draft = ApplicationFactory(fair=fair, organisation=organisation, state="draft", needs="Νερό")
    unread = program.patch(address(draft.pk), {"values": {"needs": "Σκιά"}, "seen": {}}, **JSON)
    assert unread.status_code == 400
    stale = program.patch(address(draft.pk), {"values": {"needs": "Σκιά"}, "seen": {"needs": ""}}, **JSON)
    assert (stale.status_code, stale.json()["code"], [*stale.json()["errors"]]) == (409, "edited-meanwhile", ["needs"])
    wrong = program.patch(address(draft.pk), {"values": {"state": "approved"}, "seen": {"state": "draft"}}, **JSON)
    assert wrong.status_code == 400


def test_pending_decision_does_not_show(program, fair, organisation, officer):
    waiting = ApplicationFactory(fair=fair, organisation=organisation)
    with activate(fair.partnership):
        waiting.decisions.create(partnership=fair.partnership, outcome="approve", decided_by=officer)
    shown = program.get(address(waiting.pk)).json()
    assert (shown["state"], "decisions" in shown) == ("submitted", False)


def test_steps_answer_alike_in_pages_and_api(client, fair, organisation, manager, officer, coordinator, citizen):
    """Each step from each state by each role: done where the other is done, refused where it is refused."""
    application = ApplicationFactory(fair=fair, organisation=organisation, reason="-")
    steps = {
        "submit": ((f"/thessaly/applications/{application.pk}/edit/", {**SENT, "submit": "yes"}), "submit/"),
        "withdraw": ((f"/thessaly/applications/{application.pk}/withdraw/", {}), "withdraw/"),
    }

    def outcome(state, *request):
        with activate(fair.partnership):
            Application.objects.filter(pk=application.pk).update(state=state)
        client.post(*request)
        with activate(fair.partnership):
            application.refresh_from_db()
        return application.state

    found, alike = {}, {}
    for user in (manager, officer, coordinator, citizen):
        client.force_login(user)
        for state in ApplicationState.values if user == manager else ("draft", "submitted"):
            for step, (page, tail) in steps.items():
                in_pages = outcome(state, *page)
                found[user.pk, state, step] = [in_pages, outcome(state, address(application.pk, tail))]
                alike[user.pk, state, step] = [in_pages] * 2
    assert found == alike
    done = {key[1:] for key, outcomes in found.items() if outcomes[0] != key[1] and key[0] == manager.pk}
    waiting = [(state, "withdraw") for state in ("submitted", "returned", "approved", "confirmed")]
    assert done == {("draft", "submit"), *waiting}
    assert [key for key, outcomes in found.items() if outcomes[0] != key[1] and key[0] != manager.pk] == []


SENT = {"products_shown": "Μέλι", "goods": "food"}


def test_list_costs_the_same_however_long(program, partnership, organisation, manager):
    counts = []
    for number in (1, 2):
        for _row in range(number):
            ApplicationFactory(fair=FairFactory(partnership=partnership), organisation=organisation)
        with CaptureQueriesContext(connection) as captured:
            assert program.get(LIST).status_code == 200
        counts.append(len([query for query in captured if "SAVEPOINT" not in query["sql"]]))
    assert counts[0] == counts[1]


def test_organisation_of_somebody_else_is_not_there(program, fair):
    foreign = OrganisationFactory(partnership=fair.partnership, state="draft")
    assert program.post(LIST, {"fair": fair.slug, "organisation": foreign.pk}, **JSON).status_code == 404
