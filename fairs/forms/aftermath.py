"""What exhibitors and organisers type after a fair."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import day_in_words
from core.forms import ShapeForm, WholeTextMixin
from fairs.actions.reports import MOST_VISITORS
from fairs.models import FairReport, SurveyAnswer, VisitorCount

STARS = [
    (1, _("1 – not at all")),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (5, _("5 – very much")),
]


class SurveyForm(ShapeForm):
    satisfaction = forms.TypedChoiceField(
        label=_("Were you satisfied with the fair?"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )
    comes_again = forms.TypedChoiceField(
        label=_("Would you come again?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = SurveyAnswer
        fields = ("turnover", "contacts", "satisfaction", "comes_again")
        labels = {
            "turnover": _("How much did you sell, all days together?"),
            "contacts": _("How many new contacts did you make that may lead to something?"),
        }
        widgets = {"turnover": forms.RadioSelect, "contacts": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("turnover", "contacts"):
            self.fields[name].choices = self._meta.model._meta.get_field(name).choices
        if self.instance.pk:
            self.initial["comes_again"] = "yes" if self.instance.comes_again else "no"
        for field in self.fields.values():
            field.error_messages["required"] = _("Please choose an answer.")


class VisitorsForm(forms.Form):
    """A number and how it is known for each day; an empty number is a day that nobody counted."""

    def __init__(self, *args, days, counts, **kwargs):
        super().__init__(*args, **kwargs)
        self.days = days
        stored = {count.day: count for count in counts}
        for day in days:
            count = stored.get(day)
            self.fields[f"visitors_{day.isoformat()}"] = forms.IntegerField(
                label=_("Visitors on %(day)s") % {"day": day_in_words(day)},
                required=False,
                min_value=0,
                max_value=MOST_VISITORS,
                initial=count and count.visitors,
            )
            self.fields[f"method_{day.isoformat()}"] = forms.ChoiceField(
                label=_("How it is known"),
                choices=VisitorCount.Method.choices,
                required=False,
                initial=count.method if count else VisitorCount.Method.ESTIMATED,
            )

    @property
    def rows(self):
        """Return the two bound fields of each day."""
        return [(self[f"visitors_{day.isoformat()}"], self[f"method_{day.isoformat()}"]) for day in self.days]

    @property
    def counts(self):
        """The typed numbers as the action takes them."""
        data = self.cleaned_data
        return {
            day: (
                data[f"visitors_{day.isoformat()}"],
                data[f"method_{day.isoformat()}"] or VisitorCount.Method.ESTIMATED,
            )
            for day in self.days
        }


class ReportForm(WholeTextMixin, forms.ModelForm):
    class Meta:
        model = FairReport
        fields = ("words", "words_en")
        widgets = {
            "words": forms.Textarea(attrs={"rows": 12}),
            "words_en": forms.Textarea(attrs={"rows": 8}),
        }
        labels = {"words": _("The report in words"), "words_en": _("The report in English")}
        help_texts = {
            "words": _("How the fair was, what came of it, whom you thank. The figures come by themselves."),
        }

    def _post_clean(self):
        """The action writes."""
