"""Prices and seasons in words."""

from django import template

from enterprises.queries.products import price_in_words
from enterprises.tables.months import season_in_words

register = template.Library()


@register.filter
def price(product):
    """Return what a product costs, with its unit, or that it is to be asked for."""
    return price_in_words(product)


@register.filter
def season(product):
    """Return the months in which there is some, or "" for the whole year."""
    return season_in_words(product.season_months)
