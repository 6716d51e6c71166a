"""The stand plan: drawn, moved, frozen, undone, seen by everybody."""

from decimal import Decimal

import pytest

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from core.tenancy import activate
from core.uploads import prepare_picture
from fairs.actions import stands as actions
from fairs.actions.fairs import open_call
from fairs.actions.grounds import set_ground
from fairs.models import Fair, Stand, VenuePlan
from fairs.queries.plan_geometry import neighbours_of, outside, overlapping
from fairs.queries.plans import digest_of, ground_of, snapshot, stands_on
from tests.core.uploads.samples import picture, upload
from tests.factories.fairs import FairFactory, StandFactory

STAND = {"kind": "open", "frontage": Decimal(3), "depth": Decimal(3), "x": Decimal(1), "y": Decimal(1)}


def grid(**how):
    return actions.Grid(**{"prefix": "A", "first_number": 1, "columns": 3, "stand": STAND, **how})


@pytest.fixture
def fair(opened):
    return FairFactory(partnership=opened)


def places(fair):
    return {stand.code: (float(stand.x), float(stand.y)) for stand in stands_on(fair)}


def test_grid_numbers_its_stands_along_the_rows(fair, coordinator):
    actions.add_grid(fair, grid(rows=2, gap=Decimal("0.5"), aisle=Decimal(4)), acting_user=coordinator)
    assert places(fair) == {
        "A1": (1, 1),
        "A2": (4.5, 1),
        "A3": (8, 1),
        "A4": (1, 8),
        "A5": (4.5, 8),
        "A6": (8, 8),
    }
    actions.add_grid(fair, grid(prefix="B", columns=2, goes_down=True), acting_user=coordinator)
    assert {code: place for code, place in places(fair).items() if code[0] == "B"} == {"B1": (1, 1), "B2": (1, 4)}


def test_neighbours_follow_the_places_unless_marked_by_hand(fair, coordinator):
    actions.add_grid(fair, grid(columns=4), acting_user=coordinator)
    first, _second, third, last = stands_on(fair)
    assert {stand.code: stand.neighbours for stand in stands_on(fair)} == {
        "A1": ["A2"],
        "A2": ["A1", "A3"],
        "A3": ["A2", "A4"],
        "A4": ["A3"],
    }
    actions.change_stand(last, acting_user=coordinator, has_own_neighbours=True, neighbours=["A1"])
    assert {stand.code: stand.neighbours for stand in stands_on(fair)} == {
        "A1": ["A2", "A4"],
        "A2": ["A1", "A3"],
        "A3": ["A2"],
        "A4": ["A1"],
    }
    actions.change_stand(first, acting_user=coordinator, code="Z1")
    actions.remove_stands(fair, [third], acting_user=coordinator)
    assert {stand.code: stand.neighbours for stand in stands_on(fair)} == {
        "A2": ["Z1"],
        "A4": ["Z1"],
        "Z1": ["A2", "A4"],
    }


def test_faults_of_the_ground_are_told():
    def at(code, x, y):
        return Stand(code=code, x=Decimal(x), y=Decimal(y), frontage=Decimal(3), depth=Decimal(3))

    ground = VenuePlan(width=Decimal(10), depth=Decimal(10))
    placed = [at("A1", 0, 0), at("A2", 2, 2), at("A3", 8, 0), at("A10", 0, 5)]
    assert [(one.code, other.code) for one, other in overlapping(placed)] == [("A1", "A2")]
    assert [stand.code for stand in outside(placed, ground)] == ["A3"]
    assert neighbours_of([at("A1", 0, 0), at("A2", 0, 3), at("A3", 3, "2.8")]) == {
        "A1": ["A2"],
        "A2": ["A1", "A3"],
        "A3": ["A2"],
    }


def test_moves_are_saved_together_and_tell_of_a_change_meanwhile(fair, coordinator):
    one, other = actions.add_grid(fair, grid(columns=2), acting_user=coordinator)
    seen = digest_of(snapshot(fair))
    place = {"x": Decimal(20), "y": Decimal(5), "frontage": Decimal(4), "depth": Decimal(3)}
    assert actions.move_stands(fair, {one.pk: place}, acting_user=coordinator, seen=seen) == 1
    one.refresh_from_db()
    assert (one.x, one.y, one.frontage, one.neighbours) == (20, 5, 4, [])
    with pytest.raises(DomainError) as told:
        actions.move_stands(fair, {other.pk: place}, acting_user=coordinator, seen=seen)
    assert told.value.code == "plan-changed"


def test_changes_are_undone_one_after_another(fair, coordinator):
    def undo():
        return actions.undo_change(fair, acting_user=coordinator).words

    first = actions.add_stand(fair, acting_user=coordinator, **STAND, code="A1")
    actions.change_stand(first, acting_user=coordinator, code="B7", has_water=True)
    actions.add_grid(fair, grid(prefix="C"), acting_user=coordinator)
    actions.remove_stands(fair, stands_on(fair)[:2], acting_user=coordinator)
    assert [stand.code for stand in stands_on(fair)] == ["C2", "C3"]
    assert undo() == "stand.remove"
    assert [stand.code for stand in stands_on(fair)] == ["B7", "C1", "C2", "C3"]
    assert undo() == "stand.add_grid"
    assert undo() == "stand.change"
    first = Stand.objects.get(code="A1")
    assert first.has_water is False
    Stand.objects.filter(pk=first.pk).update(zone="Πλατεία")
    with pytest.raises(DomainError) as told:
        undo()
    assert told.value.code == "plan-changed"


