"""Founding projects as their own people and the coordinators look at them."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db.models import Case, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Lower
from django.utils import timezone

from core.history import NOTHING
from core.models import AuditEntry
from enterprises.models import (
    FoundingMember,
    FoundingMentor,
    FoundingPaper,
    FoundingProject,
    FoundingStage,
    FoundingStep,
    Organisation,
)
from enterprises.queries.founding.needs import belongs
from enterprises.states import FOUNDING_OPEN, MentorState
from partnerships.roles import held_by
from partnerships.states import Role

STANDS_STILL = timedelta(days=30)
"""A project in which nothing happened for so long stands still."""


def whole():
    """Return all projects with what their pages and the policy ask of them, in a few queries for any number."""
    team = FoundingMember.objects.filter(left_at=None).select_related("user", "invited_by")
    mentors = FoundingMentor.objects.select_related("organisation__partnership")
    steps = FoundingStep.objects.select_related("kind", "done_by")
    return FoundingProject.objects.select_related(
        "partnership__region", "municipality", "kind", "legal_form", "organisation"
    ).prefetch_related(
        Prefetch("team", team.order_by("-is_lead", "invited_at")),
        Prefetch("mentors", mentors.order_by("asked_at")),
        Prefetch("steps", steps.order_by(F("due_on").asc(nulls_last=True), "kind__position", "pk")),
    )


def with_since(projects):
    """Annotate projects with `since`: when they entered their present state."""
    stay = FoundingStage.objects.filter(project=OuterRef("pk"), until=None)
    return projects.annotate(since=Subquery(stay.values("since")[:1]))


def checklist(project):
    """Return [(step, standing, papers)] of a whole project, in the order of the deadlines."""
    papers = {}
    for paper in FoundingPaper.objects.filter(project=project).select_related("uploaded_by"):
        papers.setdefault(paper.step_id, []).append(paper)
    return [(step, standing(step, project), papers.get(step.pk, [])) for step in project.steps.all()]


def standing(step, project):
    """Return how a step stands: done, former (of an earlier choice), overdue, soon or open."""
    if step.done_at:
        return "done"
    if not belongs(step, project):
        return "former"
    if step.due_on is None:
        return "open"
    left = (step.due_on - timezone.localdate()).days
    if left < 0:
        return "overdue" if project.state in FOUNDING_OPEN else "open"
    return "soon" if left <= 7 else "open"


def overdue(project):
    """Return the steps of a whole project whose deadline has passed."""
    return [step for step in project.steps.all() if standing(step, project) == "overdue"]


def history(project):
    """Return the audit rows of a project and of all that belongs to it, the newest first."""
    about = Q(object_type="enterprises.foundingproject", object_id=project.pk)
    for model in (FoundingMember, FoundingMentor, FoundingStep, FoundingPaper):
        own = model.objects.filter(project=project).values("pk")
        about |= Q(object_type=model._meta.label_lower, object_id__in=own)
    return AuditEntry.objects.filter(about, partnership=project.partnership_id).select_related("actor")


def called(project, *, is_team):
    """Return {(type, key): name} of what the `history` of a whole project is about, as its own page calls it.

    Addresses of people who have not joined are for the team alone.
    """
    names = {("enterprises.foundingproject", project.pk): NOTHING}
    for seat in FoundingMember.objects.filter(project=project).select_related("user"):
        address = seat.email if is_team else NOTHING
        names["enterprises.foundingmember", seat.pk] = str(seat.user) if seat.user else address
    for mentor in project.mentors.all():
        names["enterprises.foundingmentor", mentor.pk] = str(mentor.organisation)
    for step in project.steps.all():
        names["enterprises.foundingstep", step.pk] = str(step)
    for paper in FoundingPaper.objects.filter(project=project):
        names["enterprises.foundingpaper", paper.pk] = paper.title
    return names


def led_or_joined(actor, partnership):
    """Return the projects under way in whose team the actor is."""
    seats = FoundingMember.objects.filter(user=actor, left_at=None).values("project")
    return with_since(whole().filter(pk__in=seats, partnership=partnership, state__in=FOUNDING_OPEN)).order_by("pk")


def invitations_to(actor, partnership):
    """Return the open invitations to a confirmed address of the actor: the mail may have been overlooked."""
    confirmed = EmailAddress.objects.filter(user=actor, verified=True).annotate(lower=Lower("email"))
    return (
        FoundingMember.objects.filter(
            partnership=partnership,
            user=None,
            left_at=None,
            email__in=confirmed.values("lower"),
            expires_at__gt=timezone.now(),
            project__state__in=FOUNDING_OPEN,
        )
        .select_related("project__municipality", "project__partnership__region", "invited_by")
        .order_by("invited_at")
    )


def questions_to(actor, partnership):
    """Return the FoundingMentors that the actor, as a manager, has yet to answer."""
    managed = [
        assignment.subject_id
        for assignment in held_by(actor)
        if assignment.role == Role.MANAGER and assignment.partnership_id == partnership.pk
    ]
    if not managed:
        return FoundingMentor.objects.none()
    asked = FoundingMentor.objects.filter(organisation__in=managed, state=MentorState.ASKED)
    return asked.select_related("project", "organisation").order_by("asked_at")


def mentored_by(actor, partnership):
    """Return the projects under way that an organisation of the actor stands by."""
    own = [
        assignment.subject_id
        for assignment in held_by(actor)
        if assignment.role in (Role.MANAGER, Role.CONTRIBUTOR) and assignment.partnership_id == partnership.pk
    ]
    if not own:
        return FoundingProject.objects.none()
    accepted = FoundingMentor.objects.filter(organisation__in=own, state=MentorState.ACCEPTED).values("project")
    return FoundingProject.objects.filter(pk__in=accepted, state__in=FOUNDING_OPEN).order_by("pk")


def standing_still(partnership):
    """Return the projects under way in which nothing happened for a month, the quietest first."""
    before = timezone.now() - STANDS_STILL
    return FoundingProject.objects.filter(
        partnership=partnership, state__in=FOUNDING_OPEN, last_event_at__lt=before
    ).order_by("last_event_at")


def possible_mentors(project):
    """Return the active organisations of the partnership that are neither mentors nor asked.

    Those of the project's own municipality come first, then by municipality and name.
    """
    taken = FoundingMentor.objects.filter(project=project, state__in=(MentorState.ASKED, MentorState.ACCEPTED)).values(
        "organisation"
    )
    active = Organisation.objects.filter(partnership=project.partnership_id, state=Organisation.State.ACTIVE)
    elsewhere = Case(When(municipality=project.municipality_id, then=0), default=1)
    return active.exclude(pk__in=taken).order_by(elsewhere, "municipality__sort_key", "sort_key", "pk")


def origin_of(organisation, actor):
    """Return the project an organisation came from, with the mentors that `stood_by`; None if there is none to see."""
    mentors = FoundingMentor.objects.filter(state=MentorState.ACCEPTED).select_related("organisation__partnership")
    projects = FoundingProject.objects.filter(organisation=organisation).visible_to(actor)
    return projects.prefetch_related(Prefetch("mentors", mentors, to_attr="stood_by")).first()
