"""What people hand over for the wallet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm
from core.uploads import PaperField
from enterprises.models import Document


class DayInput(forms.DateInput):
    """A day as browsers ask for it; without their help it is typed as year-month-day."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class DocumentForm(ShapeForm):
    """The facts about a paper; its file comes last, since a browser forgets it when something else is wrong."""

    class Meta:
        model = Document
        fields = ["kind", "title", "number", "control_body", "issued_on", "expires_on"]
        help_texts = {
            "title": _("Only if the kind does not say it all."),
            "control_body": _("For organic certificates: the body whose code stands on it."),
            "expires_on": _(
                "For tax clearance, hygiene, organic and fair trade certificates. "
                "We write to you 30 and 7 days before."
            ),
        }
        widgets = {"issued_on": DayInput(), "expires_on": DayInput()}

    file = PaperField(
        label=_("File"), help_text=_("A PDF, or a photo of the paper: JPEG, PNG or WebP. At most 20 MB.")
    )

    def __init__(self, *args, replaced=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["control_body"].empty_label = _("Choose")
        if replaced:
            del self.fields["kind"]
