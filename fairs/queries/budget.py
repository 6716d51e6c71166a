"""The budget of a fair with its totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fairs.models import BudgetLine


@dataclass(frozen=True)
class Side:
    """Income or expense: its lines, and what they come to."""

    label: str
    lines: Sequence[BudgetLine]

    @property
    def planned(self):
        return sum((line.planned for line in self.lines), Decimal(0))

    @property
    def actual(self):
        """What is known so far; a line without an actual amount adds nothing."""
        return sum((line.actual or Decimal(0) for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class Budget:
    """Both sides, and what is left over; less than nothing where it falls short."""

    income: Side
    expense: Side

    @property
    def sides(self):
        return [self.income, self.expense]

    @property
    def planned(self):
        return self.income.planned - self.expense.planned

    @property
    def actual(self):
        return self.income.actual - self.expense.actual


def budget_of(fair):
    """Return the Budget of a fair."""
    lines = list(fair.budget.all())
    income, expense = (
        Side(str(side.label), [line for line in lines if line.side == side])
        for side in (BudgetLine.Side.INCOME, BudgetLine.Side.EXPENSE)
    )
    return Budget(income, expense)
