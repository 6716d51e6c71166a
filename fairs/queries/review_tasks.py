"""What the review of applications brings to a person's workspace."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.policy import authorise
from core.ui.panels import Link, Task
from fairs.models import Application
from fairs.queries.reviews import own_reviews, to_review
from fairs.states import Eligibility, FairState


def tasks(actor, partnership):
    """Return what waits for this person in the open partnership: as a reviewer, and as who checks the terms."""
    return [*_for_reviewer(actor, partnership), *_for_coordinator(actor, partnership)]


def tools(actor, partnership):
    """Return the list of own reviews for whoever has any."""
    if not authorise(actor, "fairs.reviews", partnership) or not own_reviews(actor, partnership).exists():
        return []
    return [Link(_("My reviews of applications"), reverse("review_list", kwargs={"partnership": partnership.slug}))]


def _for_reviewer(actor, partnership):
    if not authorise(actor, "fairs.reviews", partnership):
        return
    assigned = to_review(actor, partnership).values_list("assigned_at", flat=True)
    if not assigned:
        return
    words = ngettext(
        "%(number)s application waits for your review", "%(number)s applications wait for your review", len(assigned)
    )
    yield Task(
        title=words % {"number": len(assigned)},
        url=reverse("review_list", kwargs={"partnership": partnership.slug}),
        button=_("Review"),
        since=min(assigned),
    )


def _for_coordinator(actor, partnership):
    if not authorise(actor, "fairs.organise", partnership):
        return
    unchecked = (
        Application.objects.waiting()
        .filter(partnership=partnership, fair__state=FairState.UNDER_REVIEW, eligibility=Eligibility.UNCHECKED)
        .of_others(actor)
        .free_of_conflict(actor)
        .select_related("fair")
        .order_by("submitted_at", "pk")
    )
    by_fair = {}
    for application in unchecked:
        by_fair.setdefault(application.fair, []).append(application.submitted_at)
    for fair, arrived in by_fair.items():
        words = ngettext(
            "“%(fair)s”: %(number)s application to check against the terms",
            "“%(fair)s”: %(number)s applications to check against the terms",
            len(arrived),
        )
        yield Task(
            title=words % {"fair": fair.name, "number": len(arrived)},
            url=reverse("review_eligibility", kwargs={"partnership": partnership.slug, "fair": fair.slug}),
            button=_("Check them"),
            since=min(arrived),
        )
