"""The call of a fair: its questions and the papers it asks for, built by the organiser until it opens."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from core.tenancy import activate
from fairs.actions import calls
from fairs.actions.fairs import open_call
from fairs.models import DocumentRequest, FormQuestion
from tests.factories.fairs import FairFactory, in_days
from tests.fairs.people import person

WORDS = {
    "kind": "text",
    "label": "Πόσα άτομα θα είστε;",
    "label_en": "How many will you be?",
    "help": "",
    "help_en": "",
    "options": [],
    "is_required": False,
    "is_personal": False,
    "answer_by": None,
}
PAPER = {"kind": "statute", "is_required": True, "note": "", "note_en": ""}
WOOD, STONE = {"label": "Ξύλο", "label_en": "Wood"}, {"label": "Πέτρα", "label_en": ""}
CLOSED = ("in_review", "allocated", "published", "live", "closed", "cancelled")


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, state="authorised")


@pytest.fixture
def opened(partnership):
    with activate(partnership):
        yield


def ask(fair, coordinator, **changes):
    return calls.add_question(fair, acting_user=coordinator, **{**WORDS, **changes})


def labels(fair):
    return [question.label for question in fair.questions.all()]


def code_of(act, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        act(*args, **kwargs)
    return refused.value.code, refused.value.field


def page(name, fair, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", "fair": fair.slug, **kwargs})


def test_add_question_puts_it_last_and_keeps_it_hidden(fair, opened, coordinator):
    first, second = ask(fair, coordinator), ask(fair, coordinator, label="Δεύτερη")
    assert [first.position, second.position] == [1, 2]
    assert [first.call_is_public, second.call_is_public] == [False, False]
    entry = AuditEntry.objects.get(event="formquestion.add", object_id=first.pk)
    assert entry.after["label"] == WORDS["label"]


@pytest.mark.parametrize("role", ["anonymous", "citizen", "manager", "officer", "outsider", "observer", "editor"])
def test_build_is_for_the_coordinator_alone(request, role, fair, opened):
    actor = person(request, role)
    with pytest.raises(PermissionRefused):
        ask(fair, actor)
    with pytest.raises(PermissionRefused):
        calls.ask_for_document(fair, acting_user=actor, **PAPER)


def test_open_call_publishes_what_it_asks(fair, opened, coordinator):
    question = ask(fair, coordinator)
    request = calls.ask_for_document(fair, acting_user=coordinator, **PAPER)
    open_call(fair, acting_user=coordinator)
    question.refresh_from_db()
    request.refresh_from_db()
    assert [question.is_published, request.is_published] == [True, True]


def test_open_call_takes_only_what_is_optional(fair, opened, coordinator):
    question = ask(fair, coordinator)
    request = calls.ask_for_document(fair, acting_user=coordinator, **PAPER)
    open_call(fair, acting_user=coordinator)
    refused = ("call-is-open", "is_required")
    assert code_of(ask, fair, coordinator, is_required=True) == refused
    founding = {**PAPER, "kind": "certificate"}
    assert code_of(calls.ask_for_document, fair, acting_user=coordinator, **founding) == refused
    assert ask(fair, coordinator, label="Ακόμη κάτι").call_is_public is True
    added = calls.ask_for_document(fair, acting_user=coordinator, **{**founding, "is_required": False})
    assert added.call_is_public is True
    stands = ("call-is-open", None)
    assert code_of(calls.change_question, question, acting_user=coordinator, **WORDS) == stands
    assert code_of(calls.move_question, question, acting_user=coordinator, up=False) == stands
    assert code_of(calls.remove_question, question, acting_user=coordinator) == stands
    assert code_of(calls.change_document_request, request, acting_user=coordinator, **PAPER) == stands
    assert code_of(calls.remove_document_request, request, acting_user=coordinator) == stands


@pytest.mark.parametrize("state", CLOSED)
def test_add_after_the_call_is_refused(state, partnership, opened, coordinator):
    fair = FairFactory(partnership=partnership, state=state)
    assert code_of(ask, fair, coordinator) == ("call-is-over", None)
    assert code_of(calls.ask_for_document, fair, acting_user=coordinator, **PAPER) == ("call-is-over", None)


def test_choices_keep_their_codes_when_others_come_and_go(fair, opened, coordinator):
    question = ask(fair, coordinator, kind="choice", options=[WOOD, STONE])
    assert question.options == [{"code": "1", **WOOD}, {"code": "2", **STONE}]
    clay = {"label": "Πηλός", "label_en": ""}
    values = {**WORDS, "kind": "choice", "options": [clay, STONE]}
    changed = calls.change_question(question, acting_user=coordinator, **values)
    assert changed.options == [{"code": "3", **clay}, {"code": "2", **STONE}]


def test_choices_are_dropped_where_there_is_no_list(fair, opened, coordinator):
    assert ask(fair, coordinator, kind="number", options=[WOOD, STONE]).options == []


@pytest.mark.parametrize(
    "options, code",
    [
        ([WOOD], "too-few-choices"),
        ([WOOD, WOOD], "choice-twice"),
        ([WOOD, {"label": "", "label_en": "Wood"}], "choice-too-long"),
        ([WOOD, {"label": "α" * 121, "label_en": ""}], "choice-too-long"),
        ([{"label": str(number), "label_en": ""} for number in range(31)], "too-many-choices"),
    ],
)
def test_choices_that_make_no_list_are_refused(options, code, fair, opened, coordinator):
    assert code_of(ask, fair, coordinator, kind="choices", options=options) == (code, "options")


@pytest.mark.parametrize("days, code", [(-1, "answer-in-the-past"), (31, "answer-too-late")])
def test_answer_by_lies_between_today_and_the_fair(days, code, fair, opened, coordinator):
    assert code_of(ask, fair, coordinator, answer_by=in_days(days)) == (code, "answer_by")
    assert ask(fair, coordinator, answer_by=in_days(30)).answer_by == in_days(30)


def test_form_has_a_limit(fair, opened, coordinator, partnership):
    FormQuestion.objects.bulk_create(
        FormQuestion(partnership=partnership, fair=fair, label=str(number)) for number in range(calls.MOST_QUESTIONS)
    )
    assert code_of(ask, fair, coordinator) == ("too-many-questions", None)


def test_move_question_changes_places_and_stops_at_the_ends(fair, opened, coordinator):
    first, _second, third = (ask(fair, coordinator, label=label) for label in "ΑΒΓ")
    calls.move_question(third, acting_user=coordinator, up=True)
    assert labels(fair) == ["Α", "Γ", "Β"]
    calls.move_question(first, acting_user=coordinator, up=True)
    assert labels(fair) == ["Α", "Γ", "Β"]
    calls.move_question(first, acting_user=coordinator, up=False)
    assert labels(fair) == ["Γ", "Α", "Β"]


def test_remove_question_that_is_gone_is_told(fair, opened, coordinator):
    question = ask(fair, coordinator)
    calls.remove_question(question, acting_user=coordinator)
    assert labels(fair) == []
    assert code_of(calls.remove_question, question, acting_user=coordinator) == ("gone-meanwhile", None)
    assert code_of(calls.move_question, question, acting_user=coordinator, up=True) == ("gone-meanwhile", None)


def test_each_kind_of_document_is_asked_once(fair, opened, coordinator):
    calls.ask_for_document(fair, acting_user=coordinator, **PAPER)
    assert code_of(calls.ask_for_document, fair, acting_user=coordinator, **PAPER) == ("asked-twice", "kind")
    other = calls.ask_for_document(fair, acting_user=coordinator, **{**PAPER, "kind": "certificate"})
    again = code_of(calls.change_document_request, other, acting_user=coordinator, **PAPER)
    assert again == ("asked-twice", "kind")
    calls.remove_document_request(other, acting_user=coordinator)
    assert list(DocumentRequest.objects.values_list("kind", flat=True)) == ["statute"]


def test_pages_build_a_form(client, fair, partnership, coordinator):
    client.force_login(coordinator)
    sent = {"kind": "choice", "label": "Υλικό πάγκου", "options": "Ξύλο | Wood\n\nΠέτρα", "is_required": "on"}
    response = client.post(page("call_question_create", fair), sent)
    assert response["Location"] == page("fair_call", fair)
    client.post(page("call_question_create", fair), {"kind": "text", "label": "Δεύτερη"})
    with activate(partnership):
        first, second = fair.questions.all()
    assert first.options == [{"code": "1", **WOOD}, {"code": "2", **STONE}]
    form = client.get(page("call_question_edit", fair, question=first.pk)).context["form"]
    assert form["options"].value() == "Ξύλο | Wood\nΠέτρα"
    client.post(page("call_question_move", fair, question=second.pk, direction="up"))
    shown = client.get(page("fair_call", fair))
    assert [question.pk for question in shown.context["questions"]] == [second.pk, first.pk]
    client.post(page("call_question_remove", fair, question=second.pk))
    assert [question.pk for question in client.get(page("fair_call", fair)).context["questions"]] == [first.pk]


def test_page_keeps_what_was_typed_when_the_choices_do_not_fit(client, fair, coordinator):
    client.force_login(coordinator)
    response = client.post(
        page("call_question_create", fair), {"kind": "choice", "label": "Υλικό", "options": "Ξύλο | Wood"}
    )
    assert response.status_code == 422
    assert [*response.context["form"].errors] == ["options"]
    assert response.context["form"]["options"].value() == "Ξύλο | Wood"


def test_question_of_another_fair_is_not_there(client, fair, partnership, coordinator):
    other = FairFactory(partnership=partnership, state="planned")
    with activate(partnership):
        question = ask(other, coordinator)
    client.force_login(coordinator)
    assert client.get(page("call_question_edit", fair, question=question.pk)).status_code == 404


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def test_call_costs_the_same_however_much_it_asks(client, partnership):
    fair = FairFactory(partnership=partnership)
    few = _asking(fair, 1, ["statute"])
    counted = queries(client, few)
    _asking(fair, 2, ["certificate", "other"])
    assert queries(client, few) == counted


def _asking(fair, questions, kinds):
    with activate(fair.partnership):
        for number in range(questions):
            FormQuestion.objects.create(
                partnership=fair.partnership, fair=fair, label=str(number), call_is_public=True
            )
        for kind in kinds:
            DocumentRequest.objects.create(partnership=fair.partnership, fair=fair, kind=kind, call_is_public=True)
    return page("fair_call", fair)
