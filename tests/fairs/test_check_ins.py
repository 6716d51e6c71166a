"""Who is there on the day: noted once, undone, sent later by phones, found by the code of a stand."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from core.tenancy import activate
from fairs.actions import check_ins
from fairs.models import CheckIn, FairPerson
from fairs.queries import presence
from fairs.queries.check_in_codes import path_of, token_of
from partnerships.states import Role
from tests.access.matrix import ROLES
from tests.enterprises.test_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days
from tests.factories.offers import OfferFactory
from tests.factories.partnerships import PartnershipFactory, give_role
from tests.fairs.people import person


def fair_of_today(partnership, **values):
    days = {"apply_by": in_days(-9), "starts_on": in_days(-1), "ends_on": in_days(1), "state": "live"}
    return FairFactory(partnership=partnership, **days | values)


@pytest.fixture
def fair(partnership):
    return fair_of_today(partnership)


@pytest.fixture
def taking_part(fair):
    organisation = OrganisationFactory(partnership=fair.partnership, name="Αγρόκτημα Πηγάδι")
    return ApplicationFactory(fair=fair, organisation=organisation, state="confirmed")


def today():
    return timezone.localdate()


def ago(**time):
    return timezone.now() - timedelta(**time)


def page(name, fair, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", "fair": fair.slug, **kwargs})


def sent(application, seen, **changes):
    note = {"id": str(uuid.uuid4()), "application": application.pk, "seen": seen, "day": today().isoformat()}
    return note | changes


def send(client, fair, *notes):
    address = f"/api/v1/fairs/{fair.pk}/check-ins/"
    return client.post(address, json.dumps({"notes": notes}), content_type="application/json")


def events():
    return list(AuditEntry.objects.filter(event__startswith="check_in").order_by("pk").values_list("event", flat=True))


def test_noting_is_for_those_who_look_after_the_fair(opened, fair, taking_part, request):
    on_duty, of_the_press = UserFactory(), UserFactory()
    FairPerson.objects.create(partnership=opened, fair=fair, user=on_duty, name="Πόρτα", duty="check_in")
    FairPerson.objects.create(partnership=opened, fair=fair, user=of_the_press, name="Τύπος", duty="press")
    people = {role: person(request, role) for role in [*ROLES, "system"]}
    people |= {"on_duty": on_duty, "of_the_press": of_the_press}
    allowed = set()
    for name, actor in people.items():
        try:
            check_ins.note(taking_part, acting_user=actor, is_present=True, day=today())
        except PermissionRefused:
            continue
        allowed.add(name)
    assert allowed == {"coordinator", "officer", "on_duty"}
    assert CheckIn.objects.get().recorded_by == people["officer"]


def test_what_is_sent_twice_counts_once(opened, taking_part, coordinator):
    known = uuid.uuid4()
    noted = [
        check_ins.note(taking_part, acting_user=coordinator, is_present=True, day=today(), client_id=known)
        for _ in range(2)
    ]
    assert [each.counts for each in noted] == [True, True]
    assert (CheckIn.objects.count(), events()) == (1, ["check_in.present"])


def test_the_second_steward_is_told_who_was_first(opened, taking_part, coordinator, officer):
    first = check_ins.note(taking_part, acting_user=officer, is_present=True, day=today(), seen_at=ago(hours=1))
    second = check_ins.note(taking_part, acting_user=coordinator, is_present=True, day=today())
    assert (second.check_in, second.counts) == (first.check_in, False)
    time = timezone.localtime(first.check_in.seen_at).strftime("%H:%M")
    told = f"Αγρόκτημα Πηγάδι: {officer.get_short_name()} το είχε ήδη σημειώσει ως παρόν στις {time}."
    assert presence.told(second.check_in, counts=second.counts) == told


def test_what_was_seen_later_counts_whatever_arrives_first(opened, taking_part, coordinator):
    def note(is_present, seen_at):
        noted = check_ins.note(
            taking_part, acting_user=coordinator, is_present=is_present, day=today(), seen_at=seen_at
        )
        return (noted.counts, noted.check_in.is_present)

    assert note(False, ago(minutes=20)) == (True, False)
    assert note(True, ago(minutes=30)) == (False, False)
    assert note(True, ago(minutes=10)) == (True, True)
    assert CheckIn.objects.filter(undone_at=None).count() == 1


def test_a_mistake_is_undone_once_and_noted_anew(opened, taking_part, coordinator):
    noted = check_ins.note(taking_part, acting_user=coordinator, is_present=True, day=today()).check_in
    for _ in range(2):
        assert check_ins.undo(noted, acting_user=coordinator).undone_by == coordinator
    assert [place.state for place in presence.places(taking_part.fair, today())] == ["waiting"]
    assert check_ins.note(taking_part, acting_user=coordinator, is_present=True, day=today()).counts is True
    assert events() == ["check_in.present", "check_in.undo", "check_in.present"]


def test_what_cannot_be_noted_is_told(opened, fair, coordinator):
    def refusal(day=None, **values):
        application = ApplicationFactory(**{"fair": fair, "state": "confirmed"} | values)
        with pytest.raises(DomainError) as refused:
            check_ins.note(application, acting_user=coordinator, is_present=True, day=day or today())
        return refused.value.code

    assert {
        "withdrawn": refusal(state="withdrawn"),
        "tomorrow": refusal(day=in_days(1)),
        "last week": refusal(day=in_days(-7)),
        "not announced": refusal(fair=fair_of_today(opened, state="allocated")),
    } == {
        "withdrawn": "takes-no-part",
        "tomorrow": "day-to-come",
        "last week": "not-a-day-of-the-fair",
        "not announced": "participants-unknown",
    }


def test_no_clock_runs_ahead(opened, taking_part, coordinator):
    noted = check_ins.note(
        taking_part, acting_user=coordinator, is_present=True, day=today(), seen_at=ago(hours=-5)
    ).check_in
    assert noted.seen_at <= timezone.now()


def test_stewards_at_once_note_one(committed):
    partnership = PartnershipFactory()
    application = ApplicationFactory(fair=fair_of_today(partnership), state="confirmed")
    stewards = [give_role(UserFactory(), Role.COORDINATOR, partnership=partnership) for _ in range(4)]

    def noting(steward):
        return lambda: check_ins.note(application, acting_user=steward, is_present=True, day=today()).counts

    outcomes = at_once(partnership, {steward.pk: noting(steward) for steward in stewards})
    assert sorted(outcomes.values()) == [False, False, False, True]
    with activate(partnership):
        assert CheckIn.objects.count() == 1


def test_who_did_not_come_is_known_for_the_next_year(opened, fair, coordinator):
    came, late, away = [ApplicationFactory(fair=fair, state="confirmed") for _ in range(3)]
    seen = [(came, True, today()), (late, False, in_days(-1)), (late, True, today()), (away, False, today())]
    for application, is_present, day in seen:
        check_ins.note(application, acting_user=coordinator, is_present=is_present, day=day)
    assert presence.stayed_away([came, late, away]) == {away.pk}


def test_list_goes_by_stand_and_then_by_name(opened, fair):
    for name, code in [("Γάμα", "A10"), ("Βήτα", "A2"), ("Άλφα", "")]:
        organisation = OrganisationFactory(partnership=opened, name=name)
        application = ApplicationFactory(fair=fair, organisation=organisation, state="confirmed")
        if code:
            OfferFactory(application=application, stand__code=code, state="confirmed")
    found = presence.places(fair, today())
    assert [(place.organisation.name, str(place.stand or "")) for place in found] == [
        ("Βήτα", "A2"),
        ("Γάμα", "A10"),
        ("Άλφα", ""),
    ]


def test_forms_note_and_undo_without_a_script(client, fair, taking_part, coordinator):
    client.force_login(coordinator)
    typed = {"application": taking_part.pk, "seen": "present", "day": in_days(-1).isoformat()}
    answer = client.post(page("fair_day_note", fair), typed, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["Αγρόκτημα Πηγάδι: είναι εδώ."]
    assert answer.context["counts"] == {"present": 1, "absent": 0, "waiting": 0}
    (place,) = answer.context["places"]
    assert place.check_in.day == in_days(-1)
    undone = client.post(page("fair_day_undo", fair), {"client_id": str(place.check_in.client_id)}, follow=True)
    assert [str(message) for message in undone.context["messages"]] == ["Αγρόκτημα Πηγάδι: η σημείωση αναιρέθηκε."]
    assert undone.context["counts"] == {"present": 0, "absent": 0, "waiting": 1}


def test_code_of_a_stand_opens_it_and_no_other(client, fair, taking_part, coordinator):
    ApplicationFactory(fair=fair, state="confirmed")
    elsewhere = ApplicationFactory(fair=fair_of_today(fair.partnership), state="confirmed")
    withdrawn = ApplicationFactory(fair=fair, state="withdrawn")
    client.force_login(coordinator)
    shown = client.get(path_of(taking_part))
    assert [place.application.pk for place in shown.context["places"]] == [taking_part.pk]
    forged = f"{taking_part.pk}.{token_of(elsewhere).partition('.')[2]}"
    for token in (forged, token_of(elsewhere), token_of(withdrawn), "x"):
        assert client.get(page("fair_day_code", fair, token=token)).status_code == 404


def test_own_code_shows_once_the_participants_are_announced(client, fair, taking_part, coordinator):
    manager = give_role(UserFactory(), Role.MANAGER, partnership=fair.partnership, subject=taking_part.organisation)
    early = ApplicationFactory(
        fair=FairFactory(partnership=fair.partnership), organisation=taking_part.organisation, state="approved"
    )
    client.force_login(manager)
    statuses = {
        application.pk: client.get(
            reverse("application_code", kwargs={"partnership": "thessaly", "application": application.pk})
        ).status_code
        for application in (taking_part, early)
    }
    assert statuses == {taking_part.pk: 200, early.pk: 404}


def test_phone_sends_what_it_kept_and_hears_of_each(client, fair, taking_part, coordinator, officer):
    other, third = [ApplicationFactory(fair=fair, state="confirmed") for _ in range(2)]
    with activate(fair.partnership):
        check_ins.note(other, acting_user=officer, is_present=True, day=today(), seen_at=ago(hours=2))
    client.force_login(coordinator)
    kept = sent(taking_part, "present", at=ago(hours=3).isoformat())
    mistaken = sent(third, "absent")
    of_nobody = sent(third, "absent") | {"application": 1}
    notes = [kept, sent(other, "present"), mistaken, mistaken | {"seen": "undo"}, of_nobody]
    answers = [send(client, fair, *notes).json() for _ in range(2)]
    assert [[told["outcome"] for told in answer["outcomes"]] for answer in answers] == [
        ["noted", "known", "noted", "undone", "refused"],
        ["noted", "known", "known", "undone", "refused"],
    ]
    places = {place["application"]: (place["seen"], place["id"]) for place in answers[1]["places"]}
    assert places[taking_part.pk] == ("present", kept["id"])
    assert (places[other.pk][0], places[third.pk]) == ("present", ("waiting", None))
    with activate(fair.partnership):
        assert CheckIn.objects.count() == 3


def test_identifier_of_another_note_is_refused(client, fair, taking_part, coordinator):
    other = ApplicationFactory(fair=fair, state="confirmed")
    client.force_login(coordinator)
    first = sent(taking_part, "present")
    answer = send(client, fair, first, sent(other, "present", id=first["id"])).json()
    assert [told["outcome"] for told in answer["outcomes"]] == ["noted", "refused"]


def test_notes_need_their_shape(client, fair, taking_part, coordinator):
    client.force_login(coordinator)
    answer = send(client, fair, sent(taking_part, "perhaps"))
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["notes"])


def test_a_fair_of_which_nobody_knows_is_not_found(client, partnership, coordinator):
    client.force_login(coordinator)
    planned = FairFactory(partnership=partnership, state="planned")
    assert send(client, planned).status_code == 404


def test_number_of_queries_does_not_grow_with_participants(client, fair, coordinator):
    client.force_login(coordinator)
    addresses = [
        page("fair_day", fair),
        page("fair_day_codes", fair),
        f"/api/v1/fairs/{fair.pk}/check-ins/",
    ]

    def come():
        application = ApplicationFactory(fair=fair, state="confirmed")
        OfferFactory(application=application, state="confirmed")
        with activate(fair.partnership):
            check_ins.note(application, acting_user=coordinator, is_present=True, day=today())

    def queries():
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len([query for query in captured if "SAVEPOINT" not in query["sql"]]))
        return counts

    come()
    queries()
    one = queries()
    come()
    come()
    assert queries() == one


def test_workspace_tells_whose_fair_is_on_today(client, fair, coordinator, officer, other_officer):
    told = {}
    for name, actor in {"coordinator": coordinator, "officer": officer, "other": other_officer}.items():
        client.force_login(actor)
        text = client.get("/workspace/").content.decode()
        told[name] = page("fair_day", fair) in text
    assert told == {"coordinator": True, "officer": True, "other": False}


def test_worker_is_a_script_with_the_reach_of_the_day(client, fair, coordinator):
    client.force_login(coordinator)
    answer = client.get(page("fair_day_worker", fair))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript", "no-cache")
