"""The canonical columns of an import, and their names in the reader's language."""

from django.utils.translation import gettext_lazy as _

COLUMNS = {
    "name": _("Name of the organisation"),
    "name_en": _("Name in English"),
    "legal_form": _("Legal form"),
    "kind": _("Kind of organisation"),
    "afm": _("Tax number (AFM)"),
    "kalo_number": _("Social Economy Registry number"),
    "gemi_number": _("GEMI number"),
    "municipality": _("Municipality"),
    "address": _("Address"),
    "postcode": _("Postcode"),
    "phone": _("Phone"),
    "website": _("Website"),
    "description": _("Description"),
    "description_en": _("Description in English"),
    "lat": _("Latitude"),
    "lng": _("Longitude"),
}
"""In the order of the form."""

HINTS = {"city": _("Town (only helps to find the municipality)")}
"""Columns that are read and not stored."""

ALL_COLUMNS = COLUMNS | HINTS
