"""The form of a series of fairs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm
from fairs.forms.editions import day_field
from fairs.models import FairSeries


class SeriesForm(ShapeForm):
    class Meta:
        model = FairSeries
        fields = (
            "name",
            "name_en",
            "rhythm",
            "since_year",
            "organisers",
            "organisers_en",
            "description",
            "description_en",
            "rules",
            "rules_en",
        )
        widgets = {
            "organisers": forms.Textarea(attrs={"rows": 3}),
            "organisers_en": forms.Textarea(attrs={"rows": 3}),
            "description": forms.Textarea(attrs={"rows": 6}),
            "description_en": forms.Textarea(attrs={"rows": 4}),
            "rules": forms.Textarea(attrs={"rows": 6}),
            "rules_en": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "name": _("The name that stays from year to year, without a year in it."),
            "since_year": _("The year of the first edition, also of one before this platform."),
            "organisers": _("Who holds it: municipalities, chambers, associations."),
            "rules": _("What holds for every edition. The regulation of one edition belongs to that fair."),
        }


class CopyForm(forms.Form):
    starts_on = day_field(label=_("First day"), help_text=_("The last day follows: the fair is as long as before."))
    apply_by = day_field(label=_("Applications until"))
