"""Prices, seasons and marks in words, and what search engines read."""

import json

from django import template
from django.utils.safestring import SafeString

from enterprises.queries.marks import marks_of
from enterprises.queries.products import price_in_words, unit_in_words
from enterprises.tables.months import season_in_words

register = template.Library()

_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def price(product):
    """Return what a product costs, with its unit, or that it is to be asked for."""
    return price_in_words(product)


@register.filter
def unit(product):
    """Return the unit of a product, in English where that is known."""
    return unit_in_words(product)


@register.filter
def season(product):
    """Return the months in which there is some, or "" for the whole year."""
    return season_in_words(product.season_months)


@register.filter
def marks(product):
    """Return the Marks of a product as they stand today."""
    return marks_of(product)


@register.filter
def ld_json(data):
    """Return data for a <script type="application/ld+json">: nothing in it can end that element."""
    return SafeString(json.dumps(data, ensure_ascii=False).translate(_ESCAPED))
