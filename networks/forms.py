"""Forms of this app: they check shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm, WholeTextMixin
from networks.models import Network


class NetworkForm(ShapeForm):
    class Meta:
        model = Network
        fields = ("name", "name_en", "theme", "purpose", "purpose_en")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 5}), "purpose_en": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "name": _("As people will call it, for example “Environmental organisations of Thessaly”."),
            "theme": _("The kind of organisations it brings together."),
            "purpose": _("What the organisations do together, in two or three sentences."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].empty_label = _("All kinds")


class ReasonForm(WholeTextMixin, forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The organisation reads it in the mail it gets."),
    )
