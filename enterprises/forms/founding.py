"""What people type around a founding project."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm, WholeTextMixin
from core.uploads import PaperField
from enterprises.forms.documents import DayInput
from enterprises.forms.registration import OTHER_BODIES
from enterprises.models import FoundingMentor, FoundingProject, FoundingStep, LegalForm, OrganisationKind
from enterprises.queries.founding.needs import LEAST_LETTERS_OF_AN_IDEA
from enterprises.queries.founding.rules import contradiction
from enterprises.states import FoundingState
from partnerships.models import Municipality

MOST_MEMBERS = 5000


class IdeaForm(ShapeForm):
    """What the project is about."""

    class Meta:
        model = FoundingProject
        fields = ["title", "municipality", "kind", "idea"]
        help_texts = {
            "title": _("How you speak of it for now. The official name comes later."),
            "municipality": _("Where its seat will be."),
            "kind": _("What comes closest. You can change it at any time."),
            "idea": format_lazy(
                _(
                    "What you will do, for whom and where, and why it is needed. A few sentences are enough: at least"
                    " {least} characters before you gather the team."
                ),
                least=LEAST_LETTERS_OF_AN_IDEA,
            ),
        }
        widgets = {"idea": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.filter(region_id=partnership.region_id)
        self.fields["municipality"].empty_label = _("Choose")
        self.fields["kind"].queryset = OrganisationKind.objects.exclude(pk__in=OTHER_BODIES)
        self.fields["kind"].empty_label = _("Choose")


class NumbersForm(forms.Form):
    """How many people would found it, and how many of them come from the groups: numbers, never names."""

    members = forms.IntegerField(
        label=_("Founding members"),
        min_value=1,
        max_value=MOST_MEMBERS,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    members_from_groups = forms.IntegerField(
        label=_("Of them from the groups of the law"),
        help_text=_("Only the number. Who they are is nobody's business here."),
        min_value=0,
        max_value=MOST_MEMBERS,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def clean(self):
        super().clean()
        data = self.cleaned_data
        wrong = None if self.errors else contradiction(data["members"], data["members_from_groups"])
        if wrong:
            self.add_error(*wrong)
        return data


class FormChoiceForm(NumbersForm):
    """The legal form, and the numbers it is held against; the numbers alone are enough to compare."""

    legal_form = forms.ModelChoiceField(
        LegalForm.objects.filter(may_be_founded=True),
        label=_("Legal form"),
        help_text=_("Not sure yet? Save your numbers alone, and see below which forms fit."),
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
    )

    field_order = ["members", "members_from_groups", "legal_form"]

    def clean(self):
        data = super().clean()
        if not self.errors and data["members"] is None and data["legal_form"] is None:
            self.add_error("members", _("Give the number of members, or choose a legal form."))
        return data


class InviteForm(forms.Form):
    """Whom to invite."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The person gets a link of their own, which works for 14 days."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class StepForm(ShapeForm):
    """The note and the deadline of a step."""

    class Meta:
        model = FoundingStep
        fields = ["due_on", "note"]
        help_texts = {
            "due_on": _("Your own day, if the suggested one does not fit. We write to you 7 days and 1 day before.")
        }
        widgets = {"due_on": DayInput(), "note": forms.Textarea(attrs={"rows": 3})}


class PaperForm(WholeTextMixin, forms.Form):
    """A paper of a step; the file comes last, since a browser forgets it when something else is wrong."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        required=False,
        help_text=_("Only if the name of the step does not say it all."),
    )
    file = PaperField(
        label=_("File"), help_text=_("A PDF, or a photo of the paper: JPEG, PNG or WebP. At most 20 MB.")
    )


class AskForm(ShapeForm):
    """A word to the organisation that is asked."""

    class Meta:
        model = FoundingMentor
        fields = ["message"]
        help_texts = {"message": _("What you hope for from them. Its managers get these words by mail.")}
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}


class AnswerForm(forms.Form):
    """Yes or no to a project that asks for a mentor."""

    ACCEPT, DECLINE = "accept", "decline"

    answer = forms.ChoiceField(choices=[(ACCEPT, _("Accept")), (DECLINE, _("Decline"))])


class MessageForm(WholeTextMixin, forms.Form):
    """A message of the discussion."""

    text = forms.CharField(label=_("Your message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class GiveUpForm(WholeTextMixin, forms.Form):
    """Why a project is given up."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The team and the mentors get these words by mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class RegisterForm(WholeTextMixin, forms.Form):
    """What only the registered organisation has: its official name and its numbers."""

    name = forms.CharField(label=_("Official name"), max_length=200, help_text=_("As the statute says it, in Greek."))
    afm = forms.CharField(
        label=_("Tax number (AFM)"), max_length=20, help_text=_("Nine digits. Only the partnership sees it.")
    )
    kalo_number = forms.CharField(
        label=_("Social Economy Registry number"),
        max_length=20,
        required=False,
        help_text=_("From the certificate of the register. Cooperatives of another law give their GEMI number."),
    )
    gemi_number = forms.CharField(
        label=_("GEMI number"), max_length=20, required=False, help_text=_("Twelve digits, if you have one.")
    )
    contact_email = forms.EmailField(
        label=_("E-mail for the partnership"), help_text=_("It is not published."), required=False
    )


class FunnelForm(forms.Form):
    """What narrows the list of projects."""

    state = forms.ChoiceField(label=_("State"), required=False)
    legal_form = forms.ModelChoiceField(
        LegalForm.objects.none(), label=_("Legal form"), required=False, empty_label=_("Every legal form")
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        required=False,
        empty_label=_("Every municipality"),
        to_field_name="slug",
    )
    still = forms.BooleanField(label=_("Only those that stand still"), required=False)

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("Every state")), *FoundingState.choices]
        self.fields["legal_form"].queryset = LegalForm.objects.filter(may_be_founded=True)
        self.fields["municipality"].queryset = Municipality.objects.filter(region_id=partnership.region_id)
