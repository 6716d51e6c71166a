"""What is typed about an incident."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm, WholeTextMixin
from core.uploads import PaperField
from fairs.actions.incidents import Report
from fairs.forms.programme import moment_field
from fairs.models import Incident


class IncidentForm(ShapeForm):
    happened_at = moment_field(label=_("When"))
    photo = PaperField(
        label=_("Photo"),
        required=False,
        help_text=_("Only those who look after the fair see it. Please show no faces."),
        widget=forms.ClearableFileInput(attrs={"capture": "environment"}),
    )

    class Meta:
        model = Incident
        fields = ("kind", "words", "stand", "happened_at")
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "words": _("As short as on a note. No names of visitors, and nothing about anybody's health."),
            "stand": _("If it concerns one."),
        }

    def __init__(self, *args, stands, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stand"].queryset = stands
        if not self.is_bound:
            self.initial["happened_at"] = timezone.localtime().replace(second=0, microsecond=0)

    def report(self):
        """Return the Report of valid data."""
        photo = self.cleaned_data["photo"]
        return Report(
            kind=self.cleaned_data["kind"],
            words=self.cleaned_data["words"],
            happened_at=self.cleaned_data["happened_at"],
            stand=self.cleaned_data["stand"],
            photo=photo,
            file_name=self.files[self.add_prefix("photo")].name or "" if photo else "",
        )


class SolutionForm(WholeTextMixin, forms.Form):
    solution = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}))
