"""No word about a person: what facilities write for everybody to read must not carry anybody's numbers.

Who is helped by a social grocery or a clinic is special-category data (GDPR, article 9): it must not reach the
platform at all, not even by a slip of the hand.
"""

import re

import phonenumbers
from django.utils.translation import gettext as _

from core.errors import DomainError

_DATE = re.compile(r"\b\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})\b")
_NUMBER = re.compile(r"\d(?:[ .\-]?\d)*")
_IDENTITY_LENGTHS = {9, 11}
"""A tax number (ΑΦΜ) has nine digits, a social security number (ΑΜΚΑ) eleven."""
_IDENTITY_CARD = re.compile(r"(?<!\w)[A-ZΑ-Ω]{2}[ \-]?\d{6}(?!\d)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}")


def refuse_identity_numbers(data, *fields):
    """Raise DomainError, with the field, where a text holds what looks like somebody's number or identity card."""
    for field in fields:
        if _holds_identity_number(data.get(field) or ""):
            raise DomainError(
                "personal-number",
                _(
                    "This looks like the tax, social security or identity number of a person. Nothing about the "
                    "people you serve may stand here: please take it out."
                ),
                field=field,
            )


def refuse_personal_details(data, *fields):
    """Raise DomainError, with the field, where a text holds somebody's number, e-mail address or telephone."""
    refuse_identity_numbers(data, *fields)
    for field in fields:
        text = data.get(field) or ""
        if _EMAIL.search(text) or _holds_telephone(text):
            raise DomainError(
                "contact-in-text",
                _(
                    "Please leave out e-mail addresses and telephone numbers: as soon as an answer is accepted, the "
                    "two sides get each other's contact from us."
                ),
                field=field,
            )


def _holds_identity_number(text):
    bare = _DATE.sub(" / ", text)
    lengths = (len(re.sub(r"\D", "", found[0])) for found in _NUMBER.finditer(bare))
    return any(length in _IDENTITY_LENGTHS for length in lengths) or bool(_IDENTITY_CARD.search(bare))


def _holds_telephone(text):
    return any(True for _match in phonenumbers.PhoneNumberMatcher(text, "GR"))
