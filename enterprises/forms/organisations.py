"""What people may type about an organisation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.forms import WholeTextMixin
from core.telephones import shown
from enterprises.actions.normalise import NORMALISERS
from enterprises.models import LegalForm, OrganisationKind, OrganisationRecord
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
