"""Several people of one organisation fill in one application: nobody's words are lost."""

from decimal import Decimal

import pytest
from django.db import transaction

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from core.tenancy import activate
from fairs.actions import drafts
from fairs.actions.answers import checked_answer
from fairs.actions.applications import discard_draft, submit_application
from fairs.actions.papers import hand_over, take_paper_back
from fairs.models import Application, ApplicationAnswer, DocumentRequest, FormQuestion
from fairs.queries.scopes import scope_of
from fairs.states import ApplicationState
from partnerships.states import Role
from tests.access.matrix import ROLES
from tests.enterprises.test_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import DocumentFactory, OrganisationFactory, ProductFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days
from tests.factories.partnerships import PartnershipFactory, give_role
from tests.fairs.people import person


@pytest.fixture
def contributor(organisation):
    return give_role(UserFactory(), Role.CONTRIBUTOR, partnership=organisation.partnership, subject=organisation)


@pytest.fixture
def editors(committed):
    """A draft and two people who may edit it."""
    organisation = OrganisationFactory(partnership=PartnershipFactory())
    partnership = organisation.partnership
    draft = ApplicationFactory(
        fair=FairFactory(partnership=partnership), organisation=organisation, state="draft", products_shown="Μέλι"
    )
    people = [
        give_role(UserFactory(), role, partnership=partnership, subject=organisation)
        for role in (Role.MANAGER, Role.CONTRIBUTOR)
    ]
    return draft, *people


def edit(draft, user, seen, **values):
    return lambda: drafts.edit_application(draft, acting_user=user, values=values, seen=seen)


def fresh(draft):
    with activate(draft.partnership):
        draft.refresh_from_db()
    return draft


def test_two_who_change_one_field_at_once_have_one_winner(editors):
    draft, one, other = editors
    seen = {"products_shown": "Μέλι"}
    outcomes = at_once(
        draft.partnership,
        {
            "Μέλι και κερί": edit(draft, one, seen, products_shown="Μέλι και κερί"),
            "Βότανα": edit(draft, other, seen, products_shown="Βότανα"),
        },
    )
    lost = [words for words, outcome in outcomes.items() if outcome == "edited-meanwhile"]
    assert len(lost) == 1
    kept = fresh(draft)
    assert {kept.products_shown, *lost} == {"Μέλι και κερί", "Βότανα"}
    assert kept.version == 2


def test_two_who_change_different_fields_at_once_both_win(editors):
    draft, one, other = editors
    seen = {"products_shown": "Μέλι", "needs": ""}
    at_once(
        draft.partnership,
        {
            "one": edit(draft, one, seen, products_shown="Κερί", needs=""),
            "other": edit(draft, other, seen, products_shown="Μέλι", needs="Ρεύμα"),
        },
    )
    kept = fresh(draft)
    assert [kept.products_shown, kept.needs, kept.version] == ["Κερί", "Ρεύμα", 3]


OPTIONS = [{"code": code, "label": code, "label_en": ""} for code in ("1", "2")]
KEPT = [
    ("text", " Δύο ", "Δύο"),
    ("number", "2,5", "2.5"),
    ("yes_no", "no", False),
    ("choice", "2", "2"),
    ("choices", ["2", "1", "2"], ["1", "2"]),
    ("date", "2027-05-01", "2027-05-01"),
    ("text", "", None),
    ("choices", [], None),
]
NOT_TAKEN = [
    ("text", "α" * 301, "answer-too-long"),
    ("number", "πολλά", "answer-no-number"),
    ("number", "NaN", "answer-no-number"),
    ("yes_no", "ίσως", "answer-no-yes-no"),
    ("choice", "9", "answer-no-choice"),
    ("choices", "1", "answer-no-choice"),
    ("date", "2027-02-30", "answer-no-date"),
]


def test_answer_is_kept_in_the_shape_of_its_kind():
    kept = [
        (kind, given, checked_answer(FormQuestion(pk=1, kind=kind, options=OPTIONS), given))
        for kind, given, _kept in KEPT
    ]
    assert kept == KEPT


def test_answer_that_does_not_fit_is_told_at_its_question():
    for kind, given, code in NOT_TAKEN:
        with pytest.raises(DomainError) as refused:
            checked_answer(FormQuestion(pk=7, kind=kind, options=OPTIONS), given)
        assert (kind, refused.value.code, refused.value.field) == (kind, code, "question_7")


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership)


