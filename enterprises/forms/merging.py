"""What a coordinator chooses when two entries become one."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    """Words of a name."""

    q = forms.CharField(label=_("Name of an organisation"), max_length=200, required=False)


class MergeForm(forms.Form):
    """For each field in which the two differ, whose value stays; and that one has understood."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)
    understood = forms.BooleanField(
        label=_("I have compared them: they are the same organisation. This can't be undone."),
        error_messages={"required": _("Please tick this, if you are sure.")},
    )

    def __init__(self, *args, sides, **kwargs):
        super().__init__(*args, **kwargs)
        self.sides = sides
        for side in sides:
            self.fields[f"field_{side.name}"] = forms.ChoiceField(
                label=capfirst(side.label),
                choices=[("kept", side.kept or "–"), ("gone", side.gone or "–")],
                initial=side.suggested,
                widget=forms.RadioSelect,
            )

    def choices(self):
        """Return {field: "kept" or "gone"}."""
        return {side.name: self.cleaned_data[f"field_{side.name}"] for side in self.sides}

    def choice_fields(self):
        """Return the bound fields of the comparison, in order."""
        return [self[f"field_{side.name}"] for side in self.sides]

    @property
    def second_language(self):
        """The field of the English description, where the Greek one is chosen as well; else ""."""
        both = {"field_description", "field_description_en"}
        return "field_description_en" if both <= set(self.fields) else ""
