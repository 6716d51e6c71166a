"""What the coordinator types about an event of the programme."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm
from enterprises.models import Organisation
from fairs.actions import programme
from fairs.models import ProgrammeEvent
from fairs.queries.programme import may_hold_events

MOMENT = "%Y-%m-%dT%H:%M"


def moment_field(**options):
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(widget=widget, **options)


class EventForm(ShapeForm):
    starts_at = moment_field(label=_("Begins"))
    ends_at = moment_field(label=_("Ends"))

    class Meta:
        model = ProgrammeEvent
        fields = programme.FIELDS
        widgets = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "description_en": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "place": _("Stage, tent or corner, as the signs on the ground call it."),
            "organisation": _("One of those that take part in the fair, if it holds the event."),
        }

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fair = fair
        self.fields["organisation"].queryset = self._organisations()
        days = {"min": f"{fair.starts_on.isoformat()}T00:00"}
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget.attrs.update(days)

    def clean(self):
        data = super().clean()
        for fault in list(programme.faults(self.fair, data)):
            self.add_error(fault.field, fault.message)
        return data

    def _organisations(self):
        # Who holds the event already stays to be chosen, even when it has withdrawn from the fair.
        known = Q(pk__in=may_hold_events(self.fair).values("pk")) | Q(pk=self.instance.organisation_id)
        return Organisation.objects.filter(known).order_by("sort_key", "pk")
