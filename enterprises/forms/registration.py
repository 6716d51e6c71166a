"""What people may type about an organisation: one form for each step of the registration, in the order of its page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import WholeTextMixin
from core.telephones import shown
from enterprises.actions.organisations import RECORD_FIELDS
from enterprises.forms.normalised import NormalisedMixin
from enterprises.forms.points import DegreeField, PointMixin
from enterprises.models import LegalForm, NaceSection, OrganisationKind, OrganisationRecord
from enterprises.queries.places import municipalities_called
from partnerships.models import Municipality, TargetGroup

OTHER_BODIES = {"local_government", "state_body", "sdp"}
"""Kinds that stand behind a partnership: they come with it and register nowhere."""


class StepForm(NormalisedMixin, WholeTextMixin, forms.Form):
    """What the forms of all steps share: numbers are brought into their stored form, or refused at their field."""

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        for field in self.fields.values():
            if type(field) is forms.ModelChoiceField:
                field.empty_label = _("Choose")

    def data_for_action(self):
        """Return the cleaned values as the actions take them."""
        return self.cleaned_data

    @classmethod
    def initial_of(cls, organisation):
        """Return what a stored organisation shows in the form."""
        record = getattr(organisation, "record", None) or OrganisationRecord()
        return {
            name: getattr(record if name in RECORD_FIELDS else organisation, name)
            for name in cls.base_fields
            if name in RECORD_FIELDS or hasattr(organisation, name)
        }


class IdentityForm(StepForm):
    """Who it is, in the registers and for visitors."""

    name = forms.CharField(
        label=_("Name of the organisation"), max_length=200, help_text=_("As the statute says it, in Greek.")
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    legal_form = forms.ModelChoiceField(LegalForm.objects.all(), label=_("Legal form"), required=False)
    kind = forms.ModelChoiceField(
        OrganisationKind.objects.all(), label=_("What it is"), help_text=_("People find you by this."), required=False
    )
    afm = forms.CharField(
        label=_("Tax number (AFM)"),
        max_length=20,
        help_text=_("Nine digits. Only the partnership sees it."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    gemi_number = forms.CharField(
        label=_("GEMI number"),
        max_length=40,
        help_text=_("Twelve digits, if you have one."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    kalo_number = forms.CharField(
        label=_("Social Economy Registry number"),
        max_length=40,
        help_text=_("Of the General Registry of Social and Solidarity Economy Bodies, if you are in it."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    contact_email = forms.EmailField(
        label=_("E-mail for the partnership"), help_text=_("It is not published."), required=False
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = _kinds(kept=getattr(self.initial.get("kind"), "pk", None))

    def data_for_action(self):
        """Leave out a legal form that was not chosen: a draft may wait for it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "legal_form" or value}

    @classmethod
    def initial_of(cls, organisation):
        values = super().initial_of(organisation) | {"phone": shown(organisation.phone)}
        record = getattr(organisation, "record", None)
        if record and record.is_legal_form_open:
            values["legal_form"] = None
        return values


class BeginForm(IdentityForm):
    """The identity of an organisation that is not there yet: with its municipality, it makes a draft.

    `seen` names the organisations that were shown as possibly the same; whoever sends it again means another one.
    """

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality"), help_text=_("Where its seat is.")
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    field_order = ("name", "municipality")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.filter(region_id=self.partnership.region_id)

    def data_for_action(self):
        return {name: value for name, value in super().data_for_action().items() if name != "seen"}


