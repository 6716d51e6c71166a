"""What is known of the reviews of a fair: progress, marks, the order that they give, and each one's own queue.

A mark is the weighted mean of the scores of one review, from 0 to 5; the mean of an application is that of its marks.
Since every review scores every criterion, the mean over all its scores is the same.
"""

from dataclasses import dataclass

from django.db.models import Count, F, FloatField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from fairs.models import Application, Fair, FairReviewer, Review, Score
from fairs.policy.roles import PEOPLE
from fairs.states import GONE_STATES, WAITING_STATES, ApplicationState, Eligibility, FairState, ReviewState
from partnerships.roles import held_by


def _mark(path=""):
    """Return the weighted mean of scores that lie at the end of `path`."""
    value, weight = f"{path}value", f"{path}criterion__weight"
    return Cast(Sum(F(value) * F(weight)), FloatField()) / Sum(weight)


def ranking(fair, actor):
    """Return the applications of a fair that the actor may see judged, the best mean first.

    Each has `mean`, `lowest` and `highest` of its marks (None before the first), and how many reviews are `done`,
    `open` and were left because of a `conflict`. Those of the actor's own organisations, or about which the actor has
    declared a conflict of interest, are not there.
    """
    scores = Score.objects.filter(review__application=OuterRef("pk"), review__state=ReviewState.DONE)
    marks = (
        Review.objects.filter(application=OuterRef("pk"), state=ReviewState.DONE)
        .annotate(mark=_mark("scores__"))
        .exclude(mark=None)
    )
    return (
        judged(fair)
        .of_others(actor)
        .free_of_conflict(actor)
        .select_related("organisation__municipality", "fair")
        .annotate(
            mean=Subquery(scores.order_by().values("review__application").annotate(mean=_mark()).values("mean")),
            lowest=Subquery(marks.order_by("mark").values("mark")[:1]),
            highest=Subquery(marks.order_by("-mark").values("mark")[:1]),
            done=_count(ReviewState.DONE),
            open=_count(ReviewState.ASSIGNED),
            conflict=_count(ReviewState.CONFLICTED),
        )
        .order_by(F("mean").desc(nulls_last=True), "submitted_at", "pk")
    )


def judged(fair):
    """Return the applications of a fair that take part in its review, or did."""
    return Application.objects.filter(fair=fair).exclude(state__in=[ApplicationState.DRAFT, *GONE_STATES])


def marks_of(fair):
    """Return {application id: mean of its marks, 0 to 5} of the reviewed applications of a fair."""
    scores = Score.objects.filter(review__application__fair=fair, review__state=ReviewState.DONE)
    means = scores.order_by().values("review__application").annotate(mean=_mark())
    return {row["review__application"]: row["mean"] for row in means}


@dataclass(frozen=True)
class Progress:
    """How far the check and the reviews of a fair are."""

    unchecked: int
    eligible: int
    ineligible: int
    assigned: int
    done: int
    unassigned: int

    @property
    def checked(self):
        return self.eligible + self.ineligible

    @property
    def applications(self):
        return self.checked + self.unchecked


def progress(fair):
    """Return the Progress of the review of a fair; only applications that still wait are counted."""
    waiting = Application.objects.waiting().filter(fair=fair)
    counts = waiting.aggregate(
        **{answer.value: Count("pk", filter=Q(eligibility=answer)) for answer in Eligibility},
    )
    counted = Q(state__in=[ReviewState.ASSIGNED, ReviewState.DONE])
    reviewable = Review.objects.filter(application__in=waiting.exclude(eligibility=Eligibility.INELIGIBLE))
    reviews = reviewable.aggregate(
        assigned=Count("pk", filter=counted), done=Count("pk", filter=Q(state=ReviewState.DONE))
    )
    held = Review.objects.filter(counted, application__fair=fair).values("application")
    unassigned = waiting.filter(eligibility=Eligibility.ELIGIBLE).exclude(pk__in=held).count()
    return Progress(**counts, **reviews, unassigned=unassigned)


