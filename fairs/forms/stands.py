"""What the organiser types about the stand plan."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import WholeTextMixin
from core.uploads import PictureField
from fairs.actions.stands import PLACES, Grid
from fairs.models import Fair, Stand
from fairs.queries.plans import equipment_of, kind_of

LEAST, MOST = Decimal("0.1"), Decimal("99.9")
MOST_METRES = Decimal("9999.9")
MOST_IN_ROW = 200
MOST_WATTS = 100_000


class MetresField(forms.DecimalField):
    """Metres with a point or, as Greeks write, a comma."""

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def metres(label, least=LEAST, most=MOST, **options):
    """Return a field of metres with one place after the point."""
    widget = forms.NumberInput({"step": "0.1", "inputmode": "decimal"})
    return MetresField(
        label=label, min_value=least, max_value=most, max_digits=6, decimal_places=1, widget=widget, **options
    )


def reason_field():
    return forms.CharField(
        label=_("Why the plan changes now"),
        widget=forms.Textarea({"rows": 2}),
        help_text=_("The stands are given already. The reason stays in the history of the fair."),
    )


class ReasonMixin:
    """Asks for the reason where the plan is frozen."""

    def __init__(self, *args, is_frozen=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_frozen:
            self.fields["reason"] = reason_field()


class OfferFields(forms.Form):
    """What a stand is and has, apart from its code and its place."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Stand.Kind.choices, initial=Stand.Kind.OPEN)
    frontage = metres(_("Frontage in metres"), initial=3)
    depth = metres(_("Depth in metres"), initial=3)
    zone = forms.CharField(
        label=_("Zone"), max_length=40, required=False, help_text=_("A part of the fair, such as “Tastings”.")
    )
    power_watts = forms.IntegerField(
        label=_("Power in watts"), min_value=0, max_value=MOST_WATTS, initial=0, help_text=_("0 where there is none.")
    )
    has_water = forms.BooleanField(label=_("Water"), required=False)
    has_cold = forms.BooleanField(label=_("Cold storage"), required=False)
    takes_food = forms.BooleanField(label=_("Food may be sold here"), required=False, initial=True)
    takes_animals = forms.BooleanField(label=_("Animals may stand here"), required=False)


class StandForm(ReasonMixin, WholeTextMixin, OfferFields):
    code = forms.CharField(
        label=_("Code"), max_length=10, help_text=_("Short, as it will stand on the ground: A1, B12.")
    )
    x = metres(_("Metres from the left"), least=0, most=MOST_METRES, initial=0)
    y = metres(_("Metres from the top"), least=0, most=MOST_METRES, initial=0)
    has_own_neighbours = forms.BooleanField(
        label=_("I mark the neighbours by hand"),
        required=False,
        help_text=_("Otherwise they follow from the places: stands that are at most half a metre apart."),
    )
    neighbours = forms.MultipleChoiceField(
        label=_("Neighbouring stands"), required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("code", "kind", "x", "y", "frontage", "depth")

    def __init__(self, *args, codes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["neighbours"].choices = [(code, code) for code in codes]

    def clean_code(self):
        return "".join(self.cleaned_data["code"].split())


class GridForm(ReasonMixin, WholeTextMixin, OfferFields):
    prefix = forms.CharField(
        label=_("Letters before the number"), max_length=6, required=False, help_text=_("A makes A1, A2, A3.")
    )
    first_number = forms.IntegerField(label=_("First number"), min_value=0, max_value=9999, initial=1)
    columns = forms.IntegerField(label=_("Stands in a row"), min_value=1, max_value=MOST_IN_ROW, initial=6)
    rows = forms.IntegerField(label=_("Rows"), min_value=1, max_value=MOST_IN_ROW, initial=1)
    gap = metres(_("Metres between two stands"), least=0, initial=0)
    aisle = metres(_("Metres between two rows"), least=0, initial=4)
    goes_down = forms.BooleanField(label=_("The row goes from top to bottom"), required=False)
    x = metres(_("First stand: metres from the left"), least=0, most=MOST_METRES, initial=1)
    y = metres(_("First stand: metres from the top"), least=0, most=MOST_METRES, initial=1)

    def clean_prefix(self):
        return "".join(self.cleaned_data["prefix"].split())

    @property
    def grid(self):
        """The Grid that was typed."""
        data = self.cleaned_data
        stand = {name: data[name] for name in (*OfferFields.base_fields, "x", "y")}
        own = ("prefix", "first_number", "columns", "rows", "gap", "aisle", "goes_down")
        return Grid(**{name: data[name] for name in own}, stand=stand)


class PlacesForm(ReasonMixin, forms.Form):
    """The places and sizes of all stands at once: one row of fields for each."""

    LIMITS = {"x": (0, MOST_METRES), "y": (0, MOST_METRES), "frontage": (LEAST, MOST), "depth": (LEAST, MOST)}

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, stands, **kwargs):
        super().__init__(*args, **kwargs)
        self.stands = stands
        for stand in stands:
            for name in PLACES:
                least, most = self.LIMITS[name]
                field = metres(f"{stand.code}, {Stand._meta.get_field(name).verbose_name}", least=least, most=most)
                field.widget.attrs |= {"aria-label": field.label, f"data-{name}": stand.pk}
                self.fields[f"{name}-{stand.pk}"] = field
                self.initial[f"{name}-{stand.pk}"] = getattr(stand, name)

    @property
    def rows(self):
        """[(stand, its four bound fields, what it has in words)] in the order of the codes."""
        return [
            (
                stand,
                *(self[f"{name}-{stand.pk}"] for name in PLACES),
                ", ".join([kind_of(stand), *equipment_of(stand)]),
            )
            for stand in self.stands
        ]

    @property
    def places(self):
        """{key: {"x", "y", "frontage", "depth"}} as they were typed."""
        data = self.cleaned_data
        return {stand.pk: {name: data[f"{name}-{stand.pk}"] for name in PLACES} for stand in self.stands}


class RemoveStandsForm(ReasonMixin, WholeTextMixin, forms.Form):
    pass


class GroundForm(WholeTextMixin, forms.Form):
    width = metres(_("Width in metres"), least=1, most=2000)
    depth = metres(_("Depth in metres"), least=1, most=2000)
    picture = PictureField(
        label=_("Picture of the venue"),
        required=False,
        help_text=_("A plan or a photo from above. It is stretched over the whole ground, so cut it to its edges."),
    )


class CopyPlanForm(forms.Form):
    source = forms.ModelChoiceField(
        label=_("Fair whose stands are taken over"), queryset=Fair.objects.none(), empty_label=None
    )

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources
