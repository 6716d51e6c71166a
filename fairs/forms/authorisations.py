"""What a body answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import WholeTextMixin
from core.uploads import PaperField
from fairs.actions.authorisation_answers import Answer


class AnswerForm(WholeTextMixin, forms.Form):
    GRANT, REFUSE = "grant", "refuse"

    outcome = forms.ChoiceField(
        label=_("Answer"), choices=[(GRANT, _("In favour")), (REFUSE, _("Against"))], widget=forms.RadioSelect
    )
    protocol_number = forms.CharField(
        label=_("protocol number"), max_length=40, help_text=_("As it stands on the decision, such as 112/2026.")
    )
    ada = forms.CharField(
        label=_("ADA"),
        required=False,
        max_length=40,
        help_text=_("The number under which it stands on Diavgeia. The municipal council has to give it."),
    )
    decided_on = forms.DateField(
        label=_("decided on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    terms = forms.CharField(
        label=_("terms or reasons"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The terms under which you agree, or why you are against it; then it has to be given."),
    )
    file = PaperField(
        label=_("The decision itself"),
        required=False,
        help_text=_("A PDF, or a photo of the paper: JPEG, PNG or WebP. At most 20 MB."),
    )

    def answer(self):
        """Return the valid data as the Answer that the actions take."""
        data = self.cleaned_data
        paper = data["file"] or None
        return Answer(
            protocol_number=data["protocol_number"],
            ada=data["ada"],
            decided_on=data["decided_on"],
            terms=data["terms"],
            paper=paper,
            file_name=self.files["file"].name if paper else "",
        )


class LinkAnswerForm(AnswerForm):
    """An answer of somebody without an account, who says who they are."""

    name = forms.CharField(
        label=_("name of who answers"), max_length=120, help_text=_("Your name stands in the history of the fair.")
    )

    field_order = ["name"]
