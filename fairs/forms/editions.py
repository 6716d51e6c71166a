"""Fairs: forms check shape, and ask the rules of the actions early, to tell all mistakes at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm, WholeTextMixin
from fairs.actions import dates
from fairs.models import Fair
from fairs.queries.series import series_for_editions
from partnerships.models import Municipality


def day_field(**options):
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


class FairForm(ShapeForm):
    starts_on = day_field(label=_("First day"))
    ends_on = day_field(label=_("Last day"), help_text=_("The same as the first for a fair of one day."))
    apply_by = day_field(label=_("Applications until"), help_text=_("The last day on which organisations can apply."))
    capacity = forms.IntegerField(
        label=_("Stands"),
        help_text=_("The municipality can never approve more organisations than this."),
    )

    class Meta:
        model = Fair
        fields = (
            "title",
            "title_en",
            "kind",
            "series",
            "municipality",
            "venue",
            "starts_on",
            "ends_on",
            "apply_by",
            "capacity",
            "description",
            "description_en",
        )
        widgets = {
            "description": forms.Textarea(attrs={"rows": 6}),
            "description_en": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "series": _("Where it is one of several editions: its page then shows this fair, too."),
            "municipality": _("Its officers decide on the applications."),
            "venue": _("Square, hall or street, as a visitor would look for it."),
        }

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.filter(region=partnership.region_id)
        self.fields["series"].queryset = series_for_editions(partnership, stays=self.instance.series_id)
        self.fields["series"].empty_label = _("None: it is held once")

    def clean(self):
        data = super().clean()
        for fault in list(dates.faults(data, self.instance)):
            self.add_error(fault.field, fault.message)
        return data


class CancelForm(WholeTextMixin, forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody concerned reads it in the mail they get."),
    )
