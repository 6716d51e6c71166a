"""Fairs: planned, announced, led through their steps, cancelled."""

from datetime import timedelta

import pytest

from core.errors import DomainError
from core.models import AuditEntry, Message, SearchEntry
from core.policy import SYSTEM, authorise
from fairs.actions import fairs
from fairs.models import Fair
from fairs.states import FAIR_TRANSITIONS, FairState
from partnerships.models import Municipality
from partnerships.states import Role
from tests.access.matrix import ROLES
from tests.factories.accounts import UserFactory
from tests.factories.fairs import ApplicationFactory, AuthorisationStepFactory, FairFactory, in_days
from tests.factories.partnerships import give_role
from tests.fairs.people import person
from tests.fairs.walking import ACTORS, expected, walk


def values(municipality, **changes):
    return {
        "title": "Γιορτή γης",
        "title_en": "Festival of the land",
        "kind": "organic",
        "municipality": municipality,
        "venue": "Πλατεία",
        "starts_on": in_days(30),
        "ends_on": in_days(31),
        "apply_by": in_days(20),
        "capacity": 10,
        "description": "Προϊόντα της περιοχής.",
        "description_en": "",
        **changes,
    }


def take(step, fair, actor):
    if step == "cancel":
        return fairs.cancel_fair(fair, acting_user=actor, reason="Κακοκαιρία.")
    if step == "authorise":
        return fairs.authorise_fair(fair, acting_user=actor)
    return fairs.STEPS[step](fair, acting_user=actor)


def test_creating_plans_a_fair_that_nobody_outside_sees(opened, coordinator, municipality, citizen):
    fair = fairs.create_fair(opened, acting_user=coordinator, **values(municipality))
    fair.refresh_from_db()
    assert (fair.state, fair.slug, fair.is_published) == (
        "planned",
        f"festival-of-the-land-{in_days(30).year}",
        False,
    )
    assert not Fair.objects.visible_to(citizen).exists()
    assert AuditEntry.objects.get(event="fair.create").after["capacity"] == 10


def test_creating_is_for_the_coordinator(opened, municipality, request):
    outcomes = {(role, "create", ""): "permission-refused" for role in ACTORS} | {
        ("coordinator", "create", ""): "planned"
    }

    def create(step, row, actor):
        return fairs.create_fair(opened, acting_user=actor, **values(municipality))

    assert walk(request, outcomes, lambda step, state: None, create) == outcomes


@pytest.mark.parametrize(
    "changes, code, field",
    [
        ({"ends_on": in_days(29)}, "ends-before-start", "ends_on"),
        ({"apply_by": in_days(31)}, "call-ends-after-start", "apply_by"),
        (
            {"starts_on": in_days(-1), "ends_on": in_days(1), "apply_by": in_days(-2)},
            "starts-in-the-past",
            "starts_on",
        ),
    ],
)
def test_dates_that_do_not_fit_are_told_at_their_field(changes, code, field, opened, coordinator, municipality):
    with pytest.raises(DomainError) as refusal:
        fairs.create_fair(opened, acting_user=coordinator, **values(municipality, **changes))
    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_municipality_of_another_region_is_refused(opened, coordinator):
    elsewhere = Municipality.objects.exclude(region=opened.region).first()
    with pytest.raises(DomainError) as refusal:
        fairs.create_fair(opened, acting_user=coordinator, **values(elsewhere))
    assert (refusal.value.code, refusal.value.field) == ("another-region", "municipality")


LED_BY = {
    "authorise": {"system"},
    "close_call": {"coordinator", "system"},
    "begin": {"coordinator", "system"},
    "close": {"coordinator", "system"},
}
"""Who takes a step, where it is not the coordinator alone."""
PAST = {"starts_on": in_days(-2), "ends_on": in_days(-1), "apply_by": in_days(-3)}


def test_step_is_taken_by_the_right_people_from_the_right_state(opened, request):
    ahead, behind = (
        {state: FairFactory(partnership=opened, state=state, **days) for state in FairState} for days in ({}, PAST)
    )
    for fair in ahead.values():
        AuthorisationStepFactory(fair=fair, state="granted")
    outcomes = expected(FAIR_TRANSITIONS, FairState, lambda step: LED_BY.get(step, {"coordinator"}))
    found = walk(request, outcomes, lambda step, state: (behind if step in ("begin", "close") else ahead)[state], take)
    assert found == outcomes


