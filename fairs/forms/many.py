"""What an officer chooses in the queue, and says to all that were chosen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import WholeTextMixin
from fairs.forms.decisions import AskForm
from fairs.models import Application
from fairs.states import RefusalReason


class ChosenForm(WholeTextMixin, forms.Form):
    """The applications that were chosen."""

    applications = forms.ModelMultipleChoiceField(
        queryset=Application.objects.none(),
        widget=forms.MultipleHiddenInput,
        error_messages={
            "required": _("Choose at least one application."),
            "invalid_choice": _("One of them is no longer there."),
            "invalid_pk_value": _("One of them is no longer there."),
        },
    )

    def __init__(self, *args, readable, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applications"].queryset = readable


class RefuseManyForm(ChosenForm):
    reason_code = forms.ChoiceField(
        label=_("Reason of the refusals"), choices=[("", _("Choose the reason")), *RefusalReason.choices]
    )
    reason = forms.CharField(
        label=_("The reason in words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Every applicant gets it by mail, word for word, when the decisions are released."),
    )


class AskManyForm(AskForm):
    """AskForm for all that were chosen."""

    applications = ChosenForm.base_fields["applications"]

    def __init__(self, *args, readable, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applications"].queryset = readable
        self.fields["words"].help_text = _("Every applicant gets it by mail at once, word for word.")
