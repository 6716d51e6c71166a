"""What the organiser types about offers and fees."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import WholeTextMixin
from fairs.actions.fees import MOST_EUROS
from fairs.forms.editions import day_field
from fairs.models import Exemption, PaymentWay


class RecallForm(WholeTextMixin, forms.Form):
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea({"rows": 3}), help_text=_("The organisation reads it in the mail.")
    )


class FeeForm(WholeTextMixin, forms.Form):
    """The form of a step that asks nothing; the others add their fields."""


class PayForm(FeeForm):
    paid_on = day_field(label=_("Paid on"))
    way = forms.ChoiceField(label=_("How it was paid"), choices=PaymentWay.choices)
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=60, required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("paid_on", timezone.localdate())


class ExemptForm(FeeForm):
    exemption = forms.ChoiceField(label=_("Ground of the exemption"), choices=Exemption.choices)
    reason = forms.CharField(label=_("Reason in words"), widget=forms.Textarea({"rows": 3}))


class CorrectForm(FeeForm):
    amount = forms.DecimalField(label=_("Amount in euros"), min_value=0, max_value=MOST_EUROS, decimal_places=2)
    note = forms.CharField(label=_("Why it is another amount"), max_length=200)


class OweBackForm(FeeForm):
    reason = forms.CharField(label=_("Why it is paid back"), widget=forms.Textarea({"rows": 3}))


class RefundForm(FeeForm):
    note = forms.CharField(
        label=_("Note"), max_length=200, required=False, help_text=_("Such as the number of the transfer.")
    )
