"""A point on the map as people type or paste it."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

_NUMBER = r"-?\d{1,3}(?:[.,]\d+)?"
_ONE = re.compile(rf"({_NUMBER})\s*°?")
_PAIR = re.compile(rf"\(?\s*({_NUMBER})\s*°?\s*[NΒ]?\s*(?:[,;·\s]\s*)+({_NUMBER})\s*°?\s*[EΑ]?\s*\)?", re.IGNORECASE)


class DegreeField(forms.CharField):
    """A latitude or a longitude, "39.36556" or "39,36556"; its value is a number, or None for an empty field."""

    default_error_messages = {"not_a_degree": _("Write it as a number of degrees. Example: 39.36556")}

    def __init__(self, **kwargs):
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "inputmode": "decimal"}

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = _ONE.fullmatch(text)
        if not found:
            raise forms.ValidationError(self.error_messages["not_a_degree"], code="not_a_degree")
        return float(found[1].replace(",", "."))

    def prepare_value(self, value):
        return f"{value:.5f}" if isinstance(value, float) else value


def split_pair(text):
    """Return the two texts of a pair as maps give it, "39.36556, 21.92056"; None for anything else."""
    found = _PAIR.fullmatch(text.strip())
    return found.groups() if found else None
