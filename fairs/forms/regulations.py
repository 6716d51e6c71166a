"""The form of a version of a fair's regulation."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.forms import ShapeForm
from core.uploads import PaperField
from fairs.actions import regulations
from fairs.actions.ada import EXAMPLE, written_ada
from fairs.forms.editions import day_field
from fairs.models import Regulation
from fairs.queries.regulations import versions_of


class RegulationForm(ShapeForm):
    in_force_from = day_field(label=_("In force from"))
    paper = PaperField(label=_("The regulation as a file"), required=False, help_text=_("A PDF, up to 20 MB."))
    ada = forms.CharField(
        label=_("ADA"),
        max_length=20,
        required=False,
        help_text=_("Of the decision that passed it, once it is on Diavgeia. Example: %(ada)s") % {"ada": EXAMPLE},
    )

    class Meta:
        model = Regulation
        fields = ("change", "words", "words_en", "paper", "in_force_from", "ada")
        widgets = {
            "words": forms.Textarea(attrs={"rows": 14}),
            "words_en": forms.Textarea(attrs={"rows": 8}),
            "change": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "words": _("Who may take part, how long stands stay, what may be sold, cleaning, fees, penalties."),
            "change": _("Whoever has applied reads this in a mail."),
        }

    def __init__(self, *args, fair, **kwargs):
        self.fair, self.latest = fair, versions_of(fair).first()
        super().__init__(*args, **kwargs)
        self.initial.setdefault("in_force_from", timezone.localdate())
        if self.latest is None:
            del self.fields["change"]
        else:
            self.fields["change"].required = True
            self.initial.update(words=self.latest.words, words_en=self.latest.words_en)

    def clean_ada(self):
        try:
            return written_ada(self.cleaned_data["ada"])
        except DomainError as error:
            raise forms.ValidationError(error.message, code=error.code) from error

    def clean(self):
        data = super().clean()
        for fault in list(regulations.faults(self.fair, self.latest, data)):
            if fault.field not in self.errors:
                self.add_error(fault.field, fault.message)
        return data
