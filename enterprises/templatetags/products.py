"""Prices, seasons and marks in words, and what search engines read."""

import json

from django import template
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.templatetags.ui import lang
from enterprises.queries.marks import marks_of
from enterprises.queries.products import price_in_words
from enterprises.queries.units import unit_in_words, usual_units
from enterprises.tables.months import season_in_sentence, season_in_words

register = template.Library()

_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def price(product):
    """Return what a product costs, with its unit, or that it is to be asked for."""
    return price_in_words(product)


@register.filter
def unit(product):
    """Return the unit of a product in the reader's language, for its smallest order where it has one."""
    return unit_in_words(product.unit, product.minimum_order)


@register.simple_tag
def units_to_choose():
    """Return the usual units as the options of a datalist."""
    return format_html_join("", '<option value="{}"></option>', ((unit,) for unit in usual_units()))


@register.filter
def foreign_unit(product):
    """Return ` lang="…"` where the unit of a product stays in another language than the page's, else nothing."""
    return lang(unit_in_words(product.unit))


@register.filter
def season(product):
    """Return the months in which there is some, or "" for the whole year."""
    return season_in_words(product.season_months)


@register.filter
def season_said(product):
    """Return the months in which there is some in a sentence's words, or "" for the whole year."""
    return season_in_sentence(product.season_months)


@register.filter
def is_in_season(product):
    """Tell whether this is a month of the product's season."""
    return timezone.localdate().month in product.season_months


@register.filter
def marks(product):
    """Return the Marks of a product as they stand today."""
    return marks_of(product)


@register.filter
def ld_json(data):
    """Return data for a <script type="application/ld+json">: nothing in it can end that element."""
    return SafeString(json.dumps(data, ensure_ascii=False).translate(_ESCAPED))
