"""What a municipal officer works through: the queue, and everything needed for one decision."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from enterprises.models import OrganisationRecord, Product
from fairs.models import Application, Fair, MoreAsked, MunicipalDecision
from fairs.policy.roles import served_municipality_ids
from fairs.states import DECIDABLE_STATES, FairState, Outcome


def queue(actor, partnership):
    """Return the applications that wait for the actor's municipality, the oldest deadline first.

    `asked_until` is the day until which an applicant was asked for more.
    """
    unanswered = MoreAsked.objects.unanswered().filter(application=OuterRef("pk"))
    return (
        Application.objects.waiting()
        .filter(partnership=partnership, fair__state__in=DECIDABLE_STATES)
        .exclude(_is_decided())
        .for_municipalities(served_municipality_ids(actor, partnership.pk))
        .of_others(actor)
        .free_of_conflict(actor)
        .select_related("fair__municipality", "organisation__municipality")
        .annotate(
            asked_until=Subquery(unanswered.values("due_on")[:1]),
            is_answer_late=Exists(unanswered.filter(due_on__lt=timezone.localdate())),
        )
        .by_deadline()
    )


def decided(actor, partnership):
    """Return the decisions in force of the actor's municipality, pending and released, the newest first."""
    return (
        MunicipalDecision.objects.in_force()
        .filter(
            partnership=partnership,
            application__fair__municipality__in=served_municipality_ids(actor, partnership.pk),
            application__in=Application.objects.filter(partnership=partnership).free_of_conflict(actor),
        )
        .select_related("application__fair", "application__organisation", "decided_by")
        .order_by("-decided_at", "-pk")
    )


def to_release(actor, partnership):
    """Return the fairs of the actor's municipality under review with pending decisions; `undecided` is what lacks."""
    waiting = Application.objects.waiting().filter(fair=OuterRef("pk"))
    return (
        Fair.objects.filter(
            partnership=partnership,
            state=FairState.UNDER_REVIEW,
            municipality__in=served_municipality_ids(actor, partnership.pk),
        )
        .filter(Exists(waiting.filter(_is_decided())))
        .exclude(Exists(waiting.exclude(_is_decided())))
        .order_by("starts_on", "pk")
    )


@dataclass(frozen=True)
class Readiness:
    """How far the decisions on a fair are."""

    approvals: int
    refusals: int
    undecided: int

    @property
    def pending(self):
        return self.approvals + self.refusals

    @property
    def is_complete(self):
        return self.pending > 0 and self.undecided == 0


def readiness(fair):
    """Return the Readiness of a fair of the open partnership."""
    waiting = Application.objects.waiting().filter(fair=fair)
    counts = (
        MunicipalDecision.objects.pending()
        .filter(application__in=waiting)
        .aggregate(
            approvals=Count("pk", filter=Q(outcome=Outcome.APPROVE)),
            refusals=Count("pk", filter=Q(outcome=Outcome.REFUSE)),
        )
    )
    return Readiness(**counts, undecided=waiting.exclude(_is_decided()).count())


def decision_on(application):
    """Return the decision in force on an application, pending or released, or None: not for applicants' eyes."""
    return (
        MunicipalDecision.objects.in_force()
        .filter(application=application)
        .select_related("decided_by", "dossier")
        .first()
    )


def released_decision_on(application):
    """Return the decision on an application that its people may know, with its dossier, or None."""
    return MunicipalDecision.objects.released().filter(application=application).select_related("dossier").first()


def _is_decided():
    return Exists(MunicipalDecision.objects.in_force().filter(application=OuterRef("pk")))


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
    """How many stands of a fair are promised or about to be, of how many."""

    taken: int
    capacity: int

    @property
    def free(self):
        return max(self.capacity - self.taken, 0)


def stands_of(fair):
    """Return the Stands of a fair of the open partnership, pending approvals counted: not for applicants' eyes."""
    pending = MunicipalDecision.objects.pending().filter(application__fair=fair, outcome=Outcome.APPROVE).count()
    return Stands(Application.objects.filter(fair=fair).approved().count() + pending, fair.capacity)


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
