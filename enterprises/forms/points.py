"""A point on the map as people type or paste it, in two fields of a form."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.queries.places import is_in_greece

_NUMBER = r"-?\d{1,3}(?:[.,]\d+)?"
_ONE = re.compile(rf"({_NUMBER})\s*°?")
_PAIR = re.compile(rf"\(?\s*({_NUMBER})\s*°?\s*[NΒ]?\s*(?:[,;·\s]\s*)+({_NUMBER})\s*°?\s*[EΑ]?\s*\)?", re.IGNORECASE)
_IN_AN_ADDRESS = re.compile(r"(-?\d{1,2}\.\d+)\s*[,/;\s]\s*(-?\d{1,3}\.\d+)")
_FARTHEST = 180


class DegreeField(forms.CharField):
    """A latitude or a longitude, "39.36556" or "39,36556"; its value is a number, or None for an empty field."""

    default_error_messages = {"not_a_degree": gettext_lazy("Write it as a number of degrees. Example: 39.36556")}

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


class PointMixin:
    """For forms with the DegreeFields `lat` and `lng`: a point is both of them, and lies in Greece.

    A pair that was pasted into one of the fields, or the address of a map's page, fills both. Where the two numbers
    were exchanged by mistake, `exchanged` is the pair that was meant; sent with `exchange` they change places.
    """

    exchanged: tuple | None = None
    data: Any

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = _in_its_fields(self.data)

    def clean(self):
        cleaned = super().clean()
        lat, lng = self.cleaned_data.get("lat"), self.cleaned_data.get("lng")
        if not {"lat", "lng"} & set(self.errors):
            self._check_point(lat, lng)
        return cleaned

    def _check_point(self, lat, lng):
        if lat is None and lng is None:
            return
        if lat is None or lng is None:
            self.add_error("lat" if lat is None else "lng", _("A point needs both numbers."))
        elif not is_in_greece((lat, lng)):
            self.exchanged = (lng, lat) if is_in_greece((lng, lat)) else None
            self.add_error("lat", self._not_in_greece())

    def _not_in_greece(self):
        if self.exchanged:
            return _("This point does not lie in Greece. Latitude and longitude seem to be exchanged.")
        return _("This point does not lie in Greece.")


def split_pair(text):
    """Return the two texts of a pair as maps give it, "39.36556, 21.92056", or as the address of a map's page has it.

    None for anything else.
    """
    text = text.strip()
    found = _IN_AN_ADDRESS.search(text) if "://" in text else _PAIR.fullmatch(text)
    if not found or any(float(number.replace(",", ".")) > _FARTHEST for number in found.groups()):
        return None
    return found.groups()


def _in_its_fields(data):
    """Return the data of a form with each number of the point in its own field."""
    typed = [data.get(name, "").strip() for name in ("lat", "lng")]
    pair = _pair_of(*typed) or (typed[::-1] if data.get("exchange") else None)
    if not pair:
        return data
    data = data.copy()
    data["lat"], data["lng"] = pair
    return data


def _pair_of(lat, lng):
    """Return the pair that was pasted into one of the two fields, or None.

    A field that is filled beside it gives way to a pair that can't be one number with a comma.
    """
    for text, other in ((lat, lng), (lng, lat)):
        pair = split_pair(text)
        is_sure = pair and ("://" in text or all(re.search(r"[.,]", number) for number in pair))
        if pair and (is_sure or not other):
            return pair
    return None
