"""What somebody may correct by a link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.forms import WholeTextMixin
from core.telephones import shown
from enterprises.actions.confirmations import CORRECTABLE
from enterprises.actions.normalise import NORMALISERS


class CorrectionForm(WholeTextMixin, forms.Form):
    """How to reach an organisation, and what it does; its fields are CORRECTABLE."""

    address = forms.CharField(
        label=_("Address"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    website = forms.CharField(
        label=_("Website"), max_length=300, required=False, widget=forms.TextInput(attrs={"inputmode": "url"})
    )
    description = forms.CharField(
        label=_("What you do"), widget=forms.Textarea(attrs={"rows": 8}), max_length=6000, required=False
    )
    description_en = forms.CharField(
        label=_("What you do, in English"), widget=forms.Textarea(attrs={"rows": 5}), max_length=6000, required=False
    )

    def clean(self):
        super().clean()
        for name in CORRECTABLE:
            if name not in NORMALISERS or name not in self.cleaned_data:
                continue
            try:
                self.cleaned_data[name] = NORMALISERS[name](self.cleaned_data[name])
            except DomainError as error:
                self.add_error(name, error.message)
        return self.cleaned_data

    @staticmethod
    def initial_of(organisation):
        """Return what the public page says."""
        values = {name: getattr(organisation, name) for name in CORRECTABLE}
        return values | {"phone": shown(organisation.phone)}
