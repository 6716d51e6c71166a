"""What the frame of the pages shows of founding projects: tasks and tools of the workspace."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.policy import authorise
from core.ui.panels import Link, Task
from enterprises.queries.founding import projects
from enterprises.queries.founding.needs import needs


def tasks(actor, partnership):
    """Return what waits: invitations, own projects, questions to own organisations, and what stands still."""
    return [
        *(_invitation(seat) for seat in projects.invitations_to(actor, partnership)),
        *(_own(project, actor) for project in projects.led_or_joined(actor, partnership)),
        *(_question(mentor) for mentor in projects.questions_to(actor, partnership)),
        *_still(actor, partnership),
    ]


def tools(actor, partnership):
    """Return the projects that the actor mentors, the funnel for those who oversee, and where one begins."""
    links = [
        Link(_("Mentor of: %(title)s") % {"title": project}, _address("founding_detail", project))
        for project in projects.mentored_by(actor, partnership)
    ]
    if authorise(actor, "enterprises.oversee_founding", partnership):
        links.append(Link(_("Founding projects"), reverse("founding_funnel", args=[partnership.slug])))
    links.append(Link(_("Found a social enterprise"), reverse("founding_entry", args=[partnership.slug])))
    return links


def takes_part(actor, partnership):
    """Tell whether the actor is in the team of a project under way there, or invited to one."""
    return projects.led_or_joined(actor, partnership).exists() or projects.invitations_to(actor, partnership).exists()


def _invitation(seat):
    title = _("You are invited to a team: %(title)s") % {"title": seat.project}
    return Task(title, _address("founding_invited", seat.project), _("Answer"), seat.invited_at)


def _own(project, actor):
    late = projects.overdue(project)
    if late:
        words = ngettext("%(title)s: %(number)s step is overdue", "%(title)s: %(number)s steps are overdue", len(late))
        title = words % {"title": project, "number": len(late)}
        return Task(title, _address("founding_checklist", project), _("Open the checklist"), project.since)
    lead = next((seat for seat in project.team.all() if seat.is_lead), None)
    wanted = next((need for need in needs(project) if not need.is_met), None)
    if wanted is None and lead and lead.user_id != actor.pk:
        title = _("%(title)s: ready for the next step, which %(person)s takes") % {
            "title": project,
            "person": lead.user,
        }
        return Task(title, _address("founding_detail", project), _("Have a look"), project.since)
    title = _("%(title)s: %(next)s") % {
        "title": project,
        "next": wanted.words if wanted else _("ready for the next step"),
    }
    return Task(title, _address("founding_detail", project), _("Continue"), project.since)


def _question(mentor):
    title = _("%(name)s is asked to be a mentor: %(title)s") % {"name": mentor.organisation, "title": mentor.project}
    return Task(title, _address("founding_detail", mentor.project), _("Answer"), mentor.asked_at)


def _still(actor, partnership):
    if not authorise(actor, "enterprises.oversee_founding", partnership):
        return []
    return [
        Task(
            _("A founding project stands still: %(title)s") % {"title": project},
            _address("founding_detail", project),
            _("Have a look"),
            project.last_event_at,
        )
        for project in projects.standing_still(partnership).select_related("partnership")
    ]


def _address(route, project):
    return reverse(route, args=[project.partnership.slug, project.pk])
