"""Questions that need a yes, a no or a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import WholeTextMixin


class DecisionForm(WholeTextMixin, forms.Form):
    """Yes, or no with a reason; that a refusal needs one is the action's rule."""

    APPROVE, REFUSE = "approve", "refuse"

    decision = forms.ChoiceField(
        choices=[(APPROVE, _("Approve")), (REFUSE, _("Refuse"))], widget=forms.HiddenInput, required=True
    )
    reason = forms.CharField(
        label=_("Reason, if you refuse"),
        help_text=_("Say what has to change. The manager gets these words by mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.APPROVE and cleaned.get("reason"):
            # Who wrote a reason meant to refuse: a slip must not approve.
            self.add_error("reason", _("You wrote a reason of refusal. Clear it to approve, or choose “Refuse”."))
        return cleaned


class ReasonForm(WholeTextMixin, forms.Form):
    """Why: the organisation gets these words."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The manager gets these words by mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class EmptyForm(forms.Form):
    """A question that only needs an answer."""
