"""Several people of one organisation fill in one application: nobody's words are lost."""

import pytest

from core.errors import DomainError
from core.tenancy import activate
from fairs.actions import drafts
from fairs.actions.answers import checked_answer
from fairs.models import ApplicationAnswer, FormQuestion
from partnerships.states import Role
from tests.enterprises.test_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import PartnershipFactory, give_role


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


@pytest.mark.parametrize(
    "kind, given, kept",
    [
        ("text", " Δύο ", "Δύο"),
        ("number", "2,5", "2.5"),
        ("yes_no", "no", False),
        ("choice", "2", "2"),
        ("choices", ["2", "1", "2"], ["1", "2"]),
        ("date", "2027-05-01", "2027-05-01"),
        ("text", "", None),
        ("choices", [], None),
    ],
)
def test_answer_is_kept_in_the_shape_of_its_kind(kind, given, kept):
    options = [{"code": code, "label": code, "label_en": ""} for code in ("1", "2")]
    assert checked_answer(FormQuestion(pk=1, kind=kind, options=options), given) == kept


@pytest.mark.parametrize(
    "kind, given, code",
    [
        ("text", "α" * 301, "answer-too-long"),
        ("number", "πολλά", "answer-no-number"),
        ("number", "NaN", "answer-no-number"),
        ("yes_no", "ίσως", "answer-no-yes-no"),
        ("choice", "9", "answer-no-choice"),
        ("choices", "1", "answer-no-choice"),
        ("date", "2027-02-30", "answer-no-date"),
    ],
)
def test_answer_that_does_not_fit_is_told_at_its_question(kind, given, code):
    options = [{"code": "1", "label": "1", "label_en": ""}]
    with pytest.raises(DomainError) as refused:
        checked_answer(FormQuestion(pk=7, kind=kind, options=options), given)
    assert [refused.value.code, refused.value.field] == [code, "question_7"]


def test_answers_are_kept_changed_and_taken_back(partnership, organisation, manager):
    fair = FairFactory(partnership=partnership)
    draft = ApplicationFactory(fair=fair, organisation=organisation, state="draft")
    with activate(partnership):
        question = FormQuestion.objects.create(partnership=partnership, fair=fair, label="Πόσοι;", kind="number")

        def answer(value, seen):
            drafts.answer_questions(draft, acting_user=manager, values={question: value}, seen=seen)
            return list(ApplicationAnswer.objects.values_list("value", flat=True))

        assert answer("2", {}) == ["2"]
        assert answer("3", {f"question_{question.pk}": "2"}) == ["3"]
        with pytest.raises(drafts.EditConflict):
            answer("5", {f"question_{question.pk}": "2"})
        assert answer("", {f"question_{question.pk}": "3"}) == []
