"""Hours, quantities and promises in words."""

from django import template
from django.utils.html import format_html_join

from enterprises.hours.words import spans_in_words, week_in_groups, week_in_words
from enterprises.queries.board import amount_in_words, promised_in_words
from enterprises.queries.facilities import coming_exceptions, standing_now

register = template.Library()

WORD_JOINER = "\u2060"
NO_BREAK = "\u00a0"


@register.filter
def hours(spans):
    """Return the hours of one day in words, each span whole on its line."""
    parts = ((part,) for part in spans_in_words(spans).split(", "))
    return format_html_join(", ", '<span class="hours__span">{}</span>', parts)


@register.filter
def week_lines(facility):
    """Return the ordinary week of a facility in few lines, which never break within a span."""
    return [
        line.replace("–", f"{WORD_JOINER}–{WORD_JOINER}")
        for line in week_in_words(facility.hours, facility.fortnightly)
    ]


@register.filter
def week_groups(facility):
    """Return [(days in words, their spans)] of the ordinary week: days with the same hours are one line."""
    return week_in_groups(facility.hours, facility.fortnightly)


@register.filter
def coming(facility):
    """Return the exceptions of a facility that have not ended, the nearest first."""
    return coming_exceptions(facility)


@register.filter
def amount(post):
    """Return the quantity of a post with its unit; "" without one."""
    return amount_in_words(post.quantity, post.unit)


@register.filter
def headline(post):
    """Return what a post is about: its quantity, if it has one, and what of. The dot never begins a line."""
    return _headline(amount(post), post)


@register.filter
def given(answer):
    """Return what an answer offers or asks for, as `headline` does of its post."""
    return _headline(amount_of(answer, answer.post), answer.post)


def _headline(quantity, post):
    return f"{NO_BREAK}· ".join(filter(None, [quantity, post.what]))


@register.filter
def amount_of(answer, post):
    """Return the quantity of an answer in the unit of its post; "" without one."""
    return amount_in_words(answer.quantity, post.unit)


@register.filter
def promised(post):
    """Return how much of a post is promised; "" while nothing is."""
    return promised_in_words(post)


@register.filter
def with_standing(facilities):
    """Return [(Facility, whether it is open, the sentence about it)]; read them with their exceptions."""
    return [(facility, *standing_now(facility)) for facility in facilities]
