"""The rules of the stands, their draw, and moves by hand: forms check shape, the actions judge."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ShapeForm, WholeTextMixin
from fairs.actions.allocation_rules import FIELDS, MOST_CLASSES
from fairs.forms.editions import day_field
from fairs.models import AllocationPolicy, PriorityClass

PLACES = (_("First come"), _("Then come"), _("After them come"), _("And then come"))
NOBODY = [("", _("Nobody in particular"))]


class RulesForm(ShapeForm):
    """The rules with a choice for each priority class; `classes` of the cleaned data are the chosen ones in order."""

    seed_known_on = day_field(
        label=_("Day on which the draw becomes known"),
        required=False,
        help_text=_("After the last day for applications, so that nobody knows the order while the call is open."),
    )

    class Meta:
        model = AllocationPolicy
        fields = FIELDS
        widgets = {"method": forms.RadioSelect}
        labels = {"seed_note": _("Where the draw will come from")}
        help_texts = {
            "participation_points": _("Only where points count."),
            "most_participations": _("So that those who have always been there do not keep everybody else out."),
            "review_weight": _(
                "Only where points count and applications are reviewed; 0 for no points by the review."
            ),
            "reserved_percent": _("0: nothing is reserved. What they do not need goes to the others."),
            "seed_note": _(
                "A public source that nobody can know before, and how it is written, such as: "
                "“The numbers of the state lottery's first draw of the day, in the order drawn, joined by hyphens”."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = [one.rule for one in self.instance.classes.all()] if self.instance.pk else []
        for place, label in enumerate(PLACES[:MOST_CLASSES], 1):
            self.fields[f"class_{place}"] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[*NOBODY, *PriorityClass.Rule.choices],
                initial=chosen[place - 1] if place <= len(chosen) else "",
            )

    @property
    def class_fields(self):
        """The choices of who comes first, as bound fields in their order."""
        return [self[f"class_{place}"] for place in range(1, MOST_CLASSES + 1)]

    def clean(self):
        super().clean()
        data = self.cleaned_data
        classes = []
        for place in range(1, MOST_CLASSES + 1):
            rule = data.pop(f"class_{place}", "")
            if rule and rule in classes:
                self.add_error(f"class_{place}", _("This group stands above already."))
            elif rule:
                classes.append(rule)
        data["classes"] = classes
        return data


class SeedForm(WholeTextMixin, forms.Form):
    seed = forms.CharField(
        label=_("What was drawn"),
        max_length=80,
        help_text=_("Exactly as the rules say. Read it twice: it is public at once and can never be changed."),
    )
