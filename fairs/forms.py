"""Forms of this app: they check shape, and ask the rules of the actions early, to tell all mistakes at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm, WholeTextMixin
from fairs.actions import dates
from fairs.models import Application, Fair
from fairs.queries.participants import may_apply_with
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
            "municipality": _("Its officers decide on the applications."),
            "venue": _("Square, hall or street, as a visitor would look for it."),
        }

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.filter(region=partnership.region_id)

    def clean(self):
        data = super().clean()
        for fault in list(dates.faults(data, self.instance)):
            self.add_error(fault.field, fault.message)
        return data


class CancelForm(WholeTextMixin, forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody who applied reads it in the mail they get."),
    )


class ApplicationForm(ShapeForm):
    class Meta:
        model = Application
        fields = ("organisation", "products_shown", "needs")
        widgets = {
            "products_shown": forms.Textarea(attrs={"rows": 5}),
            "needs": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "products_shown": _("Products and services, as a visitor will see them on your stand."),
        }

    def __init__(self, *args, actor, fair, **kwargs):
        super().__init__(*args, **kwargs)
        choices = may_apply_with(actor, fair)
        field = self.fields["organisation"]
        field.queryset = choices
        field.label = _("Organisation")
        field.error_messages["invalid_choice"] = _(
            "This organisation can't apply: it has applied already, or it is not active."
        )
        self.organisations = list(choices)
        # Nobody is asked what is known: with one organisation there is nothing to choose.
        if len(self.organisations) == 1:
            field.widget = forms.HiddenInput()
            self.initial["organisation"] = self.organisations[0].pk


class DecisionForm(WholeTextMixin, forms.Form):
    APPROVE, REFUSE = "approve", "refuse"

    decision = forms.ChoiceField(
        label=_("Decision"), choices=[(APPROVE, _("Approve")), (REFUSE, _("Refuse"))], widget=forms.HiddenInput
    )
    reason = forms.CharField(
        label=_("Reason of a refusal"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed for a refusal. The applicant gets it by mail, word for word."),
    )

    def clean(self):
        data = super().clean()
        if data.get("decision") == self.APPROVE and data.get("reason"):
            # Who wrote a reason meant to refuse: a slip of a key must not approve.
            self.add_error("reason", _("You wrote a reason of refusal. Clear it to approve, or choose “Refuse”."))
        return data


class ChosenForm(forms.Form):
    applications = forms.ModelMultipleChoiceField(
        queryset=Application.objects.none(),
        error_messages={
            "required": _("Choose at least one application."),
            "invalid_choice": _("One of them was decided meanwhile."),
        },
    )

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applications"].queryset = waiting
