"""What fairs bring to a person's workspace: what waits, and what can be done."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import day_in_words
from core.policy import authorise
from core.ui.panels import Link, Task
from fairs.models import Fair, MoreAsked
from fairs.queries.day_tasks import day_tasks
from fairs.queries.decisions import queue
from fairs.queries.participants import own_applications
from fairs.states import ApplicationState

RECENT = timedelta(days=14)


def tasks(actor, partnership):
    """Return what waits for this person in the open partnership, as officer and manager."""
    return [
        *day_tasks(actor, partnership),
        *_for_officer(actor, partnership),
        *_for_manager(actor, partnership),
    ]


def tools(actor, partnership):
    """Return what this person can do with fairs in the open partnership."""
    offered = [
        ("fairs.organise", _("New fair"), "fair_create"),
        ("fairs.oversee", _("Fairs and their applications"), "fair_list"),
        ("fairs.organise", _("Series of fairs"), "series_list"),
        ("fairs.queue", _("Applications to the municipality"), "application_queue"),
        ("fairs.see_authorisation_routes", _("How municipalities authorise fairs"), "authorisation_routes"),
        ("fairs.own_applications", _("My applications to fairs"), "application_list"),
    ]
    return [
        Link(label, reverse(name, kwargs={"partnership": partnership.slug}))
        for permission, label, name in offered
        if authorise(actor, permission, partnership)
    ]


def section_address(partnership):
    """Return where the navigation's link to the fairs leads: a partnership's own, else those of the country."""
    return reverse("fair_list", kwargs={"partnership": partnership.slug}) if partnership else reverse("national_fairs")


def _for_officer(actor, partnership):
    if not authorise(actor, "fairs.queue", partnership):
        return
    arrived = queue(actor, partnership).values_list("submitted_at", flat=True)
    if not arrived:
        return
    words = ngettext(
        "%(number)s application waits for a decision", "%(number)s applications wait for a decision", len(arrived)
    )
    yield Task(
        title=words % {"number": len(arrived)},
        url=reverse("application_queue", kwargs={"partnership": partnership.slug}),
        button=_("Decide"),
        since=min(arrived),
    )


def _for_manager(actor, partnership):
    if not authorise(actor, "fairs.own_applications", partnership):
        return
    yield from _to_answer(actor, partnership)
    yield from _unfinished(actor, partnership)
    decided = own_applications(actor, partnership).filter(
        state__in=[ApplicationState.APPROVED, ApplicationState.REFUSED], decided_at__gte=timezone.now() - RECENT
    )
    for application in decided.order_by("-decided_at", "pk"):
        yield Task(
            title=_("%(fair)s: %(state)s") % {"fair": application.fair.name, "state": application.get_state_display()},
            url=reverse("application_detail", kwargs={"partnership": partnership.slug, "application": application.pk}),
            button=_("See the decision"),
            since=application.decided_at,
        )


def _to_answer(actor, partnership):
    returned = own_applications(actor, partnership).filter(state=ApplicationState.RETURNED)
    questions = MoreAsked.objects.unanswered().filter(application__in=returned)
    for asked in questions.select_related("application__fair").order_by("due_on", "pk"):
        yield Task(
            title=_("“%(fair)s”: more is asked for, until %(day)s")
            % {"fair": asked.application.fair.name, "day": day_in_words(asked.due_on)},
            url=reverse(
                "application_answer", kwargs={"partnership": partnership.slug, "application": asked.application_id}
            ),
            button=_("Answer the municipality"),
            since=asked.asked_at,
        )


def _unfinished(actor, partnership):
    """Drafts of a call that is still open."""
    waiting = own_applications(actor, partnership).filter(
        state=ApplicationState.DRAFT, fair__in=Fair.objects.taking_applications()
    )
    for application in waiting.order_by("fair__apply_by", "pk"):
        yield Task(
            title=_("Your application to “%(fair)s” is not submitted yet") % {"fair": application.fair.name},
            url=reverse("application_edit", kwargs={"partnership": partnership.slug, "application": application.pk}),
            button=_("Continue"),
            since=application.edited_at or application.submitted_at,
        )
