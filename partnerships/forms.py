from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.models import Municipality
from partnerships.states import Role
from partnerships.subjects import subject_choices

OFFERED = [role for role in Role if role is not Role.ADMINISTRATOR]
OF_A_MUNICIPALITY = {Role.OFFICER, Role.DEPUTY}
OF_AN_ORGANISATION = {Role.MANAGER, Role.CONTRIBUTOR}


class InvitationForm(forms.Form):
    """Whom to invite to which role of one partnership, and where it holds."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"))
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        required=False,
        help_text=_("For officers and deputies only: they decide for this municipality."),
    )
    organisation = forms.ChoiceField(
        label=_("Organisation"),
        required=False,
        help_text=_("For managers and contributors only: the organisation they act for."),
    )
    network = forms.ChoiceField(
        label=_("Network"),
        required=False,
        help_text=_("For stewards only. Without one, the person may found new networks of this partnership."),
    )

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self._places = {
            "organisation": subject_choices(Role.MANAGER, partnership),
            "network": subject_choices(Role.STEWARD, partnership),
        }
        self.fields["role"].choices = [("", _("Choose")), *((role.value, role.label) for role in OFFERED)]
        self.fields["municipality"].queryset = Municipality.objects.filter(region=partnership.region_id)
        for name, choices in self._places.items():
            self.fields[name].choices = [("", _("Choose")), *choices]

    def clean(self):
        data = super().clean()
        role = data.get("role")
        if not role:
            return data
        place = _place_of(role)
        if place in ("municipality", "organisation") and place not in self.errors and not data.get(place):
            self.add_error(place, _("Say where this role holds."))
        for name in ("municipality", "organisation", "network"):
            if name != place and data.get(name):
                self.add_error(
                    name, _("This does not go with the role you chose. Leave it empty, or change the role.")
                )
        return data

    def scope(self):
        """Return the keyword arguments of `invite` that say where the role holds."""
        place = _place_of(self.cleaned_data["role"])
        chosen = self.cleaned_data.get(place) if place else None
        if not chosen:
            return {}
        if place == "municipality":
            return {"municipality": chosen}
        labels = {str(pk): label for pk, label in self._places[place]}
        return {"subject_id": int(chosen), "subject_label": labels[chosen]}


def _place_of(role):
    """Return the name of the field that says where a role holds; None for the whole partnership."""
    if role in OF_A_MUNICIPALITY:
        return "municipality"
    if role in OF_AN_ORGANISATION:
        return "organisation"
    return "network" if role == Role.STEWARD else None


class AdministratorInvitationForm(forms.Form):
    """Whom to invite as an administrator of the platform."""

    email = forms.EmailField(label=_("E-mail address"))
