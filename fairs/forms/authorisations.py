"""Which bodies are asked, who answers for them, and what they answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import ShapeForm, WholeTextMixin
from core.uploads import PaperField
from fairs.actions.authorisation_answers import Answer
from fairs.forms.editions import day_field
from fairs.models import AuthorisationRoute, AuthorisationStep
from fairs.models.authorisations import Body
from fairs.queries.authorisations import people_to_answer


class NamesPeopleMixin:
    """Who answers and the deputy, chosen among those who serve the municipality or run the partnership."""

    def __init__(self, *args, partnership, municipality, **kwargs):
        super().__init__(*args, **kwargs)
        people = people_to_answer(partnership, municipality)
        for name in ("responsible", "deputy"):
            chosen = getattr(self.instance, f"{name}_id")
            self.fields[name].queryset = people | User.objects.filter(pk=chosen) if chosen else people
            self.fields[name].empty_label = _("No person named")


RESPONDENT_HELP = {
    "responsible": _("Answers signed in. Name nobody to ask the mailbox below or, without one, the officers."),
    "deputy": _("Is told when no answer has come in time."),
    "email": _("The mailbox of a body without an account here: it answers by a link in the mail."),
    "deputy_email": _("Gets the link as well when no answer has come in time."),
}


class RouteBodyForm(NamesPeopleMixin, ShapeForm):
    """One body of a route; which one the council is can't be changed."""

    class Meta:
        model = AuthorisationRoute
        fields = ("body", "name", "days", "responsible", "deputy", "email", "deputy_email")
        help_texts = {
            "name": _("As it is called in this municipality, such as: Community of Karditsa."),
            "days": _("So many days after the body before it has to answer."),
            **RESPONDENT_HELP,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.body == Body.COUNCIL:
            del self.fields["body"]
            return
        self.fields["body"].choices = [choice for choice in Body.choices if choice[0] != Body.COUNCIL]


class RespondentForm(NamesPeopleMixin, ShapeForm):
    """Who answers for a body about one fair, and until when."""

    due_on = day_field(label=_("answer until"))

    class Meta:
        model = AuthorisationStep
        fields = ("responsible", "deputy", "email", "deputy_email", "due_on")
        help_texts = RESPONDENT_HELP


class AnswerForm(WholeTextMixin, forms.Form):
    GRANT, REFUSE = "grant", "refuse"

    outcome = forms.ChoiceField(
        label=_("Answer"), choices=[(GRANT, _("In favour")), (REFUSE, _("Against"))], widget=forms.RadioSelect
    )
    protocol_number = forms.CharField(
        label=_("protocol number"), max_length=40, help_text=_("As it stands on the decision, such as 112/2026.")
    )
    ada = forms.CharField(
        label=_("ADA"),
        required=False,
        max_length=40,
        help_text=_("The number under which it stands on Diavgeia. The municipal council has to give it."),
    )
    decided_on = day_field(label=_("decided on"))
    terms = forms.CharField(
        label=_("terms or reasons"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The terms under which you agree, or why you are against it; then it has to be given."),
    )
    file = PaperField(
        label=_("The decision itself"),
        required=False,
        help_text=_("A PDF, or a photo of the paper: JPEG, PNG or WebP. At most 20 MB."),
    )

    def answer(self):
        """Return the valid data as the Answer that the actions take."""
        data = self.cleaned_data
        paper = data["file"] or None
        return Answer(
            protocol_number=data["protocol_number"],
            ada=data["ada"],
            decided_on=data["decided_on"],
            terms=data["terms"],
            paper=paper,
            file_name=self.files["file"].name or "" if paper else "",
        )


class LinkAnswerForm(AnswerForm):
    """An answer of somebody without an account, who says who they are."""

    name = forms.CharField(
        label=_("name of who answers"), max_length=120, help_text=_("Your name stands in the history of the fair.")
    )

    field_order = ["name"]
