"""What an officer types."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm, WholeTextMixin
from fairs.models import Application, DecisionDossier
from fairs.states import RefusalReason


class DecisionForm(WholeTextMixin, forms.Form):
    APPROVE, REFUSE = "approve", "refuse"

    decision = forms.ChoiceField(
        label=_("Decision"), choices=[(APPROVE, _("Approve")), (REFUSE, _("Refuse"))], widget=forms.HiddenInput
    )
    reason_code = forms.ChoiceField(
        label=_("Reason of a refusal"),
        required=False,
        choices=[("", _("Choose the reason")), *RefusalReason.choices],
        help_text=_("Needed for a refusal, together with words of your own."),
    )
    reason = forms.CharField(
        label=_("The reason in words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The applicant gets it by mail, word for word, when the decisions are released."),
    )

    def clean(self):
        data = super().clean()
        for field in ("reason_code", "reason"):
            # Who gave a reason meant to refuse: a slip of a key must not approve.
            if data.get("decision") == self.APPROVE and data.get(field):
                self.add_error(field, _("You gave a reason of refusal. Clear it to approve, or choose “Refuse”."))
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


class ReleaseForm(ShapeForm):
    """The papers of the decision that is released."""

    class Meta:
        model = DecisionDossier
        fields = ("decided_on", "protocol_number", "ada", "legal_basis", "appeal_route", "appeal_until")
        widgets = {
            "decided_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "appeal_until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "legal_basis": forms.Textarea(attrs={"rows": 3}),
            "appeal_route": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "ada": _("The number under which the decision is published on Diavgeia, if it is already."),
            "legal_basis": _("The provisions on which the decision rests."),
            "appeal_route": _("To whom and how a refused applicant can appeal. Needed if there is a refusal."),
            "appeal_until": _("Needed if there is a refusal."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("decided_on", timezone.localdate())
        if not self.initial["decided_on"]:
            self.initial["decided_on"] = timezone.localdate()
