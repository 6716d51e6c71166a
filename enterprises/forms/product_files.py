"""A file of products on its way in: what it would do, and the sealed copy of it that waits for a yes."""

from dataclasses import dataclass

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from enterprises.actions.product_table import WHOLE_ROW, RowChange, plan_for
from enterprises.queries.product_changes import version_of
from enterprises.queries.product_files import judged
from enterprises.tables.cells import CELLS, language_now
from enterprises.tables.files import ProductsFile, label_of
from enterprises.tables.judging import CHANGED, NEW, UNCHANGED, WRONG
from enterprises.tables.words import words_of

_SALT = "enterprises.products-file"
_DAY = 24 * 3600
VERDICTS = {
    NEW: (_("New"), "yes"),
    CHANGED: (_("Changed"), "attention"),
    UNCHANGED: (_("Unchanged"), "neutral"),
    WRONG: (_("Wrong"), "no"),
}


class ProductsFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, up to 5 MB. Best begin with the file that you download from the table."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,text/csv"}),
        # An empty file gets the same clear answer as any other that holds no table.
        allow_empty_file=True,
    )


@dataclass
class PreviewRow:
    """One row of the preview: verdict with its words and mark, [(column, before, after)], reasons."""

    line: int
    name: str
    verdict: str
    differences: list
    problems: list

    @property
    def words(self):
        return VERDICTS[self.verdict][0]

    @property
    def mark(self):
        return VERDICTS[self.verdict][1]


class FilePreview:
    """What a ProductsFile would do to the products of an organisation as they are now.

    `seen` are the versions {pk: version} that the person has looked at; without them those of now.
    """

    def __init__(self, organisation, file, seen=None):
        self.organisation, self.file = organisation, file
        self._rows, self._products = judged(organisation, file)
        self._words = words_of(organisation.partnership.region_id)
        self._seen = seen or {str(pk): version_of(product) for pk, product in self._products.items()}
        self._check()

    @classmethod
    def opened(cls, organisation, sealed):
        """Return the preview of a sealed copy. Raises django.core.signing.BadSignature, also after a day."""
        kept = signing.loads(sealed, salt=_SALT, max_age=_DAY)
        if kept["organisation"] != organisation.pk:
            raise signing.BadSignature("another organisation's file")
        rows = [(line, dict(zip(kept["fields"], cells, strict=True))) for line, cells in kept["rows"]]
        file = ProductsFile(kept["fields"], rows, kept["unread"], frozenset(kept["ragged"]))
        return cls(organisation, file, kept["seen"])

    def sealed(self):
        """Return a copy of the file, and of what it was held against, that nobody can change on its way."""
        kept = {
            "organisation": self.organisation.pk,
            "fields": self.file.fields,
            "rows": [(line, list(cells.values())) for line, cells in self.file.rows],
            "unread": self.file.unread,
            "ragged": sorted(self.file.ragged),
            "seen": self._seen,
        }
        return signing.dumps(kept, salt=_SALT, compress=True)

    def changes(self):
        """Return the RowChanges of the rows that are right and not unchanged."""
        return [self._change(row) for row in self._rows if row.verdict in (NEW, CHANGED)]

    def refuse(self, refusal):
        """Mark the rows that RowsRefused is about; the next look counts as seen."""
        by_line = {str(row.line): row for row in self._rows}
        for key, problems in refusal.problems.items():
            for column, problem in problems.items():
                by_line[key].refuse(problem if column == WHOLE_ROW else f"{label_of(column)}: {problem}")
        self._seen = {str(pk): version_of(product) for pk, product in self._products.items()}

    @property
    def rows(self):
        """The PreviewRows, in the order of the file."""
        return [
            PreviewRow(row.line, row.name, row.verdict, self._differences(row), row.problems) for row in self._rows
        ]

    @property
    def counts(self):
        """[(words, mark, how many rows)] of the verdicts that occur."""
        found = [row.verdict for row in self._rows]
        return [(words, mark, found.count(verdict)) for verdict, (words, mark) in VERDICTS.items() if verdict in found]

    @property
    def to_write(self):
        return len(self.changes())

    def _check(self):
        """Ask what would stand in the way of saving; a second time without the rows that are wrong."""
        for _again in range(2):
            plan = plan_for(self.organisation, self._unseen(self.changes()))
            for row in self._rows:
                for column, problem in plan.problems.get(str(row.line), {}).items():
                    row.refuse(problem if column == WHOLE_ROW else f"{label_of(column)}: {problem}")

    @staticmethod
    def _unseen(changes):
        return [RowChange(change.key, change.pk, change.data) for change in changes]

    def _change(self, row):
        seen = self._seen.get(str(row.pk), "") if row.pk else ""
        return RowChange(str(row.line), row.pk, row.values, seen)

    def _differences(self, row):
        if row.verdict == NEW:
            return []
        language = language_now()
        product = self._products.get(row.pk)
        return [
            (
                label_of(name),
                CELLS[name].write(getattr(product, name), language, self._words),
                CELLS[name].write(value, language, self._words),
            )
            for name, value in row.values.items()
            if product is not None
        ]
