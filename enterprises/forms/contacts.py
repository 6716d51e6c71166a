"""People who speak for an organisation, and those who work on its pages with you."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm
from core.telephones import shown
from enterprises.actions.colleagues import OFFERED
from enterprises.actions.contacts import CONTACT_FIELDS
from enterprises.models import ContactPerson


class ContactForm(ShapeForm):
    """Somebody who speaks for an organisation. Shown to nobody outside the partnership unless the box is ticked."""

    class Meta:
        model = ContactPerson
        fields = CONTACT_FIELDS
        labels = {"is_shown": _("Show this person on the public page")}
        help_texts = {
            "role": _("If you want to say it more exactly. Example: President of the board"),
            "is_shown": _(
                "Only with this person's consent. Name, role, e-mail and telephone as above can then be read by "
                "everybody and found by search engines. Without it only your own people and the partnership see them."
            ),
        }
        widgets = {
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["phone"] = shown(self.instance.phone)


class OptionalContactForm(ContactForm):
    """The same below a list: left empty it adds nobody."""

    def is_left_empty(self):
        """Tell whether nothing was typed: what people do who only want to go on."""
        return not any(self.data.get(name, "").strip() for name in ("name", "role", "email", "phone"))


class ColleagueForm(forms.Form):
    """Whom to invite to work on the pages of an organisation."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(
        label=_("Role"),
        widget=forms.RadioSelect,
        help_text=_(
            "Contributors keep the texts, products and documents. Managers can also submit and invite others."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in reversed(OFFERED)]
