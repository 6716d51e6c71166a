"""The ledger keeps one figure for each thing, key and period."""

from decimal import Decimal

import pytest

from core import ledger
from core.models import LedgerFigure
from core.tenancy import TenancyError
from tests.factories.fairs import FairFactory


def test_figures_are_replaced_not_added(opened):
    fair, other = FairFactory(partnership=opened), FairFactory(partnership=opened)
    ledger.write(fair, "2026", {"fairs.participants": 20, "fairs.visitors": 900})
    ledger.write(other, "2026", {"fairs.participants": 7})
    ledger.write(
        fair, "2026", {"fairs.participants": 21, "fairs.visitors": None, "fairs.satisfaction": Decimal("4.25")}
    )
    assert ledger.read([fair, other]) == {
        fair.pk: {"fairs.participants": 21, "fairs.satisfaction": Decimal("4.25")},
        other.pk: {"fairs.participants": 7},
    }
    ledger.erase(fair)
    assert list(LedgerFigure.objects.values_list("subject_id", flat=True)) == [other.pk]
    assert ledger.label("fairs.participants") == "Εκθέτες"


def test_figures_need_a_name_and_their_own_partnership(opened, other_partnership):
    with pytest.raises(ValueError, match="nonsense"):
        ledger.write(FairFactory(partnership=opened), "2026", {"nonsense": 1})
    foreign = FairFactory.build(partnership=other_partnership)
    with pytest.raises(TenancyError):
        ledger.write(foreign, "2026", {"fairs.visitors": 1})
