"""Forms of the import: the file, the meaning of its columns, the confirmation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.imports.columns import JOINED
from enterprises.imports.fields import ALL_COLUMNS

SECOND = "__and"
"""Ending of the field that names a second column to be joined."""

_SAMPLE = 30
_GROUPS = [
    (_("Who it is"), ["name", "name_en", "legal_form", "kind"]),
    (
        _("Where it is: the municipality, or latitude and longitude"),
        ["municipality", "lat", "lng", "city", "address", "postcode"],
    ),
    (_("How to reach it"), ["phone", "website"]),
    (_("What it does"), ["description", "description_en"]),
    (_("Its numbers"), ["afm", "kalo_number", "gemi_number"]),
]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A CSV file with the names of the columns on the first line, up to 5 MB and 20,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        # An empty file gets the same clear answer as any other that holds no table.
        allow_empty_file=True,
    )


class ColumnsForm(forms.Form):
    """For each canonical column a column of the file, or none; some may join two."""

    def __init__(self, *args, header, sample, mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.header = header
        choices = [("", _("– none –")), *((name, _with_sample(name, sample)) for name in header)]
        for column, label in ALL_COLUMNS.items():
            chosen = [*mapping.get(column, []), "", ""]
            self.fields[column] = self._field(label, choices, chosen[0])
            if column in JOINED:
                second = _("%(column)s: joined with") % {"column": label}
                self.fields[column + SECOND] = self._field(second, choices, chosen[1])

    def groups(self):
        """Return [(heading, bound fields)] in the order of the page."""
        return [
            (heading, [self[name] for column in columns for name in (column, column + SECOND) if name in self.fields])
            for heading, columns in _GROUPS
        ]

    def mapping(self):
        """Return {canonical column: [columns of the file]} as it was chosen."""
        chosen = {}
        for column in ALL_COLUMNS:
            names = [self.cleaned_data.get(column), self.cleaned_data.get(column + SECOND)]
            chosen[column] = list(dict.fromkeys(name for name in names if name))
        return chosen

    def _field(self, label, choices, initial):
        return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)


class ConfirmForm(forms.Form):
    PUBLISH, DRAFTS = "publish", "drafts"

    publish = forms.ChoiceField(
        label=_("New organisations"),
        choices=[
            (PUBLISH, _("Publish at once: in the directory with their contact data, not yet claimed by their people")),
            (DRAFTS, _("Keep as drafts, to check and publish later")),
        ],
        initial=PUBLISH,
        widget=forms.RadioSelect,
    )

    @classmethod
    def beginning_with(cls, *, has_mistakes):
        """Return the form as it is first shown: a file with mistakes is better looked at before it is published."""
        return cls(initial={"publish": cls.DRAFTS if has_mistakes else cls.PUBLISH})

    def wants_publishing(self):
        return self.cleaned_data["publish"] == self.PUBLISH


def _with_sample(name, sample):
    """A column's name with the first thing that stands in it, so that it can be recognised."""
    text = " ".join(sample.get(name, "").split())
    if not text:
        return name
    return f"{name} – {text[:_SAMPLE]}…" if len(text) > _SAMPLE else f"{name} – {text}"
