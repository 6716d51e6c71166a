"""An application as its people fill it in: the fields that every fair has, and those that the call asks."""

import json

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm
from enterprises.models import Product
from fairs.actions.answers import LONGEST
from fairs.actions.drafts import MOST_WATTS, NARROWEST, WIDEST
from fairs.forms.editions import day_field
from fairs.models import Application
from fairs.models.calls import QuestionKind
from fairs.queries.sheets import FIELDS, PRODUCTS, field_of

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class BeginForm(forms.Form):
    """With which of one's organisations to begin."""

    organisation = forms.ModelChoiceField(
        queryset=None,
        label=_("Organisation"),
        error_messages={
            "invalid_choice": _("This organisation can't apply: it has applied already, or it is not active.")
        },
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = choices
        self.organisations = list(choices)
        # Nobody is asked what is known: with one organisation there is nothing to choose.
        if len(self.organisations) == 1:
            field.widget = forms.HiddenInput()
            self.initial["organisation"] = self.organisations[0].pk


class DraftForm(ShapeForm):
    """Takes the `scope` of what is open today and the `sheet` of what stands there; nothing has to be filled in."""

    frontage = forms.DecimalField(
        label=_("Metres of frontage"),
        required=False,
        min_value=NARROWEST,
        max_value=WIDEST,
        max_digits=4,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"step": "0.5"}),
        help_text=_("How wide your stand should be. Leave it empty if any size will do."),
    )
    power_watts = forms.IntegerField(
        label=_("Power in watts"),
        required=False,
        min_value=0,
        max_value=MOST_WATTS,
        help_text=_("All devices together: a fridge takes about 200, a coffee machine 2,000. Empty: none."),
    )
    products = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Products of your page that you will show"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Application
        fields = FIELDS
        widgets = {
            "products_shown": forms.Textarea(attrs={"rows": 5}),
            "needs": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "needs": _("Anything else that you need"),
            "needs_water": _("We need water"),
            "needs_cold": _("We need cold storage"),
        }
        help_texts = {
            "products_shown": _("Products and services, as a visitor will see them on your stand."),
            "goods": _("It decides which stands fit: food stands away from animals."),
            "vehicle": _("Only if it stays: its kind and size, such as “van, 5 m”."),
        }

    def __init__(self, *args, scope, sheet, organisation, **kwargs):
        super().__init__(*args, initial=_shown(sheet), **kwargs)
        self.fields["products_shown"].required = False
        shown = Product.objects.published().filter(organisation=organisation).order_by("name", "pk")
        self.fields[PRODUCTS].queryset = shown
        if not scope.is_whole:
            for name in (*FIELDS, PRODUCTS):
                del self.fields[name]
        self.question_names = [field_of(question) for question in scope.questions]
        for question in scope.questions:
            self.fields[field_of(question)] = _question_field(question)

    @property
    def asked(self):
        """The bound fields of the questions, in their order."""
        return [self[name] for name in self.question_names]

    def plain_values(self):
        """Return what was filled in correctly, as the action takes it."""
        values = {name: value for name, value in self.cleaned_data.items() if name in self.fields}
        if PRODUCTS in values:
            values[PRODUCTS] = [product.pk for product in values[PRODUCTS]]
        if "power_watts" in values:
            values["power_watts"] = values["power_watts"] or 0
        # A number or a day goes on as it is told apart by its kind, not by how it was typed.
        return {name: value if name in (*FIELDS, PRODUCTS) else _answer(value) for name, value in values.items()}


def read_seen(text):
    """Return what a page said that its writer had seen, or nothing where it said nothing that can be read."""
    try:
        seen = json.loads(text or "{}")
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def _shown(sheet):
    """Return the sheet as widgets show it: yes and no by name."""
    return {name: _shown_value(value) if name not in FIELDS else value for name, value in sheet.items()}


def _shown_value(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def _answer(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def _question_field(question):
    field = _BY_KIND[question.kind](question)
    # As in every form: nothing is cut, what is too long is said.
    field.widget.attrs.pop("maxlength", None)
    field.label, field.required = question.title, False
    field.help_text = question.help_text
    if question.is_personal:
        words = _("Personal data: seen by your people, the municipality and the coordinator alone.")
        field.help_text = f"{question.help_text} {words}".strip()
    field.needed = question.is_required
    return field


def _options(question):
    return list(zip([option["code"] for option in question.options], question.choices, strict=True))


_BY_KIND = {
    QuestionKind.TEXT: lambda question: forms.CharField(max_length=LONGEST[QuestionKind.TEXT]),
    QuestionKind.LONG_TEXT: lambda question: forms.CharField(
        max_length=LONGEST[QuestionKind.LONG_TEXT], widget=forms.Textarea(attrs={"rows": 4})
    ),
    QuestionKind.NUMBER: lambda question: forms.CharField(
        max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    ),
    QuestionKind.YES_NO: lambda question: forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect),
    QuestionKind.CHOICE: lambda question: forms.ChoiceField(choices=[("", _("Choose")), *_options(question)]),
    QuestionKind.CHOICES: lambda question: forms.MultipleChoiceField(
        choices=_options(question), widget=forms.CheckboxSelectMultiple
    ),
    QuestionKind.DATE: lambda question: day_field(),
}
