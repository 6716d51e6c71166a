"""Responsible people and budget of a fair."""

from decimal import Decimal

from core.models import AuditEntry
from core.policy import authorise
from fairs.actions import budget, fairs, people
from fairs.models import BudgetLine, FairPerson
from fairs.queries.budget import budget_of
from tests.factories.accounts import UserFactory
from tests.factories.fairs import FairFactory
from tests.fairs.people import person
from tests.fairs.test_pages import page, queries, read
from tests.fairs.test_particulars import refusal_of
from tests.fairs.walking import ACTORS

NAMED = {"duty": "safety", "name": "Ελένη", "phone": "2441000000", "email": "", "user": None}
POWER = {"side": "expense", "label": "Ρεύμα", "planned": Decimal(300), "actual": None, "note": ""}


def test_people_are_named_changed_and_taken_off(opened, coordinator, officer):
    fair = FairFactory(partnership=opened)
    named = people.add_person(fair, acting_user=coordinator, **NAMED)
    named = people.change_person(named, acting_user=coordinator, **NAMED | {"user": officer, "name": "", "phone": ""})
    assert (named.name, named.user) == (officer.name, officer)
    people.remove_person(named, acting_user=coordinator)
    assert FairPerson.objects.count() == 0
    kept = AuditEntry.objects.filter(object_type="fairs.fairperson").values_list("event", flat=True)
    assert sorted(kept) == ["fairperson.add", "fairperson.remove", "fairperson.update"]
    assert all("2441000000" not in str([entry.before, entry.after]) for entry in AuditEntry.objects.all())


def test_person_who_cannot_be_reached_is_told_at_the_field(opened, coordinator):
    fair = FairFactory(partnership=opened)
    cases = [
        ({"name": " "}, ("name-missing", "name")),
        ({"phone": " "}, ("unreachable", "phone")),
        ({"user": UserFactory()}, ("not-of-the-partnership", "user")),
    ]
    for changes, expected in cases:
        assert refusal_of(people.add_person, fair, acting_user=coordinator, **NAMED | changes) == expected


def test_who_may_see_and_keep_the_budget(opened, request):
    fair = FairFactory(partnership=opened)
    FairPerson.objects.create(partnership=opened, fair=fair, name="Νίκη", duty="money", user=person(request, "editor"))
    for name, expected in {
        "fairs.view_budget": {"coordinator", "observer", "officer", "editor"},
        "fairs.keep_budget": {"coordinator", "editor"},
        "fairs.prepare": {"coordinator", "observer", "officer", "editor"},
    }.items():
        assert {role for role in ACTORS if authorise(person(request, role), name, fair)} == expected


def test_people_and_budget_refuse_everybody_else(opened, officer, coordinator):
    fair = FairFactory(partnership=opened)
    line = budget.add_line(fair, acting_user=coordinator, **POWER)
    named = people.add_person(fair, acting_user=coordinator, **NAMED)
    refused = [
        lambda: people.add_person(fair, acting_user=officer, **NAMED),
        lambda: people.change_person(named, acting_user=officer, **NAMED),
        lambda: people.remove_person(named, acting_user=officer),
        lambda: budget.add_line(fair, acting_user=officer, **POWER),
        lambda: budget.change_line(line, acting_user=officer, **POWER),
        lambda: budget.remove_line(line, acting_user=officer),
    ]
    assert {refusal_of(act)[0] for act in refused} == {"permission-refused"}


def test_totals_are_of_each_side_and_of_both(opened, coordinator):
    fair = FairFactory(partnership=opened)
    for changes in (
        {"actual": Decimal("280.50")},
        {"label": "Νερό", "planned": Decimal(50)},
        {"side": "income", "label": "Θέσεις", "planned": Decimal(500), "actual": Decimal(420)},
    ):
        budget.add_line(fair, acting_user=coordinator, **POWER | changes)
    found = budget_of(fair)
    assert (found.income.planned, found.expense.planned, found.planned) == (500, 350, 150)
    assert (found.income.actual, found.expense.actual, found.actual) == (420, Decimal("280.50"), Decimal("139.50"))
    assert [line.position for line in found.expense.lines] == [1, 2]


def test_budget_is_still_kept_after_a_fair_was_cancelled(opened, coordinator):
    fair = FairFactory(partnership=opened)
    line = budget.add_line(fair, acting_user=coordinator, **POWER)
    fair = fairs.cancel_fair(fair, acting_user=coordinator, reason="Κακοκαιρία.")
    changed = budget.change_line(line, acting_user=coordinator, actual=Decimal(120))
    assert (changed.actual, AuditEntry.objects.get(event="budgetline.update").before) == (120, {"actual": None})
    budget.remove_line(line, acting_user=coordinator)
    assert BudgetLine.objects.count() == 0
    refused = refusal_of(budget.add_line, fair, acting_user=coordinator, **POWER | {"planned": Decimal(-1)})
    assert refused == ("amount-below-zero", "planned")


def test_lines_and_people_go_through_their_pages(client, partnership, coordinator):
    fair = FairFactory(partnership=partnership)
    client.force_login(coordinator)
    lines, folk = page("fair_budget", fair=fair.slug), page("fair_people", fair=fair.slug)
    typed = {"side": "income", "label": "Θέσεις", "planned": "500"}
    refused = client.post(page("fair_budget_add", fair=fair.slug), typed | {"planned": "-5"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"planned"})
    assert client.post(page("fair_budget_add", fair=fair.slug), typed).url == lines
    (line,) = read(partnership, BudgetLine.objects.all())
    edit = page("fair_budget_edit", fair=fair.slug, line=line.pk)
    assert client.post(edit, typed | {"actual": "480,50"}).url == lines
    assert "480,50" in client.get(lines).content.decode()
    assert client.post(page("fair_budget_remove", fair=fair.slug, line=line.pk)).url == lines
    refused = client.post(page("fair_person_add", fair=fair.slug), {"duty": "lead", "name": "Ελένη"})
    assert set(refused.context["form"].errors) == {"phone"}
    assert client.post(page("fair_person_add", fair=fair.slug), {"duty": "lead", "user": coordinator.pk}).url == folk
    (named,) = read(partnership, FairPerson.objects.all())
    edit = page("fair_person_edit", fair=fair.slug, person=named.pk)
    assert client.get(edit).context["form"]["user"].value() == coordinator.pk
    assert client.post(edit, {"duty": "press", "user": coordinator.pk}).url == folk
    assert coordinator.email in client.get(folk).content.decode()
    assert client.post(page("fair_person_remove", fair=fair.slug, person=named.pk)).url == folk
    assert read(partnership, FairPerson.objects.all()) == []


def test_lists_ask_as_often_for_three_as_for_one(client, partnership, coordinator):
    from core.tenancy import activate

    fair = FairFactory(partnership=partnership)
    client.force_login(coordinator)

    def add():
        with activate(partnership):
            budget.add_line(fair, acting_user=coordinator, **POWER)
            people.add_person(fair, acting_user=coordinator, **NAMED | {"user": coordinator})

    addresses = [page("fair_budget", fair=fair.slug), page("fair_people", fair=fair.slug)]
    add()
    [client.get(address) for address in addresses]
    first = [queries(client, address) for address in addresses]
    add()
    add()
    assert [queries(client, address) for address in addresses] == first
