"""Template tags and filters of the components. They are built in: no {% load %} is needed."""

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.forms import ModelChoiceField, Select
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core import history, telephones
from core.ui import mapdrawing, purposes, registry
from core.ui.durations import ago_of
from core.ui.language import foreign_language

register = template.Library()

DASHES = "---------"
"""What Django shows in a select while nothing is chosen."""

_OWN_MARKS = ("?", ";", "\u037e", "!", "…")
"""A question in Greek ends in what English calls a semicolon, or in the Greek mark that looks like it."""


@register.simple_tag
def url_or_none(name, *args, **kwargs):
    """Return the address of a named route, or "" where this installation has no such route."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.simple_tag
def purpose_of(address):
    """Return in a sentence what somebody was about to do at an address who has to sign in first, or ""."""
    return purposes.purpose_of(address)


@register.simple_tag(takes_context=True)
def querystring_with(context, parameter, value):
    """Return the query of this page with one parameter set anew; every other choice of the reader stays."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is None:
        return format_html("?{}={}", parameter, value)
    query[parameter] = value
    return f"?{query.urlencode()}"


@register.filter
def html_attributes(attrs):
    """Return the attributes a component was given but does not know itself, escaped, for its outer element."""
    given = ((key, value) for key, value in attrs.attrs_dict().items() if value not in (None, False))
    return format_html_join("", "{}", ((_attribute(key, value),) for key, value in given))


def _attribute(key, value):
    return format_html(" {}", key) if value is True else format_html(' {}="{}"', key, value)


@register.filter
def focus_id(field):
    """Return the id of the element of a bound field that takes the focus: of several choices the first."""
    if field.id_for_label:
        return field.id_for_label
    parts = field.subwidgets
    return parts[0].id_for_label if field.use_fieldset and parts else field.auto_id


@register.simple_tag(takes_context=True)
def told(context, entries, called=None):
    """Return the Lines (`core.history`) of some audit entries, for the reader of the page.

    `called` are the page's own names of things.
    """
    return history.tell(entries, context.get("user"), called)


@register.simple_tag
def error_points(form, forms=None):
    """Return [(id of the element to go to, words)] of what is wrong in a form, or in several with a `title` each."""
    if forms is not None:
        return [(where, _after(one.title, words)) for one in forms for where, words in _points(one)]
    return _points(form) if form else []


def _points(form):
    points = [("", error) for error in form.non_field_errors()]
    points += [("", error) for hidden in form.hidden_fields() for error in hidden.errors]
    return points + [
        (focus_id(field), _after(field.label, error)) for field in form.visible_fields() for error in field.errors
    ]


def _after(label, words):
    """Return words behind what they are about, with a colon between unless that ends in a mark of its own."""
    about = str(label).strip().rstrip(".:")
    return f"{about} {words}" if about.endswith(_OWN_MARKS) else f"{about}: {words}"


@register.filter
def page_numbers(page):
    """Return the numbers to offer around a page of a Paginator; None stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [None if number == Paginator.ELLIPSIS else number for number in numbers]


@register.simple_tag
def draw_map(region="", members=None, lines=None, addresses=None):
    """Return the dot map as SVG: the country, or one region large. The component c-map is its face."""
    if region:
        return mapdrawing.draw_region(
            registry.places(), region, members=members, lines=lines or (), addresses=addresses
        )
    return mapdrawing.draw_country(registry.places(), members=members, lines=lines or ())


@register.simple_tag
def map_tiles():
    """Return what the tiles of a map are fetched from and to whom they are owed; None without a tile server."""
    if not settings.MAP_TILES_URL:
        return None
    return {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION}


@register.filter
def ago(moment):
    """Return when a moment was, seen from now: "3 days ago", and within the first minute "just now"."""
    return ago_of(moment)


@register.filter
def telephone(number):
    """Return a stored telephone number as people read it: "24430 22111"."""
    return telephones.shown(number)


@register.filter
def at(mapping, key):
    """Return mapping[key], or "" where there is none."""
    return mapping.get(key, "")


@register.filter
def lang(text):
    """Return ` lang="…"` for an element whose text is not in the page's language, else nothing."""
    language = foreign_language(text)
    return format_html(' lang="{}"', language) if language else ""


@register.filter
def prompted(field):
    """Return a bound field whose select asks to choose, in words, where Django draws a row of dashes."""
    widget = field.field.widget
    if isinstance(field.field, ModelChoiceField):
        if field.field.empty_label == DASHES:
            field.field.empty_label = _("Choose")
    elif isinstance(widget, Select):
        # Whatever Django makes the choices of: a list, or something that is walked through.
        widget.choices = [(value, _("Choose") if label == DASHES else label) for value, label in widget.choices]
    return field


@register.filter
def in_fours(text):
    """Return a text in pieces of four letters, which are easier to type."""
    return [text[start : start + 4] for start in range(0, len(text), 4)]


@register.filter
def breakable(address):
    """Return an e-mail address that breaks before its "@" where the line is too short."""
    name, at_sign, host = address.partition("@")
    return format_html("{}<wbr>{}{}", name, at_sign, host)
