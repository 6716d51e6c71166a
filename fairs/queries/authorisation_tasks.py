"""What the authorisation of fairs brings to a person's workspace: who is to answer, and which chain stands still."""

from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import history
from core.policy import authorise
from core.ui import panels
from core.ui.panels import Task
from fairs.models import AuthorisationRoute, AuthorisationStep, Fair
from fairs.policy.roles import served_municipality_ids
from fairs.states import AuthorisationState, FairState
from partnerships.policy import is_coordinator


def register():
    """Let the workspace tell what waits, and the history tell of bodies and their answers."""
    panels.tasks.register("fair_authorisations", tasks, order=22)
    history.register(AuthorisationStep, joins=("fair",))
    history.register(
        AuthorisationRoute, joins=("municipality",), labels={"steps": gettext_lazy("bodies in their order")}
    )


def tasks(actor, partnership):
    """Return what waits for this person in the open partnership."""
    return [*_to_answer(actor, partnership), *_to_lead_on(actor, partnership)]


def waiting_for(actor, partnership):
    """Return the steps that the actor is to answer, the most urgent first.

    Those where the actor is named; as deputy once the day has passed; as officer of the municipality where nobody is
    named and no mailbox is asked.
    """
    if not authorise(actor, "fairs.own_authorisations", partnership):
        return AuthorisationStep.objects.none()
    named = Q(responsible=actor) | Q(deputy=actor, due_on__lt=timezone.localdate())
    serving = Q(responsible=None, email="", fair__municipality__in=served_municipality_ids(actor, partnership.pk))
    waiting = AuthorisationStep.objects.filter(
        partnership=partnership, state=AuthorisationState.ASKED, fair__state=FairState.PLANNED
    )
    return waiting.filter(named | serving).select_related("fair").order_by("due_on", "pk")


def standing_still(actor, partnership):
    """Return the planned fairs that the actor leads or hosts whose chain waits for nobody, each with `since`."""
    steps = AuthorisationStep.objects.filter(fair=OuterRef("pk"))
    planned = Fair.objects.filter(partnership=partnership, state=FairState.PLANNED)
    if not is_coordinator.decide(actor, partnership):
        planned = planned.filter(municipality__in=served_municipality_ids(actor, partnership.pk))
    begun = planned.filter(Exists(steps), ~Exists(steps.filter(state=AuthorisationState.ASKED)))
    return begun.annotate(since=Max("authorisation_steps__answered_at")).order_by("since", "pk")


def _to_answer(actor, partnership):
    for step in waiting_for(actor, partnership):
        yield Task(
            title=_("“%(fair)s”: %(body)s is to answer") % {"fair": step.fair.name, "body": step.name},
            url=reverse(
                "authorisation_answer",
                kwargs={"partnership": partnership.slug, "fair": step.fair.slug, "step": step.pk},
            ),
            button=_("Answer"),
            since=step.asked_at,
        )


def _to_lead_on(actor, partnership):
    for fair in standing_still(actor, partnership):
        yield Task(
            title=_("“%(fair)s”: the authorisation waits for the next step") % {"fair": fair.name},
            url=reverse("authorisation_chain", kwargs={"partnership": partnership.slug, "fair": fair.slug}),
            button=_("See the authorisation"),
            since=fair.since,
        )