@dataclass(frozen=True)
class Outcome:
    """What the check and the reviews say of one application, for those who decide on it."""

    application: Application
    mean: float | None
    reviews: int


def outcome_of(application):
    """Return the Outcome of an application; ask `fairs.see_reviews` before anybody sees it."""
    scores = Score.objects.filter(review__application=application, review__state=ReviewState.DONE)
    found = scores.aggregate(mean=_mark(), reviews=Count("review", distinct=True))
    return Outcome(application, found["mean"], found["reviews"])


def workload(fair):
    """Return the FairReviewers of a fair, each with its `open`, `done` and `conflicts`, the first appointed first."""
    return (
        FairReviewer.objects.filter(fair=fair)
        .select_related("user")
        .annotate(
            open=_of_reviewer(ReviewState.ASSIGNED),
            done=_of_reviewer(ReviewState.DONE),
            conflicts=_of_reviewer(ReviewState.CONFLICTED),
        )
        .order_by("pk")
    )


def reviews_of(application):
    """Return the reviews of an application with their scores and `mark`, as they were assigned."""
    return (
        Review.objects.filter(application=application)
        .select_related("reviewer", "application__fair", "application__organisation")
        .prefetch_related("scores__criterion")
        .annotate(mark=_mark("scores__"))
        .order_by("assigned_at", "pk")
    )


def own_reviews(actor, partnership):
    """Return the reviews that the actor has or had in the open partnership, without those left for a conflict."""
    return (
        Review.objects.filter(partnership=partnership, reviewer=actor)
        .exclude(state=ReviewState.CONFLICTED)
        .exclude(application__organisation__in=_own_organisations(actor))
        .filter(application__fair__reviewers__user=actor)
        .select_related("application__fair", "application__organisation__municipality")
        .order_by("application__fair__starts_on", "application__submitted_at", "application_id", "pk")
    )


def to_review(actor, partnership):
    """Return the reviews that wait for the actor, in the order in which the applications came."""
    return own_reviews(actor, partnership).filter(_is_open(), state=ReviewState.ASSIGNED)


def scored_by(actor, partnership):
    """Return the reviews that the actor has made and may still change, the latest first."""
    return own_reviews(actor, partnership).filter(_is_open(), state=ReviewState.DONE).order_by("-done_at", "-pk")


def next_to_review(actor, partnership, review):
    """Return the next review that waits for the actor beside `review`; None after the last."""
    others = to_review(actor, partnership).exclude(pk=review.pk)
    came = review.application.submitted_at
    later = Q(application__submitted_at__gt=came) | Q(application__submitted_at=came, pk__gt=review.pk)
    return others.filter(later, application__fair=review.application.fair_id).first() or others.first()


def suggested_criteria(fair):
    """Return the criteria of the latest edition of the same series that has any, to begin from; maybe none."""
    if fair.series_id is None:
        return []
    others = Fair.objects.filter(series=fair.series_id, criteria__isnull=False).exclude(pk=fair.pk)
    latest = others.order_by("-starts_on", "-pk").first()
    return list(latest.criteria.all()) if latest else []


def _own_organisations(actor):
    return [assignment.subject_id for assignment in held_by(actor) if assignment.role in PEOPLE]


def _is_open():
    return Q(
        application__fair__state=FairState.UNDER_REVIEW,
        application__state__in=WAITING_STATES,
    ) & ~Q(application__eligibility=Eligibility.INELIGIBLE)


def _count(state):
    held = Review.objects.filter(application=OuterRef("pk"), state=state).order_by()
    return _number(held.values("application"))


def _of_reviewer(state):
    held = Review.objects.filter(application__fair=OuterRef("fair"), reviewer=OuterRef("user"), state=state)
    return _number(held.order_by().values("reviewer"))


def _number(groups):
    return Coalesce(Subquery(groups.annotate(number=Count("pk")).values("number")), 0)
