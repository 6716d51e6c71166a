"""Numbers and addresses as people type them, brought into the one form that is stored.

Every function takes the typed text, returns the stored one ("" for nothing) and raises DomainError
with the field's name when it can't be right.
"""

import re
from urllib.parse import urlsplit

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as NumberError
from stdnum.gr import vat
from stdnum.util import clean

from core.errors import DomainError

GEMI_DIGITS = 12
KALO_DIGITS = range(4, 16)


def afm(text):
    """Return a tax number as nine digits; its check digit must be right."""
    if not text.strip():
        return ""
    try:
        number = vat.validate(text)
    except InvalidChecksum as error:
        raise DomainError(
            "afm-wrong", _("This tax number has a wrong digit. Please compare it with your papers."), field="afm"
        ) from error
    except NumberError as error:
        raise DomainError("afm-wrong", _("A tax number has nine digits."), field="afm") from error
    if number == "000000000":
        raise DomainError("afm-wrong", _("A tax number has nine digits."), field="afm")
    return number


def gemi_number(text):
    """Return a number of the General Commercial Registry as twelve digits."""
    number = _bare(text)
    if number and not (number.isascii() and number.isdigit() and len(number) == GEMI_DIGITS):
        raise DomainError("gemi-wrong", _("A GEMI number has twelve digits."), field="gemi_number")
    return number


def kalo_number(text):
    """Return a number of the Social Economy Registry as its digits alone.

    The registry (4430/2016, article 4) has published no form for it and the ones in use differ in length, so only
    what no number can be is refused.
    """
    number = _bare(text)
    if number and not (number.isascii() and number.isdigit() and len(number) in KALO_DIGITS):
        raise DomainError(
            "kalo-wrong",
            _("This is not a number of the Social Economy Registry: it has 4 to 15 digits and no letters."),
            field="kalo_number",
        )
    return number


def phone(text):
    """Return a telephone number in the form of E.164; one without a country is Greek."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, "GR")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise DomainError("phone-wrong", _("This is not a telephone number. Example: 24410 12345."), field="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def website(text):
    """Return a web address that begins with http:// or https://; what has no scheme gets https://."""
    address = text.strip()
    if not address:
        return ""
    if not re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE) or re.match(r"[^/:]+:\d", address):
        address = f"https://{address}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise DomainError(
            "website-wrong", _("This is not a web address. Example: www.example.gr"), field="website"
        ) from error
    parts = urlsplit(address)
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()


def postcode(text):
    """Return a Greek postcode as five digits."""
    digits = _bare(text)
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) == 5):
        raise DomainError("postcode-wrong", _("A postcode has five digits."), field="postcode")
    return digits


NORMALISERS = {
    "afm": afm,
    "gemi_number": gemi_number,
    "kalo_number": kalo_number,
    "phone": phone,
    "website": website,
    "postcode": postcode,
}


def normalised(data):
    """Return a copy of `data` {field: value} with everything in its stored form."""
    return {name: NORMALISERS[name](value) if name in NORMALISERS else _trimmed(value) for name, value in data.items()}


def _bare(text):
    """Return a number without what people put between its digits: spaces, points, strokes and dashes of any kind."""
    return re.sub(r"\s", "", clean(text, " -./:"))


def _trimmed(value):
    return value.strip() if isinstance(value, str) else value
