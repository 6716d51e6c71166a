from django import forms

from accounts.models import User


class ProfileForm(forms.ModelForm):
    """What a person may change about themselves; the address is changed where it can be confirmed."""

    class Meta:
        model = User
        fields = ["name", "language"]
        widgets = {"name": forms.TextInput({"autocomplete": "name"})}
