"""What comes after a fair brings to a person's workspace."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.policy import authorise
from core.ui.panels import Task
from fairs.models import Fair
from fairs.queries.surveys import open_surveys
from fairs.states import FairState

REPORT_WITHIN = timedelta(days=90)
"""After so long nobody is asked for a report any more."""


def tasks(actor, partnership):
    """Return what waits for this person in the open partnership: questionnaires and reports."""
    return [*_for_exhibitor(actor, partnership), *_for_coordinator(actor, partnership)]


def _for_exhibitor(actor, partnership):
    if not authorise(actor, "fairs.own_applications", partnership):
        return
    for application in open_surveys(actor, partnership).select_related("survey_invitation"):
        yield Task(
            title=_("How was “%(fair)s”? Four short questions") % {"fair": application.fair.name},
            url=reverse("survey", kwargs={"partnership": partnership.slug, "application": application.pk}),
            button=_("Answer"),
            since=application.survey_invitation.sent_at,
        )


def _for_coordinator(actor, partnership):
    if not authorise(actor, "fairs.organise", partnership):
        return
    over = Fair.objects.filter(
        partnership=partnership,
        state=FairState.CLOSED,
        ends_on__gte=timezone.localdate() - REPORT_WITHIN,
        report__published_at=None,
    )
    for fair in over.order_by("ends_on", "pk"):
        yield Task(
            title=_("“%(fair)s” has no public report yet") % {"fair": fair.name},
            url=reverse("fair_after", kwargs={"partnership": partnership.slug, "fair": fair.slug}),
            button=_("Write it"),
        )
