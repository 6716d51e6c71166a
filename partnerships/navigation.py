"""What the frame of every page shows of the partnerships."""

from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from core.policy import authorise
from core.ui import registry
from core.ui.dotmap import read_points
from core.ui.panels import Link
from core.ui.registry import NavigationRegion
from partnerships.queries.places import partnerships_by_region
from partnerships.roles import holds
from partnerships.states import Role

DATA = Path(__file__).parent / "data"


def navigation_regions():
    """Return the regions that have a partnership, with the address of its page."""
    return [
        NavigationRegion(region.slug, region.name, reverse("partnership", args=[partnership.slug]))
        for region, partnership in partnerships_by_region().items()
    ]


def public_pages():
    """Return the paths of each partnership's page and of its sections, for search engines."""
    paths = []
    for partnership in partnerships_by_region().values():
        paths.append(reverse("partnership", args=[partnership.slug]))
        paths += [url for _key, _label, url in registry.sections(partnership)]
    return paths


def places():
    """Return the points of the dot map."""
    return read_points(DATA / "municipalities.csv", DATA / "regions.csv")


def tools(actor, partnership):
    """Return what a coordinator or observer can open in the workspace."""
    links = []
    if authorise(actor, "partnerships.view_roles", partnership):
        links.append(Link(_("People and roles"), reverse("people", args=[partnership.slug])))
    if authorise(actor, "partnerships.view_audit", partnership):
        links.append(Link(_("History"), reverse("history", args=[partnership.slug])))
    return links


def platform_tools(actor):
    """Return what an administrator can open."""
    if not holds(actor, Role.ADMINISTRATOR):
        return []
    return [Link(_("Administration"), reverse("administration"))]
