"""Many applications at once, by the same rules as one."""

from itertools import product

import pytest

from core.errors import DomainError
from core.models import Message
from fairs.actions.asking import ask_for_more
from fairs.actions.decisions import approve_application, take_back_decision
from fairs.actions.many import approve_applications, ask_applicants, refuse_applications, take_back_decisions
from fairs.models import Application, MoreAsked, MunicipalDecision
from fairs.states import ApplicationState
from tests.factories.fairs import ApplicationFactory, in_days
from tests.fairs.deciding import DECIDERS, EVERYBODY, page, refuse
from tests.fairs.people import person

REFUSAL = {"reason_code": "off_theme", "reason": "Εκτός θέματος."}
QUESTION = {"words": "Λείπει η άδεια.", "due_on": in_days(7)}
SINGLE = {
    "approve": lambda row, actor: approve_application(row, acting_user=actor),
    "refuse": refuse,
    "ask": lambda row, actor: ask_for_more(row, acting_user=actor, **QUESTION),
    "take-back": lambda row, actor: take_back_decision(row, acting_user=actor),
}
MANY = {
    "approve": lambda rows, actor: approve_applications(rows, acting_user=actor),
    "refuse": lambda rows, actor: refuse_applications(rows, acting_user=actor, **REFUSAL),
    "ask": lambda rows, actor: ask_applicants(rows, acting_user=actor, **QUESTION),
    "take-back": lambda rows, actor: take_back_decisions(rows, acting_user=actor),
}


def put_back(rows):
    """Let the applications be as they were made; the last of them has a pending decision."""
    MunicipalDecision.objects.all().delete()
    MoreAsked.objects.all().delete()
    for row in rows:
        Application.objects.filter(pk=row.pk).update(state=row.state)
    MunicipalDecision.objects.create(partnership=rows[-1].partnership, application=rows[-1], outcome="approve")


def one_by_one(deed, rows, actor):
    """Return {application: code of the refusal, or "done"}, each row asked alone."""
    found = {}
    for row in rows:
        try:
            SINGLE[deed](row, actor)
            found[row.pk] = "done"
        except DomainError as error:
            found[row.pk] = error.code
    return found


def at_once(deed, rows, actor):
    outcomes = MANY[deed](rows, actor)
    return {row.pk: "done" for row in outcomes.done} | {row.pk: error.code for row, error in outcomes.left}


def test_many_come_out_as_each_would_alone(opened, fair, request):
    rows = [
        ApplicationFactory(fair=fair, state=state, reason="-") for state in [*ApplicationState.values, "submitted"]
    ]
    alone, together = {}, {}
    for deed in MANY:
        put_back(rows)
        # Those who may not come first: what they leave behind must be the rows as they were.
        for role in sorted(EVERYBODY, key=DECIDERS.__contains__):
            actor = person(request, role)
            alone[deed, role] = one_by_one(deed, rows, actor)
            if role in DECIDERS:
                put_back(rows)
            together[deed, role] = at_once(deed, rows, actor)
            if role in DECIDERS:
                put_back(rows)
    assert together == alone
    done = {deed: list(together[deed, "officer"].values()).count("done") for deed in MANY}
    assert done == {"approve": 2, "refuse": 2, "ask": 1, "take-back": 1}
    for deed, role in product(MANY, set(EVERYBODY) - DECIDERS):
        assert set(together[deed, role].values()) == {"permission-refused"}


@pytest.mark.parametrize(
    "deed, given, field",
    [
        (refuse_applications, {**REFUSAL, "reason": " "}, "reason"),
        (refuse_applications, {**REFUSAL, "reason_code": ""}, "reason_code"),
        (ask_applicants, {**QUESTION, "words": " "}, "words"),
        (ask_applicants, {**QUESTION, "due_on": in_days(0)}, "due_on"),
    ],
)
def test_what_all_lack_is_told_once(deed, given, field, opened, fair, officer):
    with pytest.raises(DomainError) as refusal:
        deed([ApplicationFactory(fair=fair)], acting_user=officer, **given)
    assert refusal.value.field == field


def test_officer_refuses_and_asks_the_chosen_on_a_page_of_its_own(
    client, opened, fair, officer, manager, organisation
):
    own = ApplicationFactory(fair=fair, organisation=organisation)
    other, gone = ApplicationFactory(fair=fair), ApplicationFactory(fair=fair)
    client.force_login(officer)
    address, chosen = page("application_many"), [own.pk, other.pk, gone.pk]
    asked_first = client.post(address, {"deed": "refuse", "applications": chosen})
    assert (asked_first.status_code, asked_first.content.decode().count("checked")) == (200, 3)
    told = {"deed": "refuse", "told": "1", "applications": chosen, "reason_code": "papers"}
    lacking = client.post(address, told)
    assert (lacking.status_code, list(lacking.context["form"].errors)) == (422, ["reason"])
    Application.objects.filter(pk=gone.pk).update(state="withdrawn")
    result = client.post(address, told | {"reason": "Λείπει η άδεια."}, follow=True)
    levels = [(message.level_tag, gone.organisation.title in str(message)) for message in result.context["messages"]]
    assert levels == [("error", True), ("success", False)]
    taken_back = client.post(address, {"deed": "take-back", "applications": [own.pk, other.pk]}, follow=True)
    assert [message.level_tag for message in taken_back.context["messages"]] == ["success"]
    question = {
        "deed": "ask",
        "told": "1",
        "applications": [own.pk],
        "words": "Άδεια;",
        "due_on": in_days(3).isoformat(),
    }
    assert client.post(address, question).status_code == 302
    assert [message.to for message in Message.objects.all()] == [manager.email]
    assert client.post(address, {"deed": "forget", "applications": chosen}).status_code == 404
