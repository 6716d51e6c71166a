"""Kinds of fields that only forms of fairs have."""

from django import forms
from django.utils.formats import get_format
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


class EuroField(forms.DecimalField):
    """An amount as people write it: "12,50 €", "1.200,00" and "12.50" alike; empty is None."""

    default_error_messages = {"invalid": _("Write the amount as a number. Example: 12,50")}

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value):
        return super().to_python(_plain(value) if isinstance(value, str) else value)

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return f"{value:.2f}".replace(".", get_format("DECIMAL_SEPARATOR"))


def _plain(text):
    """Return an amount with a point before its cents and no other mark: where both stand, the last is the point."""
    text = "".join(text.replace("€", "").split())
    if "," in text and "." in text:
        thousands = "." if text.rfind(",") > text.rfind(".") else ","
        text = text.replace(thousands, "")
    return text.replace(",", ".")