def test_opening_a_call_whose_last_day_has_passed_is_refused(opened, coordinator):
    fair = FairFactory(partnership=opened, state="authorised", apply_by=in_days(-1))
    with pytest.raises(DomainError) as refusal:
        fairs.open_call(fair, acting_user=coordinator)
    fair.refresh_from_db()
    assert (refusal.value.code, fair.state) == ("deadline-has-passed", "authorised")


def test_stands_are_not_allocated_while_an_application_waits(opened, coordinator):
    fair = FairFactory(partnership=opened, state="in_review")
    ApplicationFactory(fair=fair)
    with pytest.raises(DomainError) as refusal:
        fairs.allocate_stands(fair, acting_user=coordinator)
    fair.refresh_from_db()
    assert (refusal.value.code, fair.state) == ("applications-wait", "in_review")


def test_a_fair_is_not_over_before_its_last_day(opened, coordinator):
    fair = FairFactory(partnership=opened, state="live")
    with pytest.raises(DomainError) as refusal:
        fairs.close_fair(fair, acting_user=coordinator)
    assert refusal.value.code == "fair-goes-on"


def test_a_fair_is_not_on_before_its_first_day(opened, coordinator):
    with pytest.raises(DomainError) as refusal:
        fairs.begin_fair(FairFactory(partnership=opened, state="published"), acting_user=coordinator)
    assert refusal.value.code == "fair-not-begun"


@pytest.mark.parametrize(
    "chain",
    [
        [],
        [("committee", "granted")],
        [("committee", "asked"), ("council", "granted")],
        [("committee", "granted"), ("council", "refused")],
        [("committee", "granted"), ("council", "planned")],
    ],
)
def test_a_fair_is_not_authorised_before_the_council_and_all_before_it_agree(chain, opened):
    fair = FairFactory(partnership=opened, state="planned")
    for position, (body, state) in enumerate(chain, start=1):
        AuthorisationStepFactory(fair=fair, position=position, body=body, state=state)
    with pytest.raises(DomainError) as refusal:
        fairs.authorise_fair(fair, acting_user=SYSTEM)
    assert refusal.value.code == "authorisation-incomplete"


def test_search_knows_the_fair_from_its_call_until_it_is_cancelled(opened, coordinator, municipality):
    fair = fairs.create_fair(opened, acting_user=coordinator, **values(municipality))
    entries = SearchEntry.objects.filter(kind="fair", object_id=fair.pk)
    assert entries.count() == 0
    AuthorisationStepFactory(fair=fair, state="granted")
    fair = fairs.authorise_fair(fair, acting_user=SYSTEM)
    fair = fairs.open_call(fair, acting_user=coordinator)
    assert [(entry.title, entry.municipality) for entry in entries.all()] == [("Γιορτή γης", "karditsa")]
    fair = fairs.update_fair(fair, acting_user=coordinator, title="Γιορτή νερού")
    assert entries.get().title == "Γιορτή νερού"
    fairs.cancel_fair(fair, acting_user=coordinator, reason="Κακοκαιρία.")
    assert entries.count() == 0


def test_cancelling_tells_those_who_still_count_on_it(opened, coordinator):
    fair = FairFactory(partnership=opened, title="Γιορτή γης", title_en="Festival of the land")
    expected = []
    for state, language in [("submitted", "el"), ("approved", "en"), ("withdrawn", "el"), ("refused", "el")]:
        application = ApplicationFactory(fair=fair, state=state, reason="-" if state == "refused" else "")
        manager = UserFactory(language=language)
        give_role(manager, Role.MANAGER, partnership=opened, subject=application.organisation)
        if state in ("submitted", "approved"):
            expected.append((manager.email, language))
    fairs.cancel_fair(fair, acting_user=coordinator, reason="Κακοκαιρία.")
    messages = Message.objects.order_by("pk")
    assert [(message.to, message.language) for message in messages] == expected
    assert messages[1].subject == "The fair “Festival of the land” is cancelled"
    assert "\nΚακοκαιρία.\n" in messages[1].text


