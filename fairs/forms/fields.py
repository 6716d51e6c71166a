"""Kinds of fields that only forms of fairs have."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ThemesField(forms.CharField):
    """Words separated by commas; its value is a list of them, each once."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        words = (" ".join(word.split()) for word in super().clean(value).split(","))
        return list(dict.fromkeys(word for word in words if word))


class DegreeField(forms.FloatField):
    """A latitude or a longitude, with a point or a comma; empty is None."""

    default_error_messages = {"invalid": _("Write it as a number of degrees. Example: 39.36556")}
    widget = forms.TextInput

    def __init__(self, **options):
        super().__init__(**options)
        self.widget.attrs |= {"autocomplete": "off", "inputmode": "decimal"}

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value):
        return f"{value:.5f}" if isinstance(value, float) else value
