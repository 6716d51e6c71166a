"""What an applicant types."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm
from fairs.models import Application
from fairs.queries.participants import may_apply_with


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
