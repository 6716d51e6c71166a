from allauth.account import forms as account_forms
from allauth.mfa.base import forms as second_step_forms
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class ProfileForm(forms.ModelForm):
    """What a person may change about themselves; the address is changed where it can be confirmed."""

    class Meta:
        model = User
        fields = ["name", "language"]
        widgets = {"name": forms.TextInput({"autocomplete": "name"})}


class TokenForm(forms.Form):
    """A key for programs: what it is for, and how long it works."""

    name = forms.CharField(
        label=_("What it is for"),
        help_text=_("So that you know it again. Example: price list of the e-shop."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        choices=[(30, _("A month")), (90, _("Three months")), (365, _("A year"))],
        initial=90,
        coerce=int,
    )


class WordedMixin:
    """Puts our labels in the place of allauth's, which repeat themselves as placeholders."""

    labels: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)


class SamePasswordTwiceMixin:
    """Tells that two passwords differ also when the first one is refused: both mistakes at once."""

    def clean(self):
        cleaned = super().clean()
        first, second = (self.data.get(self.add_prefix(name)) for name in ("password1", "password2"))
        if first and second and first != second and not self.has_error("password2"):
            self.add_error("password2", _("You must type the same password each time."))
        return cleaned


class DigitsMixin(WordedMixin):
    """A code of digits, typed on the keyboard of numbers."""

    labels = {"code": _("Code")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class LoginForm(WordedMixin, account_forms.LoginForm):
    labels = {"login": _("E-mail address"), "password": _("Password")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The page has its own link for whoever forgot it.
        self.fields["password"].help_text = ""


class SignupForm(WordedMixin, SamePasswordTwiceMixin, account_forms.SignupForm):
    labels = {
        "email": _("E-mail address"),
        "password1": _("Password"),
        "password2": _("The same password again"),
    }


class AddEmailForm(WordedMixin, account_forms.AddEmailForm):
    labels = {"email": _("E-mail address")}


class ResetPasswordForm(WordedMixin, account_forms.ResetPasswordForm):
    labels = {"email": _("E-mail address")}


class NewPasswordMixin(WordedMixin, SamePasswordTwiceMixin):
    labels = {"password1": _("New password"), "password2": _("The same password again")}


class ChangePasswordForm(NewPasswordMixin, account_forms.ChangePasswordForm):
    labels = {"oldpassword": _("The password you have now"), **NewPasswordMixin.labels}


class SetPasswordForm(NewPasswordMixin, account_forms.SetPasswordForm):
    pass


class ResetPasswordKeyForm(NewPasswordMixin, account_forms.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(WordedMixin, account_forms.ReauthenticateForm):
    labels = {"password": _("Password")}


class AuthenticateForm(DigitsMixin, second_step_forms.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(DigitsMixin, second_step_forms.ReauthenticateForm):
    pass


class ActivateTOTPForm(DigitsMixin, AllauthActivateTOTPForm):
    pass
