"""What people may type about organisations: the shape only, the actions hold the rules."""

import re
from decimal import Decimal
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.forms import WholeTextMixin
from core.telephones import shown
from enterprises.actions.normalise import NORMALISERS
from enterprises.models import LegalForm, OrganisationKind, OrganisationRecord, Product
from partnerships.models import Municipality, TargetGroup

OTHER_BODIES = {"local_government", "state_body", "sdp"}
"""Kinds that stand behind a partnership: they come with it and register nowhere."""


class OrganisationForm(WholeTextMixin, forms.Form):
    """All that a registration asks, in the order of its page; few of it is needed to begin."""

    name = forms.CharField(
        label=_("Name of the organisation"), max_length=200, help_text=_("As the statute says it, in Greek.")
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    legal_form = forms.ModelChoiceField(LegalForm.objects.all(), label=_("Legal form"))
    kind = forms.ModelChoiceField(
        OrganisationKind.objects.all(), label=_("What it is"), help_text=_("People find you by this."), required=False
    )
    municipality = forms.ModelChoiceField(Municipality.objects.none(), label=_("Municipality"))
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
        help_text=_("It will stand on the public page."),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    website = forms.CharField(
        label=_("Website"), max_length=300, required=False, widget=forms.TextInput(attrs={"inputmode": "url"})
    )
    contact_email = forms.EmailField(
        label=_("E-mail for the partnership"), help_text=_("It is not published."), required=False
    )
    afm = forms.CharField(
        label=_("Tax number (AFM)"),
        max_length=20,
        help_text=_("Nine digits. Only the partnership sees it."),
        required=False,
    )
    gemi_number = forms.CharField(
        label=_("GEMI number"), max_length=20, help_text=_("Twelve digits, if you have one."), required=False
    )
    kalo_number = forms.CharField(label=_("Social Economy Registry number"), max_length=20, required=False)
    description = forms.CharField(
        label=_("What you do"),
        help_text=_("Two or three paragraphs for whoever opens your page: what, for whom, where, since when."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=6000,
        required=False,
    )
    description_en = forms.CharField(
        label=_("What you do, in English"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=6000,
        required=False,
    )
    is_organic = forms.BooleanField(label=_("We make or sell organic products"), required=False)
    target_groups = forms.ModelMultipleChoiceField(
        TargetGroup.objects.all(),
        label=_("Whom you serve"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        places = Municipality.objects.filter(region_id=partnership.region_id)
        self.fields["municipality"].queryset = places
        self.fields["municipality"].empty_label = _("Choose")
        self.fields["legal_form"].empty_label = _("Choose")
        self.fields["kind"].empty_label = _("Choose")
        other_bodies = OTHER_BODIES - {getattr(self.initial.get("kind"), "pk", None)}
        self.fields["kind"].queryset = OrganisationKind.objects.exclude(pk__in=other_bodies)

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        for name, normalise in NORMALISERS.items():
            if name not in cleaned:
                continue
            try:
                cleaned[name] = normalise(cleaned[name])
            except DomainError as error:
                self.add_error(name, error.message)
        return cleaned

    def data_for_action(self):
        """Return the cleaned values as the actions take them."""
        return {
            **self.cleaned_data,
            "target_groups": [group.code for group in self.cleaned_data["target_groups"]],
        }

    @staticmethod
    def initial_of(organisation):
        """Return what a stored organisation shows in the form."""
        record = getattr(organisation, "record", None) or OrganisationRecord()
        own = ("afm", "gemi_number", "kalo_number", "contact_email")
        names = [name for name in OrganisationForm.base_fields if name not in own]
        values = {name: getattr(organisation, name) for name in names}
        values["phone"] = shown(organisation.phone)
        return values | {name: getattr(record, name) for name in own}


class DirectoryForm(forms.Form):
    """The filters of the directory, with the number of organisations behind each choice."""

    ANY: ClassVar = {
        "municipality": _("All municipalities"),
        "kind": _("All kinds"),
        "legal_form": _("All legal forms"),
        "target_group": _("All target groups"),
    }

    q = forms.CharField(
        label=_("What you look for"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    kind = forms.ChoiceField(label=_("What it is"), required=False)
    legal_form = forms.ChoiceField(label=_("Legal form"), required=False)
    target_group = forms.ChoiceField(label=_("Whom it serves"), required=False)
    organic = forms.BooleanField(
        label=_("Organic products"), required=False, widget=forms.CheckboxInput(attrs={"value": "true"})
    )

    def __init__(self, *args, facets, **kwargs):
        super().__init__(*args, **kwargs)
        for name, any_value in self.ANY.items():
            counted = [(choice.code, f"{choice.label} ({choice.count})") for choice in facets[name]]
            self.fields[name].choices = [("", any_value), *counted]


class DecisionForm(WholeTextMixin, forms.Form):
    """Yes, or no with a reason; that a refusal needs one is the action's rule."""

    APPROVE, REFUSE = "approve", "refuse"

    decision = forms.ChoiceField(
        choices=[(APPROVE, _("Approve")), (REFUSE, _("Refuse"))], widget=forms.HiddenInput, required=True
    )
    reason = forms.CharField(
        label=_("Reason, if you refuse"),
        help_text=_("Say what has to change. The manager gets these words by mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.APPROVE and cleaned.get("reason"):
            # Who wrote a reason meant to refuse: a slip must not approve.
            self.add_error("reason", _("You wrote a reason of refusal. Clear it to approve, or choose “Refuse”."))
        return cleaned


class ReasonForm(WholeTextMixin, forms.Form):
    """Why: the organisation gets these words."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The manager gets these words by mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


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


class EmptyForm(forms.Form):
    """A question that only needs an answer."""
