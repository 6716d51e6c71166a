"""Calls close, fairs begin and are over by themselves, on their days."""

from core.models import AuditEntry
from core.tenancy import activate
from fairs.actions.calendar import keep_to_the_days
from fairs.models import Fair
from fairs.tasks import keep_fairs_to_their_days
from tests.factories.fairs import FairFactory, in_days


def fair_of(partnership, state, *, apply_by, starts, ends):
    return FairFactory(
        partnership=partnership,
        state=state,
        apply_by=in_days(apply_by),
        starts_on=in_days(starts),
        ends_on=in_days(ends),
    )


def test_fair_keeps_to_its_days(opened):
    cases = [
        ("call_open", 0, 10, 11, "call_open"),
        ("call_open", -1, 10, 11, "in_review"),
        ("authorised", -1, 10, 11, "authorised"),
        ("published", -20, 1, 2, "published"),
        ("published", -20, 0, 2, "live"),
        ("allocated", -20, 0, 2, "allocated"),
        ("live", -20, -2, 0, "live"),
        ("live", -20, -2, -1, "closed"),
        ("published", -20, -2, -1, "closed"),
        ("cancelled", -20, -2, -1, "cancelled"),
    ]
    for state, apply_by, starts, ends, _ in cases:
        fair_of(opened, state, apply_by=apply_by, starts=starts, ends=ends)
    keep_to_the_days(opened)
    assert list(Fair.objects.order_by("pk").values_list("state", flat=True)) == [case[-1] for case in cases]


def test_second_run_takes_no_step(opened):
    fair_of(opened, "published", apply_by=-20, starts=-2, ends=-1)
    assert keep_to_the_days(opened) == 2
    assert keep_to_the_days(opened) == 0


def test_history_says_that_the_platform_took_the_step(opened):
    fair_of(opened, "call_open", apply_by=-1, starts=10, ends=11)
    keep_to_the_days(opened)
    entry = AuditEntry.objects.get(event="fair.close_call")
    assert (entry.actor, entry.after) == (None, {"state": "in_review"})


def test_job_looks_after_every_partnership(partnership):
    fair = fair_of(partnership, "call_open", apply_by=-1, starts=10, ends=11)
    keep_fairs_to_their_days()
    with activate(partnership):
        assert Fair.objects.get(pk=fair.pk).state == "in_review"
