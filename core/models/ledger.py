from django.db import models

from core.tenancy.models import TenantModel


class LedgerFigure(TenantModel):
    """One figure of one thing in one period: what a partnership can say of itself over the years.

    Written by `core.ledger` alone, which keeps one row for each subject, key and period.
    """

    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    key = models.CharField(max_length=60)
    period = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "subject_type", "subject_id", "key", "period"], name="ledger_figure_once"
            )
        ]

    def __str__(self):
        return f"{self.subject_type} {self.subject_id}, {self.period}: {self.key}"
