"""Hours and drawing of a fair."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import day_in_words
from core.uploads import PaperField
from fairs.actions import hours


def time_field(label):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=False, widget=widget)


class HoursForm(forms.Form):
    """Two times for each day, and two for all days of which nothing is said."""

    opens_all = time_field(_("Opens"))
    closes_all = time_field(_("Closes"))

    def __init__(self, *args, fair, **kwargs):
        self.fair, self.days = fair, hours.days_of(fair)
        super().__init__(*args, **kwargs)
        known = hours.hours_of(fair)
        for day in self.days:
            opens_at, closes_at = known.get(day, (None, None))
            self.fields[f"opens_{day}"] = time_field(_("Opens"))
            self.fields[f"closes_{day}"] = time_field(_("Closes"))
            self.initial.update({f"opens_{day}": opens_at, f"closes_{day}": closes_at})

    @property
    def rows(self):
        """The day in words and its two fields, for each day."""
        return [(day_in_words(day), self[f"opens_{day}"], self[f"closes_{day}"]) for day in self.days]

    @property
    def hours(self):
        """{day: (opens at, closes at)} of what was filled in."""
        data = self.cleaned_data
        for_all = (data.get("opens_all"), data.get("closes_all"))
        given = {day: (data.get(f"opens_{day}"), data.get(f"closes_{day}")) for day in self.days}
        return {day: times if any(times) else for_all for day, times in given.items() if any(times) or any(for_all)}

    def clean(self):
        data = super().clean()
        if not self.errors:
            for fault in list(hours.faults(self.fair, self.hours)):
                self._tell(fault)
        return data

    def _tell(self, fault):
        """Say it where it was typed: what came from the fields for all days is wrong there, once."""
        edge, day = fault.field.split("_")
        is_of_day = any(self.cleaned_data.get(f"{name}_{day}") for name in ("opens", "closes"))
        name = fault.field if is_of_day else f"{edge}_all"
        if name not in self.errors:
            self.add_error(name, fault.message)


class DrawingForm(forms.Form):
    file = PaperField(
        label=_("Drawing of the venue"),
        help_text=_("A PDF, or a photo of a drawing. Everybody can download it once the fair is public."),
    )
