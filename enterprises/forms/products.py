"""What people may type about a product or a service."""

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm
from enterprises.models import Product, ProductCategory
from enterprises.queries.documents import standing, usable
from enterprises.queries.product_changes import version_of
from enterprises.queries.products import category_groups
from enterprises.states import PROOF_KINDS
from enterprises.tables.cells import language_now, written
from enterprises.tables.prices import amount_in
from enterprises.tables.words import words_of
from partnerships.models import Municipality


class PriceField(forms.DecimalField):
    """A price as people write it: "12,50 €", "1.200,00" and "12.50" alike."""

    default_error_messages = {"invalid": _("Write the price as a number. Example: 12,50")}

    def to_python(self, value):
        if isinstance(value, str) and (amount := amount_in(value)) is not None:
            value = amount
        return super().to_python(value)


class QuantityField(PriceField):
    """A quantity, written as freely as a price."""

    default_error_messages = {"invalid": _("Write the quantity as a number. Example: 5")}


class CategoryIterator(ModelChoiceIterator):
    """The categories below the names of their groups."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        for top, children in category_groups():
            yield (top.label, [self.choice(category) for category in children])


class CategoryField(forms.ModelChoiceField):
    iterator = CategoryIterator


class ProofField(forms.ModelChoiceField):
    """A paper of the wallet, with what tells it from another one of its kind."""

    def label_from_instance(self, obj):
        return " · ".join(
            filter(None, [str(obj), obj.control_body and str(obj.control_body), obj.number, standing(obj).words])
        )


class ProductForm(ShapeForm):
    """A product or a service; which of season and area counts follows from the kind."""

    category = CategoryField(
        ProductCategory.objects.exclude(parent=None), label=_("Category"), empty_label=_("Choose"), required=False
    )
    season_months = forms.TypedMultipleChoiceField(
        label=_("Season"),
        choices=list(MONTHS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("For products: the months in which you have it. None means all year."),
    )
    area = forms.MultipleChoiceField(
        label=_("Area"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("For services: where you offer it. None means the whole region."),
    )

    class Meta:
        model = Product
        fields = [
            "kind",
            "name",
            "name_en",
            "category",
            "description",
            "description_en",
            "price",
            "unit",
            "vat_note",
            "minimum_order",
            "is_available",
            "season_months",
            "area",
            "is_local",
            "is_organic",
            "organic_proof",
            "is_fair_trade",
            "fair_trade_proof",
        ]
        labels = {
            "name": _("Product or service"),
            "name_en": _("Its name in English"),
            "description": _("Description"),
            "description_en": _("Description in English"),
            "price": _("Price in euros"),
            "unit": _("Unit"),
            "minimum_order": _("Smallest order"),
            "is_available": _("You can have it now"),
            "is_local": _("Made here, of what grows or is made here"),
            "is_organic": _("Organic"),
            "is_fair_trade": _("Fair trade"),
        }
        help_texts = {
            "price": _("The producer's price. Example: 12,50. Leave it empty for “on request”."),
            "unit": _("For example: kilo, jar, hour."),
            "minimum_order": _("In the same unit, if there is one. Example: 5"),
            "organic_proof": _("A certificate from your documents. Without one the page says that you declare it."),
            "fair_trade_proof": _(
                "A fair trade certificate from your documents. Without one the page says that you declare it."
            ),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "description": forms.Textarea(attrs={"rows": 3}),
            "description_en": forms.Textarea(attrs={"rows": 3}),
            "price": forms.TextInput(attrs={"inputmode": "decimal"}),
            "unit": forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
            "minimum_order": forms.TextInput(attrs={"inputmode": "decimal"}),
        }
        localized_fields = ["price", "minimum_order"]
        field_classes = {
            "price": PriceField,
            "minimum_order": QuantityField,
            "organic_proof": ProofField,
            "fair_trade_proof": ProofField,
        }

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        region = organisation.partnership.region_id
        places = Municipality.objects.filter(region_id=region)
        self.fields["area"].choices = [(place.slug, str(place)) for place in places]
        # What is shown already stays to be chosen, though it may have ended: else saving would drop it without a word.
        shown = Q(pk__in=[pk for pk in (self.instance.organic_proof_id, self.instance.fair_trade_proof_id) if pk])
        papers = organisation.documents.filter(Q(pk__in=usable(organisation).values("pk")) | shown)
        papers = papers.select_related("control_body")
        for name, kind in PROOF_KINDS.items():
            chosen = Q(pk=getattr(self.instance, f"{name}_id"))
            self.fields[name].queryset = papers.filter(Q(kind=kind) | chosen)
            self.fields[name].empty_label = _("None")
        self.fields["vat_note"].required = False


class EditProductForm(ProductForm):
    """The same for one that is there; `seen` tells which version of it the form was made from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = version_of(self.instance)

    def show_what_stands_now(self, product, differing):
        """Say at each differing field what the product says now; from here on that version counts as seen."""
        now = written(product, language_now(), words_of(self.organisation.partnership.region_id))
        for name in differing:
            if name in self.fields:
                shown = now[name] if name in now else getattr(product, name)
                self.add_error(name, _("Now: %(value)s") % {"value": shown or "–"})
        data = self.data.copy()
        data[self.add_prefix("seen")] = version_of(product)
        self.data = data