def test_changing_the_plan_is_refused_with_its_reason(fair, coordinator, officer, manager):
    actions.add_stand(fair, acting_user=coordinator, **STAND, code="A1")
    refused = {}

    def attempt(name, act):
        with pytest.raises(DomainError) as told:
            act()
        refused[name] = told.value.code

    def add(code="A2", actor=coordinator, **more):
        return actions.add_stand(fair, acting_user=actor, **STAND, code=code, **more)

    attempt("same code", lambda: add("A1"))
    attempt("same code in a grid", lambda: actions.add_grid(fair, grid(), acting_user=coordinator))
    attempt("too many", lambda: actions.add_grid(fair, grid(columns=50, rows=40), acting_user=coordinator))
    for other in (officer, manager):
        with pytest.raises(PermissionRefused):
            add(actor=other)
    Fair.objects.filter(pk=fair.pk).update(state="published")
    attempt("frozen", add)
    attempt("frozen, blank reason", lambda: add(reason="  "))
    assert add(reason="Έσπασε ο πάγκος.").code == "A2"
    Fair.objects.filter(pk=fair.pk).update(state="closed")
    attempt("over", lambda: add("A3", reason="Ας είναι."))
    assert refused == {
        "same code": "code-taken",
        "same code in a grid": "code-taken",
        "too many": "too-many-stands",
        "frozen": "reason-missing",
        "frozen, blank reason": "reason-missing",
        "over": "fair-is-over",
    }
    told = AuditEntry.objects.filter(event="stand.add").values_list("after", flat=True)
    assert list(told.order_by("pk")) == [{"added": ["A1"]}, {"added": ["A2"], "reason": "Έσπασε ο πάγκος."}]


def test_plan_is_taken_over_from_another_fair(fair, coordinator):
    made = prepare_picture(upload(picture()))
    set_ground(fair, acting_user=coordinator, width=Decimal(80), depth=Decimal(30), picture=made)
    actions.add_grid(fair, grid(), acting_user=coordinator)
    later = FairFactory(partnership=fair.partnership)
    actions.copy_plan(later, fair, acting_user=coordinator)
    assert snapshot(later) == snapshot(fair)
    ground = ground_of(later)
    assert (ground.width, ground.depth, ground.base) == (80, 30, "")
    with pytest.raises(DomainError) as told:
        actions.copy_plan(later, fair, acting_user=coordinator)
    assert told.value.code == "plan-not-empty"


def test_plan_becomes_public_with_its_fair(opened, coordinator, client):
    fair = FairFactory(partnership=opened, state="authorised")
    actions.add_stand(fair, acting_user=coordinator, **STAND, code="A1")
    address = f"/api/v1/fairs/{fair.pk}/plan/"
    assert client.get(address).status_code == 404
    open_call(fair, acting_user=coordinator)
    plan = client.get(address).json()
    assert [(stand["code"], stand["x"], stand["holder"]) for stand in plan["stands"]] == [("A1", 1.0, None)]
    assert (plan["width"], plan["depth"], plan["picture"]) == (60.0, 40.0, "")


@pytest.mark.parametrize("which", ["plan", "stands"])
def test_pages_ask_the_same_for_one_stand_and_for_three(
    which, partnership, coordinator, client, django_assert_max_num_queries, django_assert_num_queries
):
    fair = FairFactory(partnership=partnership)
    StandFactory(fair=fair)
    client.force_login(coordinator)
    address = f"/{partnership.slug}/fairs/{fair.slug}/{which}/"
    client.get(address)
    with django_assert_max_num_queries(40) as asked:
        assert client.get(address).status_code == 200
    for _number in range(2):
        StandFactory(fair=fair)
    with django_assert_num_queries(len(asked)):
        assert client.get(address).status_code == 200


def test_editor_saves_places_and_keeps_what_was_typed(partnership, coordinator, client):
    fair = FairFactory(partnership=partnership)
    stand = StandFactory(fair=fair, code="A1")
    client.force_login(coordinator)
    address = f"/{partnership.slug}/fairs/{fair.slug}/stands/"
    seen = client.get(address).context["form"]["seen"].value()
    fields = {
        f"{name}-{stand.pk}": value for name, value in [("x", "5,5"), ("y", "2"), ("frontage", "4"), ("depth", "3")]
    }
    assert client.post(address, {**fields, "seen": "another"}).status_code == 422
    wrong = client.post(address, {**fields, f"x-{stand.pk}": "-1", "seen": seen})
    assert wrong.status_code == 422
    assert 'value="-1"' in wrong.content.decode()
    assert client.post(address, {**fields, "seen": seen}).status_code == 302
    with activate(partnership):
        stand.refresh_from_db()
        assert (stand.x, stand.y, stand.frontage) == (Decimal("5.5"), 2, 4)
