"""What people may type on the need and surplus board."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm, WholeTextMixin
from enterprises.forms.documents import DayInput
from enterprises.forms.products import PriceField
from enterprises.models import BoardAnswer, BoardPost, Facility
from enterprises.queries.board import plain
from enterprises.queries.units import unit_in_words
from enterprises.states import AnswerState, BoardKind

NEVER_A_PERSON = _(
    "Everybody reads it. Write what and how much, never for whom: no names, no numbers, no addresses of people. "
    "Who is helped stays between you and them."
)


class QuantityField(PriceField):
    """A quantity as people write it: "12", "2,5", "1.200"; three digits after a point or comma are thousands."""

    default_error_messages = {"invalid": _("Write the quantity as a number. Example: 20")}


def _quantity_widget():
    return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


class PostForm(ShapeForm):
    """A need or a surplus."""

    class Meta:
        model = BoardPost
        fields = ["kind", "what", "quantity", "unit", "until", "note"]
        labels = {
            "kind": _("What is it about"),
            "what": _("What"),
            "quantity": _("How much"),
            "unit": _("Unit"),
            "until": _("Until when"),
            "note": _("A few words more"),
        }
        help_texts = {
            "what": _("Example: olive oil, nappies size 4, oranges for juice"),
            "quantity": _("Then others can promise a part. Example: 20"),
            "unit": _("Example: litres, kilos, crates"),
            "until": _("On the day after it leaves the board by itself."),
            "note": NEVER_A_PERSON,
        }
        widgets = {
            "kind": forms.RadioSelect,
            "quantity": _quantity_widget(),
            "unit": forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
            "until": DayInput(),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        localized_fields = ["quantity"]
        field_classes = {"quantity": QuantityField}

    def __init__(self, *args, **kwargs):
        post = kwargs.get("instance")
        if post:
            kwargs["initial"] = {"quantity": plain(post.quantity)}
        super().__init__(*args, **kwargs)
        if post:
            del self.fields["kind"]
        else:
            self.fields["kind"].choices = BoardKind.choices
            self.fields["kind"].initial = BoardKind.NEED


class AnswerForm(ShapeForm):
    """What an organisation offers or asks for; who answers is chosen only by who works for several."""

    organisation = forms.TypedChoiceField(label=_("Who answers"))

    class Meta:
        model = BoardAnswer
        fields = ["quantity", "text"]
        labels = {"quantity": _("How much"), "text": _("A few words")}
        help_texts = {
            "text": _(
                "When and how. No e-mail, no telephone: once your answer is accepted, you and the facility get each "
                "other's name, e-mail and telephone from us."
            ),
        }
        widgets = {"quantity": _quantity_widget(), "text": forms.Textarea(attrs={"rows": 3})}
        localized_fields = ["quantity"]
        field_classes = {"quantity": QuantityField}

    def __init__(self, *args, post, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["organisation"])
        self._only = organisations[0]
        self.fields["organisation"].choices = [(one.pk, one.title) for one in organisations]
        self.fields["organisation"].coerce = {str(one.pk): one for one in organisations}.get
        if len(organisations) == 1:
            del self.fields["organisation"]
        self.fields["quantity"].required = post.quantity is not None
        if post.unit:
            self.fields["quantity"].label = _("How much (%(unit)s)") % {
                "unit": unit_in_words(post.unit, post.remaining)
            }

    def data_for_action(self):
        """Return the cleaned values with the Organisation that answers."""
        return {"organisation": self._only, **self.cleaned_data}


class DecideForm(WholeTextMixin, forms.Form):
    """What is accepted of an answer, and a word to who gave it."""

    quantity = QuantityField(
        label=_("How much of it you accept"), max_digits=9, decimal_places=2, localize=True, widget=_quantity_widget()
    )
    reply = forms.CharField(
        label=_("A word to them"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only they read it: where and when to come, or why not this time."),
    )

    def __init__(self, *args, answer, declines, **kwargs):
        super().__init__(*args, **kwargs)
        # Who declines need not say how much.
        if answer.quantity is None or answer.state != AnswerState.OFFERED or declines:
            del self.fields["quantity"]


class BoardFilterForm(forms.Form):
    """What the board is narrowed by, and its order."""

    kind = forms.ChoiceField(label=_("What it is about"), required=False)
    facility_kind = forms.ChoiceField(label=_("Where"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("The most urgent first")), ("newest", _("The newest first"))],
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Needs and surplus")), *BoardKind.choices]
        self.fields["facility_kind"].choices = [("", _("All facilities")), *Facility.Kind.choices]
        self.fields["municipality"].choices = [
            ("", _("All municipalities")),
            *((place.slug, str(place)) for place in places),
        ]
