"""What citizens fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RemindMeForm(forms.Form):
    """The address to which a reminder goes."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send you a link there. Nothing begins before you confirm it."),
    )