class SeatForm(PointMixin, StepForm):
    """Where it is, and where it works."""

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
    lat = DegreeField(
        label=_("Latitude"),
        required=False,
        help_text=_("You can also paste both as a map gives them. Example: 39.36556, 21.92056"),
    )
    lng = DegreeField(label=_("Longitude"), required=False)
    at_centre = forms.BooleanField(
        label=_("Use the centre of the municipality"),
        help_text=_("Near enough if you have no fixed address, or don't want to show it."),
        required=False,
    )
    serves_region = forms.BooleanField(label=_("We serve the whole region"), required=False)
    serves = forms.MultipleChoiceField(
        label=_("Municipalities that you serve"), widget=forms.CheckboxSelectMultiple, required=False
    )
    elsewhere = forms.CharField(
        label=_("One more, in another region"),
        max_length=100,
        required=False,
        help_text=_("Type its name and save: it joins the list above."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        here = Municipality.objects.filter(region_id=self.partnership.region_id)
        self.fields["municipality"].queryset = here
        self.fields["serves"].choices = [(place.slug, str(place)) for place in here]
        self._offer_elsewhere(self._chosen_elsewhere())

    def clean(self):
        cleaned = super().clean()
        self._choose_point_or_centre()
        if cleaned.get("elsewhere"):
            self._resolve(cleaned["elsewhere"])
        return cleaned

    def data_for_action(self):
        cleaned = self.cleaned_data
        municipality = cleaned["municipality"]
        point = (municipality.lat, municipality.lng) if cleaned["at_centre"] else (cleaned["lat"], cleaned["lng"])
        names = ("municipality", "address", "postcode", "serves", "serves_region")
        return {name: cleaned[name] for name in names} | {"lat": point[0], "lng": point[1]}

    @classmethod
    def initial_of(cls, organisation):
        place = organisation.municipality
        at_centre = (organisation.lat, organisation.lng) == (place.lat, place.lng)
        values = super().initial_of(organisation) | {"at_centre": at_centre}
        return values | {"lat": None, "lng": None} if at_centre else values

    def _choose_point_or_centre(self):
        cleaned = self.cleaned_data
        has_point = cleaned.get("lat") is not None or cleaned.get("lng") is not None
        if not (cleaned.get("at_centre") and has_point):
            return
        if self.initial.get("at_centre"):
            # The box was ticked by the page; the point is what somebody chose now.
            cleaned["at_centre"] = False
        else:
            self.add_error(
                "at_centre", _("You gave a point and chose the centre of the municipality. Keep one of them.")
            )

    def _chosen_elsewhere(self):
        """Return the slugs that are chosen beyond the region: stored ones, or those of a form that comes back."""
        offered = {slug for slug, _label in self.fields["serves"].choices}
        chosen = self.data.getlist("serves") if self.is_bound else self.initial.get("serves") or []
        return Municipality.objects.filter(slug__in=set(chosen) - offered) if set(chosen) - offered else []

    def _offer_elsewhere(self, places):
        known = {slug for slug, _label in self.fields["serves"].choices}
        self.fields["serves"].choices += [(place.slug, str(place)) for place in places if place.slug not in known]

    def _resolve(self, words):
        """Take the one municipality that is called so; offer several to choose from; refuse what none is called."""
        found = municipalities_called(words)
        self._offer_elsewhere(found)
        if not found:
            self.add_error("elsewhere", _("No municipality is called so."))
        elif len(found) > 1:
            self.add_error(
                "elsewhere",
                _("Several are called so; they now stand in the list above. Tick yours and clear this field."),
            )
        else:
            self.cleaned_data["serves"] = [*self.cleaned_data.get("serves", []), found[0].slug]


class WorkForm(StepForm):
    """What it does, in words and by the vocabularies."""

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
        TargetGroup.objects.all(), label=_("Whom you serve"), widget=forms.CheckboxSelectMultiple, required=False
    )
    nace_sections = forms.ModelMultipleChoiceField(
        NaceSection.objects.all(),
        label=_("Sections of activity"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("The sections of the European classification (NACE Rev. 2.1), as your activity codes begin."),
    )
    themes = forms.ModelMultipleChoiceField(
        OrganisationKind.objects.all(),
        label=_("Themes of networks that concern you"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Networks of organisations gather around these. Choose those in which you would take part."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = _kinds()

    def data_for_action(self):
        codes = {name: [term.pk for term in self.cleaned_data[name]] for name in WORK_CODES}
        return self.cleaned_data | codes


WORK_CODES = ("target_groups", "nace_sections", "themes")


def _kinds(kept=None):
    return OrganisationKind.objects.exclude(pk__in=OTHER_BODIES - {kept})
