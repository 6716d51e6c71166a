"""What the application form asks: forms check shape, the actions judge."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm
from fairs.forms.editions import day_field
from fairs.models import DocumentRequest, FormQuestion


class OptionsField(forms.CharField):
    """Choices as lines of text, each with its English after a bar: as people type them, and as the row keeps them."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(
            f"{option['label']} | {option['label_en']}" if option["label_en"] else option["label"] for option in value
        )

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return [self._option(line) for line in lines if line]

    def _option(self, line):
        label, _bar, label_en = line.partition("|")
        return {"label": label.strip(), "label_en": label_en.strip()}


class QuestionForm(ShapeForm):
    options = OptionsField(
        label=_("Choices"),
        required=False,
        help_text=_("Only for a list: one choice in each line. You may add its English after a bar: |"),
    )
    answer_by = day_field(
        label=_("Can be answered until"),
        required=False,
        help_text=_("Leave it empty for the last day of the call."),
    )

    class Meta:
        model = FormQuestion
        fields = (
            "label",
            "label_en",
            "help",
            "help_en",
            "kind",
            "options",
            "is_required",
            "is_personal",
            "answer_by",
        )
        help_texts = {
            "help": _("One sentence under the question, if it needs one."),
            "is_required": _("Nobody can submit without an answer. Not possible once the call is open."),
            "is_personal": _("Tick it where the answer is about a person, such as a name or a phone number."),
        }


class DocumentRequestForm(ShapeForm):
    class Meta:
        model = DocumentRequest
        fields = ("kind", "is_required", "note", "note_en")
        help_texts = {
            "is_required": _("Nobody can submit without it. Not possible once the call is open."),
            "note": _("For example how old it may be."),
        }
