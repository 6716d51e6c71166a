"""What people may type about a facility and its hours."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import day_in_words
from core.errors import DomainError
from core.forms import ShapeForm, WholeTextMixin
from core.telephones import shown
from enterprises.facility_filters import YesWidget
from enterprises.forms.documents import DayInput
from enterprises.forms.normalised import NormalisedMixin
from enterprises.forms.points import DegreeField, PointMixin
from enterprises.hours.reading import parse_day
from enterprises.hours.spans import DAYS_OF_A_WEEK, kind_of_week
from enterprises.hours.words import spans_in_words
from enterprises.models import Facility, HoursException
from partnerships.models import Municipality

NO_NAMES = _("In general words, never about a person: no names, no numbers, no stories by which somebody is known.")
WORKDAYS = range(5)


class HoursField(forms.CharField):
    """The hours of one day, as enterprises.hours.reading takes them."""

    def __init__(self, **options):
        options = {"required": False, "max_length": 120, **options}
        super().__init__(**options)
        self.widget.attrs |= {"autocomplete": "off", "autocapitalize": "off"}

    def to_python(self, value):
        """Return the spans of the day."""
        try:
            return parse_day(super().to_python(value))
        except DomainError as error:
            raise forms.ValidationError(str(error.message), code=error.code) from error


class RhythmField(forms.TypedChoiceField):
    """Whether a day of the week (0 is Monday) is kept every week, None, or every second one: 0 or 1."""

    def __init__(self, number, **options):
        super().__init__(required=False, coerce=int, empty_value=None, **options)
        today = timezone.localdate()
        first = today + timedelta(days=(number - today.weekday()) % DAYS_OF_A_WEEK)
        pair = (first, first + timedelta(days=DAYS_OF_A_WEEK))
        self.choices = [("", _("every week")), *((kind_of_week(day), _fortnightly_from(day)) for day in pair)]


class FacilityForm(PointMixin, NormalisedMixin, ShapeForm):
    """All about a facility but its hours, which have a page of their own."""

    lat = DegreeField(
        label=_("Latitude"),
        required=False,
        help_text=_("You can also paste both as a map gives them, or the address of a map's page."),
    )
    lng = DegreeField(label=_("Longitude"), required=False)

    class Meta:
        model = Facility
        fields = [
            "kind",
            "name",
            "name_en",
            "municipality",
            "address",
            "postcode",
            "phone",
            "offers",
            "offers_en",
            "who_may_come",
            "who_may_come_en",
        ]
        labels = {
            "kind": _("What it is"),
            "name": _("Name"),
            "name_en": _("Name in English"),
            "municipality": _("Municipality"),
            "address": _("Address"),
            "postcode": _("Postcode"),
            "phone": _("Telephone"),
            "offers": _("What it offers"),
            "offers_en": _("What it offers, in English"),
            "who_may_come": _("Who may come"),
            "who_may_come_en": _("Who may come, in English"),
        }
        help_texts = {
            "name": _("As people call it. Example: Social grocery of the Square"),
            "phone": _("It will stand on the public page."),
            "offers": _("Food, medicine, examinations, a market of producers: what somebody finds who comes."),
            "who_may_come": NO_NAMES,
        }
        widgets = {
            "kind": forms.RadioSelect,
            "offers": forms.Textarea(attrs={"rows": 4}),
            "offers_en": forms.Textarea(attrs={"rows": 3}),
            "who_may_come": forms.Textarea(attrs={"rows": 3}),
            "who_may_come_en": forms.Textarea(attrs={"rows": 3}),
            "address": forms.TextInput(attrs={"autocomplete": "street-address"}),
            "postcode": forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }

    field_order = ["kind", "name", "name_en", "municipality", "address", "postcode", "lat", "lng", "phone"]

    def __init__(self, *args, organisation, **kwargs):
        facility = kwargs.get("instance")
        if facility:
            kwargs["initial"] = {**_shown_of(facility), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Facility.Kind.choices
        places = Municipality.objects.filter(region_id=organisation.partnership.region_id)
        self.fields["municipality"].queryset = places
        self.fields["municipality"].empty_label = _("Choose")

    def data_for_action(self):
        """Return the cleaned values as the actions take them."""
        return self.cleaned_data


class WeekForm(WholeTextMixin, forms.Form):
    """The ordinary week: once for all workdays, and a field for each day that differs."""

    workdays = HoursField(
        label=_("Monday to Friday"),
        help_text=_(
            "If they are alike, write it once: then fill in below only what differs. Example: 9-14, 17:30-20:30"
        ),
    )
    hours_note = forms.CharField(
        label=_("Note on the hours"),
        max_length=200,
        required=False,
        help_text=_("What a visitor must know. Example: the last ones come in a quarter of an hour before closing."),
    )
    hours_note_en = forms.CharField(label=_("Note on the hours, in English"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, name in WEEKDAYS.items():
            self.fields[f"day_{number}"] = HoursField(label=name)
            self.fields[f"rhythm_{number}"] = RhythmField(number, label=format_lazy("{}: {}", name, _("how often")))
        self.order_fields(["workdays", *(f"day_{number}" for number in WEEKDAYS)])

    @property
    def days(self):
        """The bound fields of the seven days."""
        return [self[f"day_{number}"] for number in WEEKDAYS]

    @property
    def rhythms(self):
        """The bound fields that say which of the days are kept every second week only."""
        return [self[f"rhythm_{number}"] for number in WEEKDAYS]

    @property
    def has_rhythm(self):
        """Whether a day is kept every second week, or was meant to be."""
        return any(field.value() not in (None, "") for field in self.rhythms)

    def fortnightly(self):
        """Return {"5": 0} as the action takes it: the days that are kept every second week, and in which weeks."""
        chosen = {str(number): self.cleaned_data[f"rhythm_{number}"] for number in WEEKDAYS}
        return {number: kind for number, kind in chosen.items() if kind is not None}

    def week(self):
        """Return the week as the action takes it; an empty workday has the hours of all workdays."""
        return [self._spans_of(number) for number in WEEKDAYS]

    def _spans_of(self, number):
        is_said = bool(self.data.get(self.add_prefix(f"day_{number}"), "").strip())
        if number in WORKDAYS and not is_said:
            return self.cleaned_data["workdays"]
        return self.cleaned_data[f"day_{number}"]

    @staticmethod
    def initial_of(facility):
        """Return what the stored hours show in the form: the usual workday once, and the days that differ."""
        days = [spans_in_words(spans) for spans in facility.hours]
        usual = max((days[number] for number in WORKDAYS), key=days[: len(WORKDAYS)].count) if days else ""
        differing = {
            f"day_{number}": words for number, words in enumerate(days) if number not in WORKDAYS or words != usual
        }
        notes = {"hours_note": facility.hours_note, "hours_note_en": facility.hours_note_en}
        rhythms = {f"rhythm_{number}": kind for number, kind in facility.fortnightly.items()}
        return {"workdays": usual, **differing, **rhythms, **notes}


class ExceptionForm(ShapeForm):
    """Days on which it is otherwise."""

    hours = HoursField(label=_("Hours"), help_text=_("Empty: closed. Example: 10-13"))

    class Meta:
        model = HoursException
        fields = ["starts_on", "ends_on", "hours", "note", "note_en"]
        labels = {
            "starts_on": _("From"),
            "ends_on": _("Until"),
            "note": _("Why"),
            "note_en": _("Why, in English"),
        }
        help_texts = {
            "ends_on": _("Leave it empty for a single day."),
            "note": _("Visitors read it. Example: summer holidays, stocktaking"),
        }
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}

    def __init__(self, *args, **kwargs):
        exception = kwargs.get("instance")
        if exception:
            kwargs["initial"] = {"hours": spans_in_words(exception.hours)}
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = False


class HolidaysForm(forms.Form):
    """The coming public holidays, all of them ticked."""

    days = forms.TypedMultipleChoiceField(label=_("Closed on"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args, holidays, **kwargs):
        super().__init__(*args, **kwargs)
        self._days = {holiday.day.isoformat(): holiday.day for holiday in holidays}
        self.fields["days"].choices = [
            (holiday.day.isoformat(), f"{day_in_words(holiday.day)}: {holiday.name}") for holiday in holidays
        ]
        self.fields["days"].initial = list(self._days)
        self.fields["days"].coerce = self._days.get


class FacilityFilterForm(forms.Form):
    """What the list of facilities is narrowed by."""

    kind = forms.ChoiceField(label=_("What it is"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    open = forms.BooleanField(label=_("Open now"), required=False, widget=YesWidget(attrs={"value": "1"}))

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *Facility.Kind.choices]
        self.fields["municipality"].choices = [
            ("", _("All municipalities")),
            *((place.slug, str(place)) for place in places),
        ]


def _shown_of(facility):
    return {"lat": facility.lat, "lng": facility.lng, "phone": shown(facility.phone)}


def _fortnightly_from(day):
    """Return the words for every second week from a day on, with the two dates that come."""
    dates = {"first": date_format(day, "j/n"), "second": date_format(day + timedelta(days=2 * DAYS_OF_A_WEEK), "j/n")}
    return gettext("every second week: %(first)s, %(second)s…") % dates
