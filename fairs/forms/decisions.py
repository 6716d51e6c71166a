"""What an officer types."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm, WholeTextMixin
from fairs.models import DecisionDossier, MoreAsked
from fairs.states import RefusalReason

DAYS_TO_ANSWER = 7


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


class AskForm(ShapeForm):
    """What is missing, and until when it is needed."""

    class Meta:
        model = MoreAsked
        fields = ("words", "due_on")
        widgets = {
            "words": forms.Textarea(attrs={"rows": 5}),
            "due_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        help_texts = {"words": _("The applicant gets it by mail at once, word for word.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.initial.get("due_on"):
            self.initial["due_on"] = timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)


class AnswerForm(WholeTextMixin, forms.Form):
    answer = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The officers of the municipality read it together with your application."),
    )


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


class NumbersForm(ShapeForm):
    """The numbers that a released decision gets."""

    class Meta:
        model = DecisionDossier
        fields = ("protocol_number", "ada")
        help_texts = {"ada": _("The number under which the decision is published on Diavgeia.")}
