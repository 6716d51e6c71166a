from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Job
from core.tenancy.models import TenantModel
from core.tenancy.walls import Wall
from enterprises.models.organisations import Organisation
from enterprises.states import ImportState, RowVerdict

WRITTEN = (RowVerdict.NEW, RowVerdict.UPDATE)
REFUSED = (RowVerdict.DUPLICATE, RowVerdict.WRONG, RowVerdict.ELSEWHERE)


class ImportFile(models.Model):
    """A table of organisations that somebody uploaded, and what its columns mean.

    `mapping` names for each canonical column the columns of the file that give its value;
    `header_key` is the same for files with the same header, so that the mapping is asked once.
    """

    State = ImportState

    file_name = models.CharField(max_length=200)
    delimiter = models.CharField(max_length=1, default=",")
    header = models.JSONField(default=list)
    header_key = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=ImportState, default=ImportState.UPLOADED)
    publish = models.BooleanField(_("publish at once"), default=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.file_name

    @property
    def is_open(self):
        """Whether nobody has confirmed it or given it up yet."""
        return self.state in (ImportState.UPLOADED, ImportState.PREVIEWED)


class NationalImport(ImportFile):
    """A file with organisations of several regions. Each of its rows goes to the partnership of its region.

    `rows` holds the raw rows [[line, [cells]]] until the import is confirmed; `unplaced` those that no
    partnership could take [[line, [cells], reason code, reason data]]; `partnership_ids` whose batches there are.
    """

    wall = Wall.GLOBAL

    rows = models.JSONField(default=list)
    unplaced = models.JSONField(default=list)
    partnership_ids = models.JSONField(default=list)


class ImportBatchQuerySet(models.QuerySet):
    def of_the_partnership(self):
        """Leave out what a national import has prepared and nobody has confirmed yet."""
        return self.exclude(
            national_import__isnull=False,
            state__in=[ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.ABANDONED],
        )


class ImportBatch(TenantModel, ImportFile):
    """The rows of one file that concern one partnership, from the upload to the result."""

    national_import = models.ForeignKey(
        NationalImport, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    counts = models.JSONField(default=dict)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "national_import"], name="import_batch_once_a_partnership")
        ]
        indexes = [models.Index(fields=["partnership", "-id"]), models.Index(fields=["partnership", "header_key"])]

    def count(self, *verdicts):
        """Return how many rows have one of these verdicts."""
        return sum(self.counts.get(verdict, 0) for verdict in verdicts)

    @property
    def to_write(self):
        """How many rows will be, or were, written."""
        return self.count(*WRITTEN)

    @property
    def refused(self):
        """How many rows are reported instead of written."""
        return self.count(*REFUSED)

    @property
    def has_mistakes(self):
        """Whether rows are wrong or doubled; one of another region is no mistake."""
        return self.count(RowVerdict.WRONG, RowVerdict.DUPLICATE) > 0

    @property
    def total(self):
        return self.count(*RowVerdict)


class ImportRow(TenantModel):
    """One row of the file: its cells as they came, what was read from them, and what becomes of it.

    The reason is kept as a code with its data, so that it can be told in each reader's language.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    values = models.JSONField(default=dict)
    verdict = models.CharField(max_length=9, choices=RowVerdict, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    reason_data = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    is_guess = models.BooleanField(default=False)
    is_written = models.BooleanField(default=False)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="import_row_once")]
        indexes = [models.Index(fields=["batch", "verdict", "line"])]

    def __str__(self):
        return f"{self.batch_id}:{self.line}"

    def refuse(self, verdict, reason, **data):
        """Give the row a verdict that keeps it from being written, with the reason and its data."""
        self.verdict, self.reason, self.reason_data = verdict, reason, data
        self.changes, self.warnings, self.organisation_id = {}, [], None