def test_cancelling_without_a_reason_is_refused(opened, coordinator):
    with pytest.raises(DomainError) as refusal:
        fairs.cancel_fair(FairFactory(partnership=opened), acting_user=coordinator, reason=" ")
    assert (refusal.value.code, refusal.value.field) == ("reason-missing", "reason")


def test_a_fair_with_applications_does_not_move(opened, coordinator, other_municipality):
    fair = FairFactory(partnership=opened)
    ApplicationFactory(fair=fair)
    with pytest.raises(DomainError) as refusal:
        fairs.update_fair(fair, acting_user=coordinator, municipality=other_municipality)
    assert (refusal.value.code, refusal.value.field) == ("fair-has-applications", "municipality")


def test_stands_never_fall_below_what_is_promised(opened, coordinator):
    fair = FairFactory(partnership=opened, capacity=3)
    for _ in range(2):
        ApplicationFactory(fair=fair, state="approved")
    assert fairs.update_fair(fair, acting_user=coordinator, capacity=2).capacity == 2
    with pytest.raises(DomainError) as refusal:
        fairs.update_fair(fair, acting_user=coordinator, capacity=1)
    assert (refusal.value.code, refusal.value.field) == ("stands-promised", "capacity")


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_a_fair_that_is_behind_us_stays_as_it_was(state, opened, coordinator):
    with pytest.raises(DomainError) as refusal:
        fairs.update_fair(FairFactory(partnership=opened, state=state), acting_user=coordinator, title="Άλλη")
    assert refusal.value.code == "fair-is-over"


@pytest.mark.parametrize("role", ROLES)
def test_visible_to_agrees_with_the_policy(role, opened, other_municipality, request):
    for state in FairState.values:
        FairFactory(partnership=opened, state=state)
        FairFactory(partnership=opened, state=state, municipality=other_municipality)
    actor = person(request, role)
    readable = set(Fair.objects.visible_to(actor))
    assert readable == {fair for fair in Fair.objects.all() if authorise(actor, "fairs.view", fair)}


def test_upcoming_and_past_share_out_what_is_public(opened):
    ahead = FairFactory(partnership=opened)
    now = FairFactory(partnership=opened, apply_by=in_days(-2), starts_on=in_days(-1), ends_on=in_days(0))
    behind = FairFactory(partnership=opened, apply_by=in_days(-9), starts_on=in_days(-8), ends_on=in_days(-7))
    cancelled = FairFactory(partnership=opened, state="cancelled")
    FairFactory(partnership=opened, state="planned")
    assert list(Fair.objects.upcoming()) == [now, ahead]
    assert list(Fair.objects.past()) == [cancelled, behind]


def test_a_call_is_open_through_its_last_day(opened):
    today = FairFactory(partnership=opened, apply_by=in_days(0))
    FairFactory(partnership=opened, apply_by=in_days(-1))
    FairFactory(partnership=opened, state="in_review")
    assert list(Fair.objects.taking_applications()) == [today]
    assert [fair.takes_applications for fair in Fair.objects.order_by("pk")] == [True, False, False]


def test_days_are_said_in_words(opened, settings):
    from datetime import date

    from django.utils import translation

    fair = FairFactory.build(starts_on=date(2035, 11, 30), ends_on=date(2035, 12, 2), apply_by=date(2035, 11, 5))
    one_day = FairFactory.build(starts_on=date(2035, 11, 30), ends_on=date(2035, 11, 30))
    with translation.override("en"):
        assert fair.when == "Friday 30 November to Sunday 2 December 2035"
        assert one_day.when == "Friday 30 November 2035"
    with translation.override("el"):
        assert one_day.when == "Παρασκευή 30 Νοεμβρίου 2035"
        assert fair.deadline == "Δευτέρα 5 Νοεμβρίου 2035"


def test_the_year_is_said_only_when_it_is_another(opened):
    from core.dates import day_in_words

    today = in_days(0)
    assert str(today.year) not in day_in_words(today)
    assert str(today.year + 1) in day_in_words(today + timedelta(days=366))
