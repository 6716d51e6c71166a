"""What organisers and reviewers type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import WholeTextMixin
from fairs.actions.criteria import FIELDS, MOST_CRITERIA
from fairs.actions.sharing_out import MOST_EACH
from fairs.models import Application, ReviewCriterion
from fairs.models.reviews import BEST
from fairs.states import Eligibility, IneligibilityReason

SPARE_ROWS = 2
FEWEST_ROWS = 4
SCALE = [(value, str(value)) for value in range(BEST + 1)]


class EligibilityForm(WholeTextMixin, forms.Form):
    """The answer comes from the button that was pressed."""

    eligibility = forms.ChoiceField(choices=Eligibility.choices, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("What does not fit"),
        choices=[("", "–"), *IneligibilityReason.choices],
        required=False,
        help_text=_("Needed for “does not meet the terms”."),
    )
    note = forms.CharField(
        label=_("In words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The municipality reads it with the application. The applicant does not."),
    )

    def clean(self):
        data = super().clean()
        is_eligible = data.get("eligibility") == Eligibility.ELIGIBLE
        if is_eligible and data.get("reason"):
            # Who chose what does not fit meant the other button.
            self.add_error("reason", _("You chose what does not fit. Clear it, or press “Does not meet the terms”."))
        return data


class ManyEligibilityForm(EligibilityForm):
    applications = forms.ModelMultipleChoiceField(
        queryset=Application.objects.none(),
        error_messages={
            "required": _("Choose at least one application."),
            "invalid_choice": _("One of them no longer waits."),
        },
    )

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applications"].queryset = waiting


class CriteriaForm(WholeTextMixin, forms.Form):
    """All criteria at once: a row for each, and a few empty ones; a row without a name is left out."""

    def __init__(self, *args, criteria, **kwargs):
        number = min(max(len(criteria) + SPARE_ROWS, FEWEST_ROWS), MOST_CRITERIA)
        super().__init__(*args, **kwargs)
        self.numbers = range(number)
        for row in self.numbers:
            stored = criteria[row] if row < len(criteria) else None
            self.fields.update(self._row(row, stored))
        # The fields came after those of the mixin: it takes the browser's limits from these as well.
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    @property
    def rows(self):
        """Yield the bound fields of each row by their names."""
        for row in self.numbers:
            yield {name: self[f"{name}-{row}"] for name in FIELDS}

    @property
    def criteria(self):
        """The typed criteria as the action takes them."""
        rows = ({name: self.cleaned_data[f"{name}-{row}"] for name in FIELDS} for row in self.numbers)
        return [row for row in rows if row["label"]]

    def clean(self):
        data = super().clean()
        for row in self.numbers:
            values = {name: data.get(f"{name}-{row}") for name in FIELDS}
            if values["label"] and values["weight"] is None and f"weight-{row}" not in self.errors:
                self.add_error(f"weight-{row}", _("Please say how much it weighs."))
            if not values["label"] and f"label-{row}" not in self.errors and any(values.values()):
                self.add_error(f"label-{row}", _("Please name the criterion, or clear its row."))
        return data

    def _row(self, row, stored):
        model_fields = {name: ReviewCriterion._meta.get_field(name) for name in FIELDS}
        fields = {name: field.formfield(required=False) for name, field in model_fields.items()}
        fields["weight"] = forms.IntegerField(
            label=_("Weight"), required=False, min_value=1, max_value=100, help_text=_("Its part of 100.")
        )
        fields["help"].help_text = _("What reviewers should look at.")
        for name, field in fields.items():
            field.initial = getattr(stored, name) if stored else None
        return {f"{name}-{row}": field for name, field in fields.items()}


class PeopleField(forms.ModelMultipleChoiceField):
    """People to tick, each told with the roles that make them a candidate."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *args, **kwargs):
        super().__init__(User.objects.none(), *args, **kwargs)
        self.roles = {}

    def offer(self, candidates):
        """Offer these people: {user: words of their roles}."""
        self.roles = {user.pk: roles for user, roles in candidates.items()}
        self.queryset = User.objects.filter(pk__in=self.roles).order_by("name", "pk")

    def label_from_instance(self, obj):
        return f"{obj} ({self.roles[obj.pk]})"


class ReviewersForm(forms.Form):
    users = PeopleField(
        label=_("Who else reviews"),
        help_text=_("People of the partnership, and officers of the municipality where the fair takes place."),
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["users"].offer(candidates)


class ShareOutForm(forms.Form):
    each = forms.IntegerField(
        label=_("Reviewers for each application"),
        min_value=1,
        max_value=MOST_EACH,
        initial=2,
        help_text=_("What is assigned already counts and stays."),
    )


class AssignForm(forms.Form):
    reviewer = forms.ModelChoiceField(label=_("Reviewer"), queryset=User.objects.none())

    def __init__(self, *args, reviewers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = User.objects.filter(pk__in=[user.pk for user in reviewers])


class ScoreForm(WholeTextMixin, forms.Form):
    """A choice from 0 to 5 for each criterion of the fair, and a remark."""

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {criterion.pk: f"criterion_{criterion.pk}" for criterion in criteria}
        questions = {
            self.names[criterion.pk]: forms.TypedChoiceField(
                label=_("%(criterion)s (weight %(weight)s)") % {"criterion": criterion, "weight": criterion.weight},
                help_text=criterion.help_text,
                choices=SCALE,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose from 0 to 5.")},
            )
            for criterion in criteria
        }
        self.fields = questions | self.fields

    comment = forms.CharField(
        label=_("Remark"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Those who decide read it with your name. The applicant does not."),
    )

    @property
    def questions(self):
        return [self[name] for name in self.names.values()]

    @property
    def scores(self):
        """The chosen scores as the action takes them: {criterion id: value}."""
        return {pk: self.cleaned_data[name] for pk, name in self.names.items()}


class ConflictForm(WholeTextMixin, forms.Form):
    words = forms.CharField(
        label=_("What connects you with the organisation"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A few words, such as “I am a member”. The coordinator reads them."),
    )
