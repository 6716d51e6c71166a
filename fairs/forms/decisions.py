"""What an officer types."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import WholeTextMixin
from fairs.models import Application


class DecisionForm(WholeTextMixin, forms.Form):
    APPROVE, REFUSE = "approve", "refuse"

    decision = forms.ChoiceField(
        label=_("Decision"), choices=[(APPROVE, _("Approve")), (REFUSE, _("Refuse"))], widget=forms.HiddenInput
    )
    reason = forms.CharField(
        label=_("Reason of a refusal"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed for a refusal. The applicant gets it by mail, word for word."),
    )

    def clean(self):
        data = super().clean()
        if data.get("decision") == self.APPROVE and data.get("reason"):
            # Who wrote a reason meant to refuse: a slip of a key must not approve.
            self.add_error("reason", _("You wrote a reason of refusal. Clear it to approve, or choose “Refuse”."))
        return data


class ChosenForm(forms.Form):
    applications = forms.ModelMultipleChoiceField(
        queryset=Application.objects.none(),
        error_messages={
            "required": _("Choose at least one application."),
            "invalid_choice": _("One of them was decided meanwhile."),
        },
    )

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applications"].queryset = waiting
