"""Offers of stands: whose turn it is, who waits for a stand that became free, and what pages show of it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from fairs.allocation.problem import ANIMALS, FOOD, Applicant, StandPlace, unmet_needs
from fairs.models import AllocationPolicy, AllocationRun, Placement, Stand, StandOffer
from fairs.queries.plan_geometry import by_code
from fairs.queries.standing import standing_at
from fairs.states import ApplicationState, FairState, OfferState, RunState

REMINDED_DAYS = (7, 3, 1)
"""So many days before the end of an offer its people are reminded of it."""

LAST_DAYS = 5
"""A stand that becomes free so few days before the fair is offered to all who wait at once: the first one gets it."""

OFFERING_STATES = (FairState.PUBLISHED,)
"""While a fair is in one of these, stands are offered and confirmed."""

LIVE_OFFERS = (OfferState.OFFERED, OfferState.CONFIRMED)


def deadline_of(fair, now):
    """Return the moment until which an offer that is made now can be confirmed: the end of a day.

    It leaves as much time again for whoever comes next, and never ends later than the day before the fair.
    """
    today = timezone.localdate(now)
    days_left = (fair.starts_on - today).days
    days = min(fair.confirm_days, max(days_left // 2, 1))
    return _end_of(min(today + timedelta(days=days), _last_day(fair, today)))


def open_deadline_of(fair, now):
    """Return the end of an offer to all who wait: the day before the fair."""
    return _end_of(_last_day(fair, timezone.localdate(now)))


def is_in_last_days(fair):
    """Say whether there is no time any more to ask one after another."""
    return (fair.starts_on - timezone.localdate()).days < LAST_DAYS


def reminder_due(offer, today):
    """Return the reminder that is due on a day (7, 3 or 1), or None: each one once, a late one instead of none."""
    due = reached_by((timezone.localdate(offer.confirm_by) - today).days)
    already = offer.reminded or REMINDED_DAYS[0] + 1
    return due if due is not None and due < already else None


def reached_by(days_left):
    """Return the last of REMINDED_DAYS that has come with so many days left, or None."""
    reached = [days for days in REMINDED_DAYS if days_left <= days]
    return min(reached) if reached else None


def accepted_run(fair):
    """Return the AllocationRun in force of a fair, or None."""
    return AllocationRun.objects.filter(fair=fair, state=RunState.ACCEPTED).first()


def placements_to_offer(fair):
    """Return the placements of the run in force whose applicants have a stand and no offer yet."""
    run = accepted_run(fair)
    if run is None:
        return Placement.objects.none()
    offered = StandOffer.objects.filter(application__fair=fair)
    return (
        Placement.objects.filter(run=run, stand__isnull=False, application__state=ApplicationState.APPROVED)
        .exclude(application__in=offered.values("application"))
        .select_related("application__organisation", "stand")
    )


def waiting_list(fair):
    """Return the placements of those who still wait for a stand, in their order."""
    run = accepted_run(fair)
    if run is None:
        return Placement.objects.none()
    asked = StandOffer.objects.filter(application__fair=fair).filter(
        Q(state=OfferState.CONFIRMED) | Q(state=OfferState.OFFERED, is_open=False)
    )
    return (
        Placement.objects.filter(run=run, waiting_place__isnull=False, application__state=ApplicationState.APPROVED)
        .exclude(application__in=asked.values("application"))
        .select_related("application__organisation")
        .order_by("waiting_place", "pk")
    )


def place_in_list(application):
    """Return which place an application has among those who still wait for a stand, 1 first; None when it does not."""
    waiting = [one.application_id for one in waiting_list(application.fair)]
    return waiting.index(application.pk) + 1 if application.pk in waiting else None


def who_may_follow(fair, stand):
    """Return the applications that wait and could take this stand, in the order of the waiting list.

    Left out is whom it does not fit, who may not stand beside its neighbours, and who had an offer of it before.
    """
    asked = set(StandOffer.objects.filter(stand=stand).values_list("application", flat=True))
    policy = AllocationPolicy.objects.filter(fair=fair).first()
    beside = _neighbours_of(fair, stand) if policy is None or policy.keeps_food_apart else []
    place = _as_place(stand)
    return [
        waiting.application
        for waiting in waiting_list(fair)
        if waiting.application_id not in asked and _fits(waiting.application, place, beside)
    ]


def free_stands(fair):
    """Return the stands that nobody has or is asked about, by code; of a fair whose stands were offered."""
    asked = StandOffer.objects.filter(stand__fair=fair, state__in=LIVE_OFFERS)
    return sorted(Stand.objects.filter(fair=fair).exclude(pk__in=asked.values("stand")), key=by_code)


def offers_to_remind(partnership):
    """Return the offers of the open partnership for which a reminder can be due."""
    until = timezone.now() + timedelta(days=REMINDED_DAYS[0] + 1)
    return StandOffer.objects.filter(
        partnership=partnership, state=OfferState.OFFERED, confirm_by__range=(timezone.now(), until)
    ).order_by("pk")


def offers_past_their_end(partnership):
    """Return the offers of the open partnership that nobody confirmed in time, the oldest end first."""
    late = StandOffer.objects.filter(partnership=partnership, state=OfferState.OFFERED, confirm_by__lt=timezone.now())
    return late.order_by("confirm_by", "pk")


def offers_of(fair):
    """Return all offers of a fair with what the organiser's list shows, the stands by code, the latest offer first."""
    offers = StandOffer.objects.filter(application__fair=fair).select_related(
        "stand", "application__organisation", "application__fee", "contract"
    )
    return sorted(offers, key=lambda offer: (by_code(offer.stand), -offer.pk))


def offers_to(application):
    """Return the offers that an application got, the latest first."""
    return application.offers.select_related("stand__fair", "contract", "application").order_by("-pk")


@dataclass(frozen=True)
class OfferCounts:
    """How far the confirmations of a fair are."""

    confirmed: int
    waiting: int
    free: int
    on_list: int


def counts_of(offers, free, waiting):
    """Return the OfferCounts of lists that were read already."""
    return OfferCounts(
        confirmed=sum(offer.state == OfferState.CONFIRMED for offer in offers),
        waiting=sum(offer.state == OfferState.OFFERED for offer in offers),
        free=len(free),
        on_list=len(waiting),
    )


def _neighbours_of(fair, stand):
    held = standing_at(fair)
    beside = Stand.objects.filter(fair=fair, code__in=stand.neighbours)
    return [_as_applicant(held[key].application) for key in beside.values_list("pk", flat=True) if key in held]


def _fits(application, place, beside):
    applicant = _as_applicant(application)
    if unmet_needs(applicant, place):
        return False
    return not any({applicant.goods, other.goods} == {FOOD, ANIMALS} for other in beside)


def _as_applicant(application):
    return Applicant(
        key=str(application.pk),
        frontage=round((application.frontage or 0) * 10),
        power=application.power_watts,
        needs_water=application.needs_water,
        needs_cold=application.needs_cold,
        has_vehicle=bool(application.vehicle),
        goods=application.goods,
    )


def _as_place(stand):
    return StandPlace(
        code=stand.code,
        kind=stand.kind,
        frontage=round(stand.frontage * 10),
        power=stand.power_watts,
        has_water=stand.has_water,
        has_cold=stand.has_cold,
        takes_food=stand.takes_food,
        takes_animals=stand.takes_animals,
    )


def _last_day(fair, today):
    return max(fair.starts_on - timedelta(days=1), today)


def _end_of(day):
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
