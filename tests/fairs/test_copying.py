"""The next edition of a fair, from the last one."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.storage import storages

from core.errors import PermissionRefused
from core.models import AuditEntry
from core.uploads import prepare_paper, prepare_picture
from fairs.actions import copying, drawings, grounds, regulations
from fairs.models import (
    AllocationPolicy,
    BudgetLine,
    DocumentRequest,
    Fair,
    FairDay,
    FairPerson,
    FormQuestion,
    PriorityClass,
    ReviewCriterion,
    Stand,
    VenuePlan,
)
from fairs.queries.copying import taken_over
from tests.core.uploads.samples import pdf, picture, upload
from tests.factories.fairs import ApplicationFactory, FairFactory, SeriesFactory, in_days
from tests.fairs.test_pages import page, read
from tests.fairs.test_particulars import refusal_of

YEAR = timedelta(weeks=52)


@pytest.fixture
def last(opened, coordinator):
    """An edition with all its parts, whose call is open."""
    fair = FairFactory(partnership=opened, series=SeriesFactory(partnership=opened), themes=["μέλι"], fee_per_metre=5)
    ApplicationFactory(fair=fair, state="approved")
    part = {"partnership": opened, "fair": fair}
    FairDay.objects.create(day=in_days(30), opens_at="10:00", closes_at="20:00", fair_is_public=True, **part)
    FormQuestion.objects.create(label="Πόσοι έρχεστε;", call_is_public=True, answer_by=in_days(25), **part)
    DocumentRequest.objects.create(kind="hygiene", call_is_public=True, **part)
    ReviewCriterion.objects.create(label="Ποιότητα", weight=3, **part)
    BudgetLine.objects.create(label="Ρεύμα", planned=300, actual=280, note="Πληρώθηκε.", **part)
    FairPerson.objects.create(name="Ελένη", phone="2441000000", **part)
    Stand.objects.create(code="A1", x=2, y=2, fair_is_public=True, **part)
    rules = AllocationPolicy.objects.create(
        method="lottery", seed="123", seed_known_on=in_days(22), call_is_public=True, drawn=[1], **part
    )
    PriorityClass.objects.create(partnership=opened, policy=rules, rule="local", call_is_public=True)
    grounds.set_ground(fair, acting_user=coordinator, width=50, depth=30, picture=prepare_picture(upload(picture())))
    paper = prepare_paper(upload(pdf()))
    drawings.set_drawing(fair, paper, acting_user=coordinator, file_name="σχέδιο.pdf")
    regulations.add_regulation(
        fair, acting_user=coordinator, in_force_from=in_days(0), words="Παλιά.", ada="Ψ4ΔΕΩΞΜ-ΑΒ1", paper=paper
    )
    regulations.add_regulation(fair, acting_user=coordinator, in_force_from=in_days(0), words="Νέα.", change="Όλα.")
    return fair


def copied(last, coordinator):
    days = copying.next_days(last)
    return Fair.objects.get(pk=copying.copy_fair(last, acting_user=coordinator, **days).pk)


def test_copy_takes_over_what_was_prepared(last, coordinator):
    fair = copied(last, coordinator)
    assert (fair.state, fair.copied_from, fair.series, fair.themes, fair.fee_per_metre) == (
        "planned",
        last,
        last.series,
        ["μέλι"],
        Decimal(5),
    )
    assert (fair.starts_on, fair.ends_on, fair.apply_by) == (
        in_days(30) + YEAR,
        in_days(31) + YEAR,
        in_days(20) + YEAR,
    )
    assert [(row.day, row.is_published) for row in fair.days.all()] == [(in_days(30) + YEAR, False)]
    assert [(row.label, row.answer_by, row.is_published) for row in fair.questions.all()] == [
        ("Πόσοι έρχεστε;", in_days(25) + YEAR, False)
    ]
    assert [row.kind for row in fair.document_requests.all()] == ["hygiene"]
    assert [(row.label, row.weight) for row in fair.criteria.all()] == [("Ποιότητα", 3)]
    assert [(row.code, row.is_published) for row in fair.stands.all()] == [("A1", False)]
    assert [(row.number, row.words, row.change, row.is_published) for row in fair.regulations.all()] == [
        (1, "Νέα.", "", False)
    ]
    rules = fair.allocation_policy
    assert (rules.method, rules.seed_known_on, [row.rule for row in rules.classes.all()]) == (
        "lottery",
        in_days(22) + YEAR,
        ["local"],
    )
    assert AuditEntry.objects.get(event="fair.copy").after == {"copied_from": last.pk}


def test_copy_takes_over_nothing_personal_and_nothing_decided(last, coordinator):
    fair = copied(last, coordinator)
    assert (fair.people.count(), fair.applications.count(), fair.events.count()) == (0, 0, 0)
    assert [(row.planned, row.actual, row.note) for row in fair.budget.all()] == [(300, None, "")]
    rules = fair.allocation_policy
    assert (rules.seed, rules.drawn, rules.frozen_at, rules.is_published) == ("", [], None, False)
    assert fair.regulations.get().ada == ""


def test_copy_has_files_of_its_own(last, coordinator):
    fair = copied(last, coordinator)
    old, new = VenuePlan.objects.get(fair=last), VenuePlan.objects.get(fair=fair)
    assert (new.width, new.digest, new.file_name, new.is_published) == (old.width, old.digest, old.file_name, False)
    assert (new.base == old.base, new.path == old.path) == (False, False)
    kept = [storages["vault"].exists(new.path), *(storages["photos"].exists(path) for path in grounds.files_of(new))]
    assert set(kept) == {True}


def test_last_edition_stays_as_it_was(last, coordinator):
    before = taken_over(last)
    copied(last, coordinator)
    last.refresh_from_db()
    assert (last.state, taken_over(last), last.people.count(), last.regulations.count()) == ("call_open", before, 1, 2)


def test_next_edition_follows_the_rhythm_and_never_lies_in_the_past(opened):
    days = {"starts_on": in_days(-60), "ends_on": in_days(-59), "apply_by": in_days(-70)}
    found = {}
    for rhythm in ("yearly", "twice_a_year", "quarterly", "monthly", "weekly", "irregular"):
        series = SeriesFactory(partnership=opened, rhythm=rhythm)
        last = FairFactory(partnership=opened, series=series, state="closed", **days)
        found[rhythm] = (copying.next_days(last)["starts_on"] - last.starts_on).days // 7
    assert found == {"yearly": 52, "twice_a_year": 26, "quarterly": 13, "monthly": 12, "weekly": 10, "irregular": 52}


def test_copying_is_refused_to_others_on_past_days_and_in_an_ended_series(opened, coordinator, officer):
    last = FairFactory(partnership=opened, series=SeriesFactory(partnership=opened))
    with pytest.raises(PermissionRefused):
        copying.copy_fair(last, acting_user=officer, **copying.next_days(last))
    past = {"starts_on": in_days(-1), "apply_by": in_days(-2)}
    assert refusal_of(copying.copy_fair, last, acting_user=coordinator, **past) == ("starts-in-the-past", "starts_on")
    last.series.state = "ended"
    last.series.save()
    ended = refusal_of(copying.copy_fair, last, acting_user=coordinator, **copying.next_days(last))
    assert ended == ("series-has-ended", "series")
    assert Fair.objects.count() == 1


def test_coordinator_copies_from_the_page_of_the_series(client, partnership, coordinator):
    series = SeriesFactory(partnership=partnership)
    client.force_login(coordinator)
    address, detail = page("series_copy", series=series.slug), page("series_detail", series=series.slug)
    assert (client.get(address).status_code, client.get(detail).context["can_copy"]) == (404, False)
    FairFactory(partnership=partnership, series=series)
    assert address in client.get(detail).content.decode()
    form = client.get(address).context["form"]
    days = {name: form[name].value().isoformat() for name in ("starts_on", "apply_by")}
    wrong = client.post(address, days | {"apply_by": "2039-01-01"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["apply_by"])
    response = client.post(address, days)
    (fair,) = read(partnership, Fair.objects.filter(state="planned"))
    assert response.url == page("fair_detail", fair=fair.slug)
