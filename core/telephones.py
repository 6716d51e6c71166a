"""Telephone numbers as people read them; stored they are in the form of E.164."""

import re

import phonenumbers

_AREAS = (
    # Athens and around, mobiles and the numbers of services: three digits and seven.
    (re.compile(r"(21\d|[5-9]\d\d)(\d{7})"), r"\1 \2"),
    # The large cities, such as 2310 and 2610.
    (re.compile(r"(2[3-8]1\d)(\d{6})"), r"\1 \2"),
    # All other places.
    (re.compile(r"(2\d{4})(\d{5})"), r"\1 \2"),
)


def shown(number):
    """Return a stored number as it is written in Greece, "24430 22111"; one of another country keeps its code.

    What is no number in E.164 comes back as it is.
    """
    national = number.removeprefix("+30")
    if national != number:
        for pattern, parts in _AREAS:
            if found := pattern.fullmatch(national):
                return found.expand(parts)
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
