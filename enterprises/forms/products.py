"""What people may type about a product or a service."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import WholeTextMixin
from enterprises.models import Product


class PriceField(forms.DecimalField):
    """A price as people write it: "12,50 €", "1.200,00" and "12.50" alike.

    Three digits after a point or a comma are thousands, fewer are cents: no price has a third decimal.
    """

    default_error_messages = {"invalid": _("Write the price as a number. Example: 12,50")}

    def to_python(self, value):
        if isinstance(value, str):
            value = self._plain(value)
        return super().to_python(value)

    @staticmethod
    def _plain(text):
        """Return the Decimal that a text means, or the text where it means none."""
        bare = re.sub(r"€|ευρώ|eur(os?)?", "", text, flags=re.IGNORECASE)
        bare = re.sub(r"\s", "", bare)
        found = re.fullmatch(r"([1-9]\d{0,2}(?:([.,])\d{3}(?:\2\d{3})*)|\d+)(?:[.,](\d{1,2}))?", bare)
        if not found:
            return text
        whole, _separator, cents = found.groups()
        return Decimal(f"{re.sub('[.,]', '', whole)}.{cents or 0}")


class ProductForm(WholeTextMixin, forms.ModelForm):
    class Meta:
        model = Product
        fields = ["name", "name_en", "description", "price", "unit", "is_organic"]
        labels = {
            "name": _("Product or service"),
            "name_en": _("Its name in English"),
            "description": _("Description"),
            "price": _("Price in euros"),
            "unit": _("Unit"),
            "is_organic": _("Organic"),
        }
        help_texts = {
            "price": _("What you ask for it, VAT included. Example: 12,50. Leave it empty if it varies."),
            "unit": _("For example: kilo, jar, hour."),
        }
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "price": forms.TextInput(attrs={"inputmode": "decimal"}),
        }
        localized_fields = ["price"]
        field_classes = {"price": PriceField}
