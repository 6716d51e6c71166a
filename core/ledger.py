"""The ledger: figures of a partnership that stay comparable over the years, such as how many came to a fair.

Apps say in their `apps.py` which keys there are and what they are called. Whatever publishes a figure writes it here;
writing again replaces, so that nothing is counted twice.
"""

from collections import defaultdict

from django.db import transaction

from core import tenancy
from core.models import LedgerFigure

_labels = {}


def register(labels):
    """Add an app's {key: translated label}."""
    _labels.update(labels)


def label(key):
    """Return what a figure is called, in the active language; the bare key where no app knows it any more."""
    return str(_labels.get(key, key))


@transaction.atomic
def write(subject, period, figures):
    """Keep `figures` {key: number, None for not known} of a row of the open partnership in a period.

    What was written of it for that period before is replaced. Raises ValueError for a key that nobody registered.
    """
    tenancy.require(subject.partnership_id)
    if unknown := set(figures) - set(_labels):
        raise ValueError(f"Nobody registered these figures: {sorted(unknown)}")
    known = {key: value for key, value in figures.items() if value is not None}
    _of([subject]).filter(period=period).exclude(key__in=known).delete()
    LedgerFigure.objects.bulk_create(
        [
            LedgerFigure(
                partnership_id=subject.partnership_id,
                subject_type=subject._meta.label_lower,
                subject_id=subject.pk,
                key=key,
                period=period,
                value=value,
            )
            for key, value in known.items()
        ],
        update_conflicts=True,
        unique_fields=["partnership", "subject_type", "subject_id", "key", "period"],
        update_fields=["value", "written_at"],
    )


def erase(subject):
    """Take all figures of a row out of the ledger."""
    _of([subject]).delete()


def read(subjects):
    """Return {primary key: {key: number}} of some rows of one model, whatever the period."""
    found = defaultdict(dict)
    for row in _of(list(subjects)).order_by("period"):
        found[row.subject_id][row.key] = row.value
    return dict(found)


def _of(subjects):
    types = {subject._meta.label_lower for subject in subjects}
    return LedgerFigure.objects.filter(subject_type__in=types, subject_id__in=[subject.pk for subject in subjects])
