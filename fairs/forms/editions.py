"""Fairs: forms check shape, and ask the rules of the actions early, to tell all mistakes at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm, WholeTextMixin
from fairs.actions import dates, particulars
from fairs.forms.fields import DegreeField, EuroField, ThemesField
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
    more_municipalities = forms.MultipleChoiceField(
        label=_("Other municipalities that hold it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = ThemesField(
        label=_("Themes"), required=False, help_text=_("Separated by commas: honey, wood, old seeds.")
    )
    lat = DegreeField(label=_("Latitude"), required=False)
    lng = DegreeField(label=_("Longitude"), required=False)
    confirm_days = forms.IntegerField(
        label=_("Days to confirm a stand"), help_text=_("After that an unconfirmed stand goes to the next in line.")
    )

    class Meta:
        model = Fair
        fields = (
            "title",
            "title_en",
            "kind",
            "market_kind",
            "series",
            "themes",
            "is_organic",
            "municipality",
            "more_municipalities",
            "venue",
            "address",
            "lat",
            "lng",
            "starts_on",
            "ends_on",
            "apply_by",
            "capacity",
            "fee_per_metre",
            "fee_note",
            "fee_note_en",
            "takes_other_regions",
            "confirm_days",
            "description",
            "description_en",
        )
        field_classes = {"fee_per_metre": EuroField}
        widgets = {
            "description": forms.Textarea(attrs={"rows": 6}),
            "description_en": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "market_kind": _("It decides which papers and which opinions the municipality needs."),
            "series": _("Where it is one of several editions: its page then shows this fair, too."),
            "municipality": _("Its officers decide on the applications."),
            "venue": _("Square, hall or street, as a visitor would look for it."),
            "address": _("Street and number, where there is one."),
            "fee_per_metre": _("Empty where a stand costs nothing."),
            "fee_note": _("Who pays less, until when, to which account."),
            "takes_other_regions": _("Else only organisations of this region can."),
        }

    def __init__(self, *args, partnership, **kwargs):
        self.partnership = partnership
        super().__init__(*args, **kwargs)
        places = Municipality.objects.filter(region=partnership.region_id)
        self.fields["municipality"].queryset = places
        self.fields["more_municipalities"].choices = [(place.slug, str(place)) for place in places]
        self.fields["series"].queryset = series_for_editions(partnership, stays=self.instance.series_id)
        self.fields["series"].empty_label = _("None: it is held once")
        self.fields["confirm_days"].initial = Fair._meta.get_field("confirm_days").default

    def clean(self):
        data = super().clean()
        for fault in [*dates.faults(data, self.instance), *particulars.faults(data, self.partnership)]:
            self.add_error(fault.field, fault.message)
        return data


class CancelForm(WholeTextMixin, forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody concerned reads it in the mail they get."),
    )