@pytest.fixture
def draft(fair, organisation):
    return ApplicationFactory(fair=fair, organisation=organisation, state="draft", products_shown="")


def ask(fair, **values):
    return FormQuestion.objects.create(
        partnership=fair.partnership, fair=fair, **{"label": "Πόσοι;", "call_is_public": True, **values}
    )


def save(draft, user, values, seen=None):
    return drafts.edit_application(draft, acting_user=user, values=values, seen=seen or {})


def code_of(act, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        act(*args, **kwargs)
    return refused.value.code, refused.value.field


def test_answers_are_kept_changed_and_taken_back(opened, fair, draft, manager):
    question = ask(fair, kind="number")
    name = f"question_{question.pk}"

    def answer(value, seen):
        save(draft, manager, {name: value}, seen)
        return list(ApplicationAnswer.objects.values_list("value", flat=True))

    assert answer("2", {}) == ["2"]
    assert answer("3", {name: "2"}) == ["3"]
    with pytest.raises(drafts.EditConflict) as conflict:
        answer("5", {name: "2"})
    assert conflict.value.theirs == {name: "3"}
    assert answer("", {name: "3"}) == []
    # The trail keeps which question, never the words.
    entries = AuditEntry.objects.filter(event="application.edit").values_list("after", flat=True)
    assert list(entries) == [{"questions": [question.pk]}] * 3


def test_products_of_two_writers_are_put_together(opened, organisation, draft, manager):
    honey, wax, soap = (ProductFactory(organisation=organisation).pk for _number in range(3))
    save(draft, manager, {"products": [honey, wax]}, {"products": []})
    # Another one, who saw the page when it was empty, chose soap; a third takes wax out.
    save(draft, manager, {"products": [soap]}, {"products": []})
    save(draft, manager, {"products": [honey]}, {"products": [honey, wax]})
    assert sorted(draft.products.values_list("product_id", flat=True)) == sorted([honey, soap])
    stranger = ProductFactory(organisation=OrganisationFactory(partnership=opened)).pk
    assert code_of(save, draft, manager, {"products": [stranger]}) == ("product-unknown", "products")


def test_edit_is_refused_where_it_cannot_be_right(opened, draft, manager, citizen):
    assert code_of(save, draft, citizen, {"needs": "Ρεύμα"})[0] == "permission-refused"
    assert code_of(save, draft, manager, {"frontage": Decimal(99)}) == ("frontage-unlikely", "frontage")
    assert code_of(save, draft, manager, {"power_watts": 200_000}) == ("power-unlikely", "power_watts")
    assert code_of(save, draft, manager, {"goods": "gold"}) == ("invalid", "goods")
    assert code_of(save, draft, manager, {"state": "approved"}) == ("closed-field", "state")
    draft.refresh_from_db()
    assert draft.version == 1


def test_submit_says_all_that_is_missing(opened, fair, draft, manager):
    question = ask(fair, is_required=True)
    ask(fair, is_required=True, label="Πινακίδα", answer_by=in_days(25))
    DocumentRequest.objects.create(partnership=opened, fair=fair, kind="statute", call_is_public=True)
    with pytest.raises(drafts.Incomplete) as refused:
        submit_application(draft, acting_user=manager)
    named = [thing.field for thing in refused.value.missing]
    assert named == ["products_shown", f"question_{question.pk}", "document_statute"]
    paper = DocumentFactory(organisation=draft.organisation, kind="statute")
    save(draft, manager, {"products_shown": "Μέλι", f"question_{question.pk}": "Δύο"})
    hand_over(draft, paper, acting_user=manager)
    assert submit_application(draft, acting_user=manager).state == "submitted"


def test_change_after_submitting_keeps_it_whole_and_is_checked_anew(opened, fair, draft, manager):
    save(draft, manager, {"products_shown": "Μέλι"})
    submit_application(draft, acting_user=manager)
    Application.objects.filter(pk=draft.pk).update(eligibility="eligible")
    assert code_of(save, draft, manager, {"products_shown": ""}) == ("incomplete", "products_shown")
    changed = save(draft, manager, {"products_shown": "Μέλι και κερί"})
    assert (changed.state, changed.version, changed.eligibility) == ("submitted", 3, "unchecked")
    entry = AuditEntry.objects.get(event="application.change")
    assert (entry.before, entry.after) == ({"products_shown": "Μέλι"}, {"products_shown": "Μέλι και κερί"})


def test_what_is_open_follows_state_and_days(opened, organisation, manager):
    """Whole: everything; late: only the question with a day of its own after the call; nothing."""
    found = {}
    for call in (1, -1):
        for state in ApplicationState.values:
            fair = FairFactory(partnership=opened, apply_by=in_days(call))
            late = ask(fair, answer_by=in_days(10))
            ask(fair, answer_by=in_days(-1))
            application = ApplicationFactory(fair=fair, organisation=organisation, state=state, reason="-")
            scope = scope_of(application)
            found[call > 0, state] = (scope.is_whole, [question.pk for question in scope.questions] == [late.pk])
    whole, only_late, nothing = (True, True), (False, True), (False, False)
    late_states = ("submitted", "approved", "confirmed")
    during = {"draft": whole, "submitted": whole, "returned": whole, "approved": only_late, "confirmed": only_late}
    after = {"returned": whole, **dict.fromkeys(late_states, only_late)}
    assert found == {
        **{(True, state): during.get(state, nothing) for state in ApplicationState.values},
        **{(False, state): after.get(state, nothing) for state in ApplicationState.values},
    }


def test_steps_of_the_applicant_by_role_and_state(request, opened, fair, organisation, contributor):
    """Rows made once: each step by each role from each state, undone after each try."""
    application = ApplicationFactory(fair=fair, organisation=organisation, reason="-")
    steps = {
        "edit": (lambda actor: save(application, actor, {"needs": "Ρεύμα"}), ("draft", "submitted", "returned")),
        "submit": (lambda actor: submit_application(application, acting_user=actor), ("draft",)),
        "discard": (lambda actor: discard_draft(application, acting_user=actor), ("draft",)),
    }
    actors = {role: person(request, role) for role in (*ROLES, "system")} | {"contributor": contributor}
    found, expected = {}, {}
    for state in ApplicationState.values:
        Application.objects.filter(pk=application.pk).update(state=state)
        for step, (act, sources) in steps.items():
            allowed = ("manager", "contributor") if step == "edit" else ("manager",)
            for role, actor in actors.items():
                found[step, state, role] = _tried(act, actor)
                is_possible = "done" if state in sources else "refused"
                expected[step, state, role] = is_possible if role in allowed else "permission-refused"
    assert found == expected


def _tried(act, actor):
    try:
        with transaction.atomic():
            act(actor)
            transaction.set_rollback(True)
    except PermissionRefused as error:
        return error.code
    except DomainError:
        return "refused"
    return "done"


def test_papers_are_handed_over_and_taken_back(opened, fair, draft, manager, organisation):
    DocumentRequest.objects.create(partnership=opened, fair=fair, kind="statute", call_is_public=True)
    paper = DocumentFactory(organisation=organisation, kind="statute", number="12")
    copy = hand_over(draft, paper, acting_user=manager)
    assert (copy.path, copy.number, copy.source_id) == (paper.path, "12", paper.pk)
    newer = DocumentFactory(organisation=organisation, kind="statute", number="13")
    assert hand_over(draft, newer, acting_user=manager).pk == copy.pk
    not_asked = DocumentFactory(organisation=organisation, kind="certificate")
    assert code_of(hand_over, draft, not_asked, acting_user=manager)[0] == "document-not-asked"
    foreign = DocumentFactory(organisation=OrganisationFactory(partnership=opened), kind="statute")
    assert code_of(hand_over, draft, foreign, acting_user=manager)[0] == "not-own-document"
    ended = DocumentFactory(organisation=organisation, kind="statute", expires_on=in_days(29))
    assert code_of(hand_over, draft, ended, acting_user=manager)[0] == "document-ends-before"
    save(draft, manager, {"products_shown": "Μέλι"})
    submit_application(draft, acting_user=manager)
    copy.refresh_from_db()
    assert code_of(take_paper_back, copy, acting_user=manager) == ("incomplete", "document_statute")
    assert draft.documents.count() == 1
