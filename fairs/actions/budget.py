"""The budget of a fair, line by line, as planned and as it became."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from fairs.models import BudgetLine

FIELDS = ("side", "label", "planned", "actual", "note")
MOST_LINES = 200


@transaction.atomic
def add_line(fair, *, acting_user, **values):
    """Add a line with the values of FIELDS at the end of its side and return it.

    What a fair has cost is often known after it is over, or was cancelled: lines may then still be written.
    """
    row = _fair_for(fair, acting_user)
    for fault in faults(values):
        raise fault
    if row.budget.count() >= MOST_LINES:
        raise DomainError("too-many-lines", _("A budget has at most %(most)s lines.") % {"most": MOST_LINES})
    last = row.budget.filter(side=values["side"]).aggregate(last=Max("position"))["last"] or 0
    line = BudgetLine.objects.create(partnership_id=row.partnership_id, fair=row, position=last + 1, **values)
    audit.record("budgetline.add", line, acting_user=acting_user, after=values)
    return line


@transaction.atomic
def change_line(line, *, acting_user, **values):
    """Change any of FIELDS of a line and return it."""
    row = _line_for(line, acting_user)
    for fault in faults(values):
        raise fault
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])
    audit.record("budgetline.update", row, acting_user=acting_user, before=before, after=values)
    return row


@transaction.atomic
def remove_line(line, *, acting_user):
    """Remove a line for good."""
    row = _line_for(line, acting_user)
    before = {name: getattr(row, name) for name in FIELDS}
    audit.record("budgetline.remove", row, acting_user=acting_user, before=before)
    row.delete()


def faults(values):
    """Yield a DomainError, at its field, for amounts below nothing."""
    for name in ("planned", "actual"):
        if (values.get(name) or 0) < 0:
            message = _("Give the amount without a sign: income or expense says which way it goes.")
            yield DomainError("amount-below-zero", message, field=name)


def _fair_for(fair, acting_user):
    row = transitions.lock(fair)
    policy.enforce(acting_user, "fairs.keep_budget", row)
    return row


def _line_for(line, acting_user):
    _fair_for(line.fair, acting_user)
    return transitions.lock(line)
