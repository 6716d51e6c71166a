"""Prices and quantities as people write them."""

import re
from decimal import Decimal

_CURRENCY = re.compile(r"€|ευρώ|eur(os?)?", re.IGNORECASE)
_NUMBER = re.compile(r"([1-9]\d{0,2}(?:([.,])\d{3}(?:\2\d{3})*)|\d+)(?:[.,](\d{1,2}))?", re.ASCII)


def amount_in(text):
    """Return the Decimal that a text means, or None: "12,50 €", "1.200,00" and "12.50" alike.

    Three digits after a point or a comma are thousands, fewer are cents: no price has a third decimal.
    """
    bare = re.sub(r"\s", "", _CURRENCY.sub("", text))
    found = _NUMBER.fullmatch(bare)
    if not found:
        return None
    whole, _separator, cents = found.groups()
    return Decimal(f"{re.sub('[.,]', '', whole)}.{cents or 0}")
