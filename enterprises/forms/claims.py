"""What people say who claim an organisation, or who found an error."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import WholeTextMixin
from core.uploads import PaperField
from enterprises.forms.decisions import DecisionForm


class ClaimForm(WholeTextMixin, forms.Form):
    """Who one is there, and how the partnership can tell; the file comes last, since a browser forgets it."""

    position = forms.CharField(
        label=_("Your role in it"), max_length=120, help_text=_("For example: president of the board.")
    )
    evidence = forms.CharField(
        label=_("How the partnership can tell"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("For example: the address of your website where your name stands, or a number to call."),
    )
    file = PaperField(
        label=_("A paper that shows it"),
        required=False,
        help_text=_(
            "A PDF or a photo, at most 20 MB. Only you and the coordinators can open it. We erase it 90 days after"
            " the decision."
        ),
    )


class ClaimDecisionForm(DecisionForm):
    """Yes, or no with a reason, to whoever claims an organisation."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Say what is missing. The claimant gets these words by mail.")


class ReportForm(WholeTextMixin, forms.Form):
    """What is wrong on a page. The field that people don't see catches machines that fill in everything."""

    text = forms.CharField(
        label=_("What is wrong?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("For example: they moved, the telephone no longer answers, they have closed."),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("Only if you want an answer. We erase it 90 days after the report is closed."),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty."))
        return ""


class ReportAnswerForm(WholeTextMixin, forms.Form):
    """Put right, or nothing to put right; the words go to whoever reported it, if they left an address."""

    SETTLE, DISMISS = "settle", "dismiss"

    decision = forms.ChoiceField(
        choices=[(SETTLE, _("It is put right")), (DISMISS, _("There is nothing to put right"))],
        widget=forms.HiddenInput,
    )
    answer = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        if report.email:
            answer.label = _("Answer to whoever reported it")
            answer.help_text = _("They left an address and get these words by mail.")
            answer.widget.attrs["required"] = True
        else:
            answer.label = _("Note for the partnership")
            answer.help_text = _(
                "No answer is sent, since no address was left. Write why, if there is nothing to put right."
            )
