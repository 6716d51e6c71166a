"""What the frame of the pages shows of organisations: columns, figures, tasks and tools."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.policy import authorise
from core.ui.panels import Figure, Link, Panel, PanelItem, Task
from enterprises.models import Organisation
from enterprises.queries import counts, steps, waiting
from partnerships.roles import held_by
from partnerships.states import Role


def directory(partnership):
    """Return the address of the directory of a partnership; the country's directory is the search."""
    return reverse("organisation_list", args=[partnership.slug]) if partnership else None


def new_members():
    """Return the column of the home page."""
    return _newest_panel(counts.newest(), url="")


def new_members_here(partnership):
    """Return the column of a region's page."""
    return _newest_panel(counts.newest(partnership), url=directory(partnership))


def number_of_organisations():
    """Return the figure of the whole country."""
    number = counts.published_in().count()
    return Figure(number, ngettext("organisation", "organisations", number))


def tasks(actor, partnership):
    """Return the registrations that wait for a coordinator, and the drafts that wait for their manager."""
    return [*_registrations(actor, partnership), *_drafts(actor, partnership)]


def tools(actor, partnership):
    """Return the desks of the organisations that the actor works for, and the directory's own tools."""
    links = [
        Link(assignment.subject_label, _desk(partnership, slug))
        for assignment, slug in _own_organisations(actor, partnership)
    ]
    if authorise(actor, "enterprises.decide", partnership):
        links.append(Link(_("Registrations"), reverse("registration_queue", args=[partnership.slug])))
    links.append(Link(_("Register an organisation"), reverse("organisation_register", args=[partnership.slug])))
    return links


def subjects(partnership):
    """Return [(id, name)] of the organisations that a manager or contributor can be invited to.

    One that nobody has claimed yet has no people: whoever is behind it claims it, with evidence.
    """
    closed = [Organisation.State.ARCHIVED, Organisation.State.UNCLAIMED]
    organisations = Organisation.objects.filter(partnership=partnership).exclude(state__in=closed)
    return [(organisation.pk, str(organisation)) for organisation in organisations.order_by("sort_key")]


def _newest_panel(organisations, url):
    items = [
        PanelItem(str(organisation), organisation.get_absolute_url(), str(organisation.municipality))
        for organisation in organisations
    ]
    return Panel(
        _("New members"),
        items,
        url=url,
        empty=_("No organisation is listed yet. The first ones are on their way."),
        all_label=_("All the organisations"),
    )


def _registrations(actor, partnership):
    if not authorise(actor, "enterprises.decide", partnership):
        return []
    return [
        Task(
            _("Registration: %(name)s") % {"name": organisation},
            reverse("registration_decide", args=[partnership.slug, organisation.pk]),
            _("Decide"),
            organisation.submitted_at,
        )
        for organisation in waiting.waiting_registrations(partnership)
    ]


def _drafts(actor, partnership):
    return [_draft(organisation) for organisation in waiting.drafts_of(actor, partnership)]


def _draft(organisation):
    refused = bool(organisation.record.decision_reason)
    title = _("Mend the registration: %(name)s") if refused else _("Finish the registration: %(name)s")
    since = organisation.refused_at if refused else organisation.created_at
    # What was refused is read as a whole first, with the reason above it; what was left is taken up at its next step.
    step = steps.REVIEW if refused else steps.next_step(organisation.record)
    return Task(title % {"name": organisation}, step.url(organisation), _("Continue"), since)


def _own_organisations(actor, partnership):
    own = {
        assignment.subject_id: assignment
        for assignment in held_by(actor)
        if assignment.partnership_id == partnership.pk and assignment.role in (Role.MANAGER, Role.CONTRIBUTOR)
    }
    if not own:
        return []
    slugs = Organisation.objects.filter(pk__in=own, partnership=partnership).order_by("sort_key")
    return [(own[pk], slug) for pk, slug in slugs.values_list("pk", "slug")]


def _desk(partnership, slug):
    return reverse("organisation_desk", args=[partnership.slug, slug])
