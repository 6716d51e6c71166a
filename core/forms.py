"""Forms that check shape and leave the row to an action."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 20_000
"""What a text may hold whose field names no limit."""


class WholeTextMixin:
    """Keeps browsers from cutting a text at `maxlength` without a word: the form says it and keeps what was typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
            if isinstance(field, forms.CharField) and field.max_length is None:
                field.max_length = LONGEST_TEXT
                field.validators.append(MaxLengthValidator(LONGEST_TEXT))


class ShapeForm(WholeTextMixin, forms.ModelForm):
    """Takes its fields from a model and stops there: it neither changes its instance nor asks the database's rules.

    The action does, and says what is wrong in words at the right field.
    """

    def _post_clean(self):
        pass


class NewAccountForm(forms.Form):
    """The account that somebody creates on the spot who opens an invitation."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. A sentence that only you know is best."),
        validators=[validate_password],
    )
