"""The star beside a thing, and how many things have one."""

from django import template

from core.search import saved

register = template.Library()


@register.inclusion_tag("search/_star.html", takes_context=True)
def star(context, item, title):
    """Show the star of an item ("organisation.12"): filled where this browser has saved it."""
    request = context["request"]
    return {
        "request": request,
        "item": item,
        "title": title,
        "is_saved": item in saved.of(request).items(),
        "next": request.POST.get("next", "") if request.method == "POST" else request.get_full_path(),
    }


@register.inclusion_tag("search/_star.html", takes_context=True)
def star_of(context, kind, thing):
    """Show the star of a thing on its own page."""
    return star(context, f"{kind}.{thing.pk}", thing.title)


@register.simple_tag(takes_context=True)
def saved_count(context):
    """Return how many things this browser has saved."""
    request = context.get("request")
    return len(saved.of(request).items()) if request else 0
