"""A merge and something else at the same moment, over connections of their own: nothing is lost, nobody wins twice."""

import pytest
from django.test import Client

from core.policy import SYSTEM
from core.tenancy import activate
from enterprises.actions import claims, merging
from enterprises.actions.products import add_product
from enterprises.models import Organisation, Product
from partnerships.models import RoleAssignment
from partnerships.states import Role
from tests.enterprises.test_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.claims import ClaimFactory, UnclaimedFactory
from tests.factories.enterprises import OrganisationFactory, ProductFactory
from tests.factories.partnerships import PartnershipFactory, give_role


@pytest.fixture
def partnership(committed):
    return PartnershipFactory()


@pytest.fixture
def pair(partnership):
    return OrganisationFactory(partnership=partnership), OrganisationFactory(partnership=partnership)


def merging_of(kept, gone):
    return lambda: merging.merge_organisations(kept, gone, acting_user=SYSTEM).pk


def test_merge_both_ways_at_once_keeps_one(partnership, pair):
    one, other = pair
    products = {ProductFactory(organisation=organisation).pk for organisation in pair}
    outcomes = at_once(partnership, {"one": merging_of(one, other), "other": merging_of(other, one)})
    winner = next(outcome for outcome in outcomes.values() if outcome != "merged-already")
    assert sorted(map(str, outcomes.values())) == sorted([str(winner), "merged-already"])
    with activate(partnership):
        assert set(Product.objects.filter(organisation=winner).values_list("pk", flat=True)) == products
        assert Organisation.objects.filter(state="active").count() == 1


def test_merge_button_pressed_twice_at_once_leads_both_times_to_the_one_kept(partnership, pair):
    kept, gone = pair
    coordinator = give_role(UserFactory(), Role.COORDINATOR, partnership=partnership)
    address = f"/{partnership.slug}/manage/duplicates/{kept.pk}/{gone.pk}/"
    client = Client()
    client.force_login(coordinator)
    form = client.get(address).context["form"]
    sent = {field.html_name: field.value() for field in form} | {"understood": "on"}

    def pressing():
        own_client = Client()
        own_client.force_login(coordinator)
        return lambda: own_client.post(address, sent)

    answers = at_once(partnership, {"one": pressing(), "other": pressing()}).values()
    desk = f"/{partnership.slug}/organisations/{kept.slug}/desk/"
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(302, desk)] * 2


def test_merge_into_a_third_at_once_is_done_once(partnership, pair):
    gone, kept = pair
    third = OrganisationFactory(partnership=partnership)
    outcomes = at_once(partnership, {"kept": merging_of(kept, gone), "third": merging_of(third, gone)})
    assert sorted(map(str, outcomes.values()))[1] == "merged-already"


def test_product_added_during_a_merge_is_not_lost(partnership, pair):
    kept, gone = pair
    manager = give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=gone)
    with activate(partnership):
        gone.refresh_from_db()
    outcomes = at_once(
        partnership,
        {
            "merge": merging_of(kept, gone),
            "add": lambda: add_product(gone, acting_user=manager, name="Γύρη").name,
        },
    )
    assert outcomes == {"merge": kept.pk, "add": "Γύρη"}
    with activate(partnership):
        merging.gather_stragglers(partnership)
        assert Product.objects.get().organisation_id == kept.pk
        assert Product.objects.get().is_published


def test_claim_approved_during_a_merge_ends_in_one_place(partnership):
    kept, gone = (UnclaimedFactory(partnership=partnership) for _ in range(2))
    claim = ClaimFactory(organisation=gone)
    coordinator = give_role(UserFactory(), Role.COORDINATOR, partnership=partnership)
    outcomes = at_once(
        partnership,
        {
            "merge": merging_of(kept, gone),
            "approve": lambda: claims.approve_claim(claim, acting_user=coordinator).state,
        },
    )
    assert outcomes["merge"] == kept.pk
    with activate(partnership):
        claim.refresh_from_db()
        state = Organisation.objects.get(pk=kept.pk).state
        merging.gather_stragglers(partnership)
        assert claim.organisation_id == kept.pk
    managed = list(RoleAssignment.objects.current().filter(role=Role.MANAGER).values_list("subject_id", flat=True))
    told = {
        # Approved first: the merge took its manager along, and made the entry that stays active.
        "approved": ("approved", "active", [kept.pk]),
        # Merged first: the claim waits for the entry that stays.
        "not-claimable": ("pending", "unclaimed", []),
    }
    assert (claim.state, state, managed) == told[outcomes["approve"]]
