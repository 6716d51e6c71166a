"""What people choose in the directory."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _


class DirectoryForm(forms.Form):
    """The filters of the directory, with the number of organisations behind each choice."""

    ANY: ClassVar = {
        "municipality": _("All municipalities"),
        "kind": _("All kinds"),
        "legal_form": _("All legal forms"),
        "target_group": _("All target groups"),
    }

    q = forms.CharField(
        label=_("What you look for"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    kind = forms.ChoiceField(label=_("What it is"), required=False)
    legal_form = forms.ChoiceField(label=_("Legal form"), required=False)
    target_group = forms.ChoiceField(label=_("Whom it serves"), required=False)
    organic = forms.BooleanField(
        label=_("Organic products"), required=False, widget=forms.CheckboxInput(attrs={"value": "true"})
    )

    def __init__(self, *args, facets, **kwargs):
        super().__init__(*args, **kwargs)
        for name, any_value in self.ANY.items():
            counted = [(choice.code, f"{choice.label} ({choice.count})") for choice in facets[name]]
            self.fields[name].choices = [("", any_value), *counted]
