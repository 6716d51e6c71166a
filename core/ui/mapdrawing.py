"""The dot map as inline SVG: regions as links, dots that grow with members, lines where networks join."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from core.ui import dotmap, registry

COUNTRY = dotmap.Box(1000, 1000, radius=8)
REGION = dotmap.Box(480, 360, radius=9, gap=5)


def draw_country(points, *, members=None, lines=()):
    """Return the whole country: one link for each region that has an address, with its name shown on focus.

    `members` maps a place's slug to a count (dots grow with it), `lines` holds pairs of slugs (dots are joined).
    """
    plan = dotmap.layout(points, COUNTRY, members)
    known = {region.slug: region for region in registry.navigation_regions()}
    by_region = {}
    for dot in plan.dots:
        by_region.setdefault(dot.point.region, []).append(dot)
    ordered = [slug for slug in known if slug in by_region] + [slug for slug in by_region if slug not in known]
    groups = ((_region(known.get(slug), slug, by_region[slug], plan.width),) for slug in ordered)
    label = gettext("Map of Greece: its municipalities as dots, its regions as links")
    return _frame(plan, "country", label, lines, groups, _has_members(members))


def draw_region(points, region, *, members=None, lines=(), addresses=None):
    """Return one region's dots, large, each named by its title; `addresses` maps a slug to the link behind its dot."""
    own = tuple(point for point in points if point.region == region)
    plan = dotmap.layout(own, REGION, members)
    groups = ((_place(dot, addresses or {}),) for dot in plan.dots)
    label = gettext("The municipalities of the region as dots")
    return _frame(
        plan, "region", label, lines, groups, _has_members(members), format_html(' data-region="{}"', region)
    )


def _has_members(members):
    return any((members or {}).values())


def _frame(plan, kind, label, lines, groups, lit, attributes=""):
    return format_html(
        '<svg class="map map--{}{}" viewBox="0 0 {} {}" width="{}" height="{}" role="group" aria-label="{}"{}>'
        "{}{}</svg>",
        kind,
        " map--members" if lit else "",
        plan.width,
        plan.height,
        plan.width,
        plan.height,
        label,
        attributes,
        _lines(plan, lines),
        format_html_join("", "{}", groups),
    )


def _region(region, slug, dots, width):
    circles = mark_safe("".join(map(_circle, dots)))  # noqa: S308 - each is safe
    if region is None:
        return format_html('<g data-region="{}">{}</g>', slug, circles)
    middle = round(sum(dot.x for dot in dots) / len(dots))
    anchor = "start" if middle < width / 5 else "end" if middle > width * 4 / 5 else "middle"
    return format_html(
        '<a href="{}" data-region="{}" aria-label="{}">{}'
        '<text x="{}" y="{}" text-anchor="{}" aria-hidden="true">{}</text></a>',
        region.url,
        slug,
        region.name,
        circles,
        min(max(middle, 8), width - 8),
        max(min(dot.y for dot in dots) - 18, 28),
        anchor,
        region.name,
    )


def _place(dot, addresses):
    name = getattr(dot.point, f"name_{get_language()}", dot.point.name_el)
    title = f"{name} ({dot.members})" if dot.members else name
    circle = _circle(dot, format_html("<title>{}</title>", title))
    address = addresses.get(dot.point.slug)
    return format_html('<a href="{}" aria-label="{}">{}</a>', address, title, circle) if address else circle


def _circle(dot, body=""):
    """Return a dot's circle; whole numbers need no escaping, and the body is escaped already."""
    lit = ' class="map__lit"' if dot.members else ""
    end = f">{body}</circle>" if body else "/>"
    return mark_safe(f'<circle cx="{dot.x}" cy="{dot.y}" r="{dot.radius}"{lit}{end}')  # noqa: S308


def _lines(plan, pairs):
    spots = {dot.point.slug: dot for dot in plan.dots}
    joined = [(spots[one], spots[other]) for one, other in pairs if one in spots and other in spots]
    if not joined:
        return ""
    return format_html(
        '<path class="map__lines" d="{}"/>', "".join(f"M{one.x} {one.y}L{other.x} {other.y}" for one, other in joined)
    )
