from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from partnerships.models import Municipality
from partnerships.states import Role
from partnerships.subjects import roles_with_subjects, subject_choices

PARTNERSHIP_ROLES = [role for role in Role if role is not Role.ADMINISTRATOR]
MUNICIPAL_ROLES = {Role.OFFICER, Role.DEPUTY}


class InvitationForm(forms.Form):
    """Whom to invite to which role of one partnership."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"))
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        required=False,
        help_text=_("For officers and deputies only: they decide for this municipality."),
    )
    subject = forms.ChoiceField(
        label=_("Organisation"),
        required=False,
        help_text=_("For managers and contributors only: the organisation they act for."),
    )

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self._subjects = subject_choices(Role.MANAGER, partnership)
        offered = [role for role in PARTNERSHIP_ROLES if role not in _SUBJECT_ROLES or role in roles_with_subjects()]
        self.fields["role"].choices = [(role.value, role.label) for role in offered]
        self.fields["municipality"].queryset = Municipality.objects.filter(region=partnership.region_id)
        self.fields["subject"].choices = [("", "---------"), *self._subjects]

    def clean(self):
        data = super().clean()
        role = data.get("role")
        if role in MUNICIPAL_ROLES and not data.get("municipality"):
            self.add_error("municipality", _("Choose the municipality that this person serves."))
        if role in _SUBJECT_ROLES and not data.get("subject"):
            self.add_error("subject", _("Choose the organisation that this person acts for."))
        return data

    def scope(self):
        """Return the keyword arguments of `invite` that say where the role holds."""
        role = self.cleaned_data["role"]
        if role in MUNICIPAL_ROLES:
            return {"municipality": self.cleaned_data["municipality"]}
        if role in _SUBJECT_ROLES:
            labels = {str(pk): label for pk, label in self._subjects}
            subject = self.cleaned_data["subject"]
            return {"subject_id": int(subject), "subject_label": labels[subject]}
        return {}


_SUBJECT_ROLES = {Role.MANAGER, Role.CONTRIBUTOR}


class AdministratorInvitationForm(forms.Form):
    """Whom to invite as an administrator of the platform."""

    email = forms.EmailField(label=_("E-mail address"))


class JoinForm(forms.Form):
    """The account of an invited person."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. A sentence that only you know is best."),
        validators=[validate_password],
    )
