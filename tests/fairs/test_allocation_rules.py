"""The rules of the stands: set before the call, public with it, never changed again, and a draw anybody repeats."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from fairs.actions.allocation_rules import announce_rules, publish_seed, save_rules
from fairs.actions.fairs import open_call, update_fair
from fairs.allocation.lottery import draw
from fairs.models import AllocationPolicy
from fairs.queries.allocation_rules import in_words, rules_of
from tests.factories.allocations import AllocationPolicyFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "lottery.py"


def values(**changes):
    return {
        "method": "lottery",
        "participation_points": 0,
        "most_participations": 5,
        "review_weight": 0,
        "reserved_percent": 30,
        "keeps_food_apart": True,
        "joins_neighbours": True,
        "seed_note": "Τα πέντε νούμερα της κλήρωσης",
        "seed_known_on": in_days(22),
        **changes,
    }


@pytest.fixture
def fair(opened):
    return FairFactory(partnership=opened, state="authorised")


def refusal(act, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        act(*args, **kwargs)
    return refused.value.code, refused.value.field


def test_rules_are_saved_with_their_classes_in_order(fair, coordinator):
    save_rules(fair, acting_user=coordinator, classes=["local", "koinsep"], **values())
    save_rules(fair, acting_user=coordinator, classes=["organic", "local"], **values(reserved_percent=20))
    rules = rules_of(fair)
    assert [(one.position, one.rule) for one in rules.classes.all()] == [(1, "organic"), (2, "local")]
    assert (rules.method, rules.reserved_percent, rules.frozen_at, rules.is_published) == ("lottery", 20, None, False)
    entry = AuditEntry.objects.filter(event="allocationpolicy.update").latest("pk")
    assert (entry.before["classes"], entry.after["classes"]) == (["local", "koinsep"], ["organic", "local"])


def test_what_the_method_does_not_look_at_is_dropped(fair, coordinator):
    rules = save_rules(fair, acting_user=coordinator, **values(method="points", participation_points=3))
    assert (rules.participation_points, rules.seed_note, rules.seed_known_on) == (3, "", None)
    rules = save_rules(fair, acting_user=coordinator, **values(participation_points=3))
    assert (rules.participation_points, rules.seed_note) == (0, "Τα πέντε νούμερα της κλήρωσης")


def test_what_does_not_fit_is_told_at_its_field(fair, coordinator):
    told = [
        refusal(save_rules, fair, acting_user=coordinator, **values(**changes))
        for changes in (
            {"method": "points"},
            {"reserved_percent": 101},
            {"seed_note": " "},
            {"seed_known_on": None},
            {"seed_known_on": in_days(20)},
            {"seed_known_on": in_days(30)},
            {"classes": ["local", "local"]},
            {"classes": ["local", "region", "koinsep", "organic", "new"]},
        )
    ]
    assert told == [
        ("no-points", "participation_points"),
        ("share-too-large", "reserved_percent"),
        ("seed-source-missing", "seed_note"),
        ("seed-day-missing", "seed_known_on"),
        ("seed-known-before", "seed_known_on"),
        ("seed-known-late", "seed_known_on"),
        ("class-twice", "classes"),
        ("too-many-classes", "classes"),
    ]
    assert not AllocationPolicy.objects.exists()


def test_rules_become_public_and_final_with_the_call(fair, coordinator, observer):
    save_rules(fair, acting_user=coordinator, classes=["local"], **values())
    open_call(fair, acting_user=coordinator)
    rules = rules_of(fair)
    assert (rules.is_published, [one.is_published for one in rules.classes.all()]) == (True, [True])
    assert refusal(save_rules, fair, acting_user=coordinator, **values()) == ("rules-are-public", None)
    assert refusal(announce_rules, fair, acting_user=coordinator) == ("rules-are-public", None)
    assert refusal(update_fair, fair, acting_user=coordinator, apply_by=in_days(22)) == (
        "seed-known-before",
        "apply_by",
    )
    with pytest.raises(PermissionRefused):
        save_rules(fair, acting_user=observer, **values())


def test_a_call_without_rules_opens_with_first_come(fair, coordinator):
    open_call(fair, acting_user=coordinator)
    rules = rules_of(fair)
    assert (rules.method, rules.is_published, rules.frozen_at is not None) == ("first_come", True, True)


def test_a_call_does_not_open_while_the_draw_would_be_known(fair, coordinator):
    save_rules(fair, acting_user=coordinator, **values())
    update_fair(fair, acting_user=coordinator, apply_by=in_days(23))
    assert refusal(open_call, fair, acting_user=coordinator) == ("seed-known-before", None)


def test_announced_rules_are_read_before_the_call_and_stay(fair, coordinator, client):
    page = reverse("allocation_rules", kwargs={"partnership": "thessaly", "fair": fair.slug})
    save_rules(fair, acting_user=coordinator, **values())
    assert client.get(page).status_code == 404
    announce_rules(fair, acting_user=coordinator)
    assert client.get(page).status_code == 200
    assert refusal(save_rules, fair, acting_user=coordinator, **values()) == ("rules-are-public", None)
    fair_page = reverse("fair_detail", kwargs={"partnership": "thessaly", "fair": fair.slug})
    assert client.get(fair_page).status_code == 404


def test_rules_are_told_in_words(fair, coordinator):
    save_rules(fair, acting_user=coordinator, classes=["local"], **values(method="points_lot", participation_points=2))
    told = {chapter.title: chapter.sentences for chapter in in_words(rules_of(fair))}
    assert told["Ποιοι προηγούνται"] == [
        "1. Φορείς του δήμου",
        "2. Όλοι οι άλλοι",
        "Όποιος ανήκει σε περισσότερες ομάδες υπολογίζεται στην πρώτη από αυτές.",
    ]
    assert told["Μέσα στην ίδια ομάδα"][:3] == [
        "Προηγούνται οι περισσότεροι βαθμοί.",
        "2 βαθμοί για κάθε προηγούμενη συμμετοχή σε αυτή τη σειρά εκθέσεων· υπολογίζονται το πολύ 5.",
        "Ανάμεσα σε όσους έχουν τους ίδιους βαθμούς αποφασίζει η κλήρωση.",
    ]


@pytest.fixture
def drawn_fair(opened):
    fair = FairFactory(partnership=opened, state="in_review", apply_by=in_days(-3))
    AllocationPolicyFactory(fair=fair, method="lottery", call_is_public=True, seed_known_on=in_days(-1))
    return fair


def test_seed_is_published_once_on_its_day_after_the_call(drawn_fair, coordinator):
    rules = AllocationPolicy.objects.filter(fair=drawn_fair)
    assert refusal(publish_seed, drawn_fair, acting_user=coordinator, seed="  ") == ("seed-missing", "seed")
    rules.update(seed_known_on=in_days(1))
    assert refusal(publish_seed, drawn_fair, acting_user=coordinator, seed="7")[0] == "seed-not-known"
    rules.update(seed_known_on=in_days(-1))
    publish_seed(drawn_fair, acting_user=coordinator, seed=" 7-3 -9 ")
    assert rules.get().seed == "7-3 -9"
    assert refusal(publish_seed, drawn_fair, acting_user=coordinator, seed="8")[0] == "seed-is-published"
    open_one = FairFactory(partnership=drawn_fair.partnership)
    AllocationPolicyFactory(fair=open_one, method="lottery")
    assert refusal(publish_seed, open_one, acting_user=coordinator, seed="7")[0] == "call-is-open"
    AllocationPolicy.objects.filter(fair=open_one).update(method="points")
    assert refusal(publish_seed, open_one, acting_user=coordinator, seed="7")[0] == "no-lottery"


def test_anybody_repeats_the_draw_from_what_is_published(drawn_fair, coordinator, client, tmp_path):
    applications = [ApplicationFactory(fair=drawn_fair) for _ in range(5)]
    ApplicationFactory(fair=drawn_fair, state="draft")
    ApplicationFactory(fair=drawn_fair, state="withdrawn")
    publish_seed(drawn_fair, acting_user=coordinator, seed="4-17-23-31-40")
    place = {"partnership": "thessaly", "fair": drawn_fair.slug}
    page = client.get(reverse("allocation_rules", kwargs=place)).content.decode()
    assert "<code>4-17-23-31-40</code>" in page
    (tmp_path / "numbers.txt").write_bytes(client.get(reverse("allocation_numbers", kwargs=place)).content)
    (tmp_path / "lottery.py").write_bytes(
        client.get(reverse("allocation_script", kwargs={"partnership": "thessaly"})).content
    )
    assert (tmp_path / "lottery.py").read_bytes() == SCRIPT.read_bytes()
    done = subprocess.run(
        [sys.executable, "-I", "lottery.py", "4-17-23-31-40", "numbers.txt"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    drawn = [line.split("\t")[1] for line in done.stdout.decode().splitlines()]
    assert drawn == draw("4-17-23-31-40", [str(one.pk) for one in applications])


def test_rules_page_asks_as_often_for_one_class_as_for_three(fair, coordinator, client):
    page = reverse("allocation_rules", kwargs={"partnership": "thessaly", "fair": fair.slug})
    client.force_login(coordinator)
    asked = []
    for classes in (["local"], ["local", "region", "organic"]):
        save_rules(fair, acting_user=coordinator, classes=classes, **values())
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        asked.append(len(captured))
    assert asked[0] == asked[1]
