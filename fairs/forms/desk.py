"""People and budget of a fair."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm
from fairs.actions import budget, people
from fairs.forms.fields import EuroField
from fairs.models import BudgetLine, FairPerson
from fairs.queries.people import people_to_choose


class PersonForm(ShapeForm):
    class Meta:
        model = FairPerson
        fields = people.FIELDS
        labels = {"user": _("Account")}
        help_texts = {
            "user": _("Of those who work for the partnership or a municipality. Leave it empty for anybody else."),
            "name": _("Needed only without an account."),
            "phone": _("Where they can be reached on the days of the fair."),
        }

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people_to_choose(partnership.pk)
        self.fields["user"].empty_label = _("Nobody of these")
        self.fields["name"].required = False
        self.fields["phone"].widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def clean(self):
        data = super().clean()
        if "email" not in self.errors:
            for fault in list(people.faults(data)):
                self.add_error(fault.field, fault.message)
        return data


class BudgetLineForm(ShapeForm):
    class Meta:
        model = BudgetLine
        fields = budget.FIELDS
        field_classes = {"planned": EuroField, "actual": EuroField}
        help_texts = {
            "planned": _("In euros."),
            "actual": _("In euros, once it is known."),
        }

    def clean(self):
        data = super().clean()
        for fault in list(budget.faults(data)):
            self.add_error(fault.field, fault.message)
        return data
