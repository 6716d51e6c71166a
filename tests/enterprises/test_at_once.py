"""Two people act at the same moment, over connections of their own: one wins, the other is told."""

import threading
from decimal import Decimal

import pytest
from django.db import connections

from core.errors import DomainError
from core.models import AuditEntry, Message
from core.tenancy import activate
from core.uploads import prepare_picture
from enterprises.actions import organisations as actions
from enterprises.actions import photos
from enterprises.actions.product_table import RowChange, save_products
from enterprises.models import Organisation, Photo
from enterprises.models.products import MOST_PHOTOS
from enterprises.queries.product_changes import version_of
from partnerships.models import Municipality
from partnerships.states import Role
from tests.core.uploads.samples import picture, upload
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory, ProductFactory
from tests.factories.partnerships import PartnershipFactory, give_role


@pytest.fixture
def waiting(committed):
    return OrganisationFactory(partnership=PartnershipFactory(), state="submitted")


def at_once(partnership, acts):
    """Run each act in a thread of its own, all let go together; return what came of each."""
    start = threading.Barrier(len(acts))
    outcomes = {}

    def run(name, act):
        start.wait(timeout=10)
        try:
            with activate(partnership):
                outcomes[name] = act()
        except DomainError as error:
            outcomes[name] = error.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in acts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def test_decide_at_once_has_one_winner(waiting):
    partnership = waiting.partnership
    one, other = (
        give_role(UserFactory(), Role.COORDINATOR, partnership=partnership),
        give_role(UserFactory(), Role.COORDINATOR, partnership=partnership),
    )
    give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=waiting)
    outcomes = at_once(
        partnership,
        {
            "approve": lambda: actions.approve_organisation(waiting, acting_user=one).state,
            "refuse": lambda: actions.refuse_organisation(waiting, acting_user=other, reason="Όχι ακόμη.").state,
        },
    )
    won = {"approve": "active", "refuse": "draft"}
    winner = next(name for name, outcome in outcomes.items() if outcome == won[name])
    loser = "refuse" if winner == "approve" else "approve"
    assert outcomes == {winner: won[winner], loser: "state-has-changed"}
    with activate(partnership):
        waiting.refresh_from_db()
        assert waiting.state == won[winner]
        assert AuditEntry.objects.filter(event__in=["organisation.approve", "organisation.refuse"]).count() == 1
        assert Message.objects.count() == 1


def register_twice(partnership, **data):
    """Let two people register the same at once; return the slugs and refusals, sorted."""
    municipality = Municipality.objects.get(slug="karditsa")

    def registering(user):
        return lambda: (
            actions.register_organisation(
                partnership=partnership, acting_user=user, name="Η Ρόκα", municipality=municipality, **data
            ).slug
        )

    return sorted(
        at_once(partnership, {user.pk: registering(user) for user in (UserFactory(), UserFactory())}).values()
    )


def test_register_at_once_gives_a_tax_number_to_one(committed):
    partnership = PartnershipFactory()
    assert register_twice(partnership, afm="094259216") == ["afm-taken", "i-roka"]
    with activate(partnership):
        assert Organisation.objects.count() == 1


def test_register_at_once_gives_each_its_own_address(committed):
    assert register_twice(PartnershipFactory()) == ["i-roka", "i-roka-2"]


def test_last_place_among_the_photos_is_taken_once(committed):
    organisation = OrganisationFactory(partnership=PartnershipFactory())
    manager = give_role(UserFactory(), Role.MANAGER, partnership=organisation.partnership, subject=organisation)

    def add(width):
        made = prepare_picture(upload(picture(size=(width, 150))))
        return photos.add_photo(organisation, made, acting_user=manager, alt="Το κατάστημα").width

    with activate(organisation.partnership):
        organisation.refresh_from_db()
        for number in range(MOST_PHOTOS - 1):
            add(200 + number)
    outcomes = at_once(organisation.partnership, {"one": lambda: add(300), "other": lambda: add(301)})
    assert sorted(map(str, outcomes.values()))[1] == "too-many-photos"
    with activate(organisation.partnership):
        assert Photo.objects.count() == MOST_PHOTOS


def test_two_tables_at_once_do_not_write_over_each_other(committed):
    organisation = OrganisationFactory(partnership=PartnershipFactory())
    honey = ProductFactory(organisation=organisation, name="Μέλι")
    people = [
        give_role(UserFactory(), Role.MANAGER, partnership=organisation.partnership, subject=organisation)
        for _ in range(2)
    ]

    def saving(user, price):
        row = RowChange("row", pk=honey.pk, data={"price": Decimal(price)}, seen=version_of(honey))
        return lambda: save_products(organisation, [row], acting_user=user).changed

    acts = {price: saving(user, price) for user, price in zip(people, (11, 12), strict=True)}
    outcomes = at_once(organisation.partnership, acts)
    winner = next(price for price, outcome in outcomes.items() if outcome == 1)
    assert sorted(map(str, outcomes.values())) == ["1", "rows-wrong"]
    with activate(organisation.partnership):
        honey.refresh_from_db()
        assert honey.price == winner
        assert AuditEntry.objects.filter(event="product.edited").count() == 1
