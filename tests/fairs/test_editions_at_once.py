"""Two coordinators act on one edition at the same moment, over connections of their own."""

from core.tenancy import activate
from fairs.actions import fairs, regulations
from fairs.actions import series as series_actions
from fairs.models import Fair, Regulation
from partnerships.states import Role
from tests.enterprises.test_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.fairs import FairFactory, SeriesFactory, in_days
from tests.factories.partnerships import PartnershipFactory, give_role
from tests.fairs.test_fairs import values


def test_what_two_do_at_once_has_one_winner_and_no_loss(committed):
    partnership = PartnershipFactory()
    one, other = (give_role(UserFactory(), Role.COORDINATOR, partnership=partnership) for _ in range(2))
    fair = FairFactory(partnership=partnership, state="authorised")
    opened = at_once(
        partnership,
        {
            "open": lambda: fairs.open_call(fair, acting_user=one).state,
            "again": lambda: fairs.open_call(fair, acting_user=other).state,
        },
    )
    assert sorted(opened.values()) == ["call_open", "state-has-changed"]

    def write(actor):
        return regulations.add_regulation(
            fair, acting_user=actor, in_force_from=in_days(1), words="Ένας πάγκος.", change="Νερό."
        ).number

    assert sorted(at_once(partnership, {"a": lambda: write(one), "b": lambda: write(other)}).values()) == [1, 2]
    series = SeriesFactory(partnership=partnership)
    ended = at_once(
        partnership,
        {
            "end": lambda: series_actions.end_series(series, acting_user=one).state,
            "join": lambda: (
                fairs.create_fair(partnership, acting_user=other, **values(fair.municipality, series=series)).state
            ),
        },
    )
    assert ended in ({"end": "ended", "join": "series-has-ended"}, {"end": "ended", "join": "planned"})
    with activate(partnership):
        assert Regulation.objects.count() == 2
        assert Fair.objects.filter(series=series).count() == (ended["join"] == "planned")
