"""What a municipal officer works through: the queue, and everything needed for one decision."""

from dataclasses import dataclass

from django.db.models import Q

from enterprises.models import OrganisationRecord, Product
from fairs.models import Application
from fairs.policy.roles import served_municipality_ids
from fairs.states import DECIDABLE_STATES


def queue(actor, partnership):
    """Return the applications that wait for the actor's municipality, the oldest deadline first."""
    return (
        Application.objects.waiting()
        .filter(partnership=partnership, fair__state__in=DECIDABLE_STATES)
        .for_municipalities(served_municipality_ids(actor, partnership.pk))
        .select_related("fair__municipality", "organisation__municipality")
        .by_deadline()
    )


def decided(actor, partnership):
    """Return the decisions of the actor's municipality, the newest first."""
    return (
        Application.objects.filter(partnership=partnership, decided_at__isnull=False)
        .for_municipalities(served_municipality_ids(actor, partnership.pk))
        .select_related("fair__municipality", "organisation__municipality", "decided_by")
        .order_by("-decided_at", "-pk")
    )


def next_in_queue(waiting, application):
    """Return the application that follows in the queue `waiting`; after the last the first, None when alone."""
    others = waiting.exclude(pk=application.pk)
    deadline, moment = application.fair.apply_by, application.submitted_at
    later = (
        Q(fair__apply_by__gt=deadline)
        | Q(fair__apply_by=deadline, submitted_at__gt=moment)
        | Q(fair__apply_by=deadline, submitted_at=moment, pk__gt=application.pk)
    )
    return others.filter(later).first() or others.first()


@dataclass(frozen=True)
class Stands:
    """How many stands of a fair are promised, of how many."""

    taken: int
    capacity: int

    @property
    def free(self):
        return max(self.capacity - self.taken, 0)


def stands_of(fair):
    """Return the Stands of a fair of the open partnership."""
    return Stands(Application.objects.filter(fair=fair).approved().count(), fair.capacity)


@dataclass(frozen=True)
class Dossier:
    """Everything an officer needs on one screen."""

    application: Application
    record: OrganisationRecord | None
    products: list[Product]
    stands: Stands
    earlier: int


def dossier(application):
    """Return the Dossier of an application of the open partnership."""
    organisation = application.organisation
    earlier = Application.objects.filter(organisation=organisation).approved().exclude(fair=application.fair_id)
    return Dossier(
        application=application,
        record=OrganisationRecord.objects.filter(organisation=organisation).first(),
        products=list(Product.objects.published().filter(organisation=organisation).order_by("name")),
        stands=stands_of(application.fair),
        earlier=earlier.count(),
    )
