"""What a fair says of its place, themes and fee: kept, shown, and refused at its field."""

from decimal import Decimal

from core.errors import DomainError
from fairs.actions import fairs
from fairs.models import Fair
from tests.factories.enterprises import OrganisationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.fairs.test_fairs import values
from tests.fairs.test_pages import form_of, page, read

FULL = {
    "market_kind": "producers",
    "more_municipalities": ["mouzaki", "palamas"],
    "address": "Βαλταδώρου 1",
    "lat": "39,36556",
    "lng": "21.92056",
    "themes": "μέλι,  παλιοί   σπόροι, μέλι,",
    "is_organic": "on",
    "fee_per_metre": "12.50",
    "fee_note": "Ως τον Μάιο.",
    "takes_other_regions": "on",
    "confirm_days": "7",
}
MISFITS = [
    ({"lat": 39.3, "lng": None}, "half-a-point", "lng"),
    ({"lat": 21.9, "lng": 39.3}, "not-in-greece", "lat"),
    ({"themes": ["α"] * 9}, "too-many-themes", "themes"),
    ({"themes": ["α" * 61]}, "theme-too-long", "themes"),
    ({"fee_per_metre": Decimal(-1)}, "fee-below-zero", "fee_per_metre"),
    ({"fee_per_metre": Decimal(10001)}, "fee-too-high", "fee_per_metre"),
    ({"confirm_days": 0}, "days-to-confirm", "confirm_days"),
    ({"more_municipalities": ["chania"]}, "another-region", "more_municipalities"),
    ({"more_municipalities": ["volos", "volos"]}, "another-region", "more_municipalities"),
    ({"more_municipalities": ["karditsa"]}, "host-among-others", "more_municipalities"),
]


def refusal_of(action, *args, **kwargs):
    try:
        action(*args, **kwargs)
    except DomainError as refusal:
        return refusal.code, refusal.field


def test_what_does_not_fit_is_told_at_its_field(opened, coordinator, municipality):
    fair = FairFactory(partnership=opened)
    for changes, *expected in MISFITS:
        planned = refusal_of(fairs.create_fair, opened, acting_user=coordinator, **values(municipality, **changes))
        changed = refusal_of(fairs.update_fair, fair, acting_user=coordinator, **changes)
        assert (planned, changed) == (tuple(expected), tuple(expected))


def test_page_shows_what_the_form_was_told(client, partnership, coordinator, municipality):
    client.force_login(coordinator)
    address = client.post(page("fair_create"), form_of(municipality, **FULL)).url
    (fair,) = read(partnership, Fair.objects.all())
    kept = (fair.lat, fair.lng, fair.themes, fair.fee_per_metre, fair.is_organic, fair.takes_other_regions)
    assert kept == (39.36556, 21.92056, ["μέλι", "παλιοί σπόροι"], Decimal("12.50"), True, True)
    html = client.get(address).content.decode()
    told = (
        "Δήμος Καρδίτσας, Δήμος Μουζακίου, Δήμος Παλαμά",
        "Αγορά παραγωγών",
        "12,50 €",
        "Βαλταδώρου 1",
        "Ως τον Μάιο.",
    )
    assert [words for words in (*told, "παλιοί σπόροι", "άλλων περιφερειών") if words not in html] == []
    again = client.get(page("fair_edit", fair=fair.slug)).context["form"]
    assert (again["themes"].value(), again["lat"].value()) == ("μέλι, παλιοί σπόροι", "39.36556")


def test_form_keeps_what_was_typed_and_tells_every_mistake(client, coordinator, municipality):
    client.force_login(coordinator)
    typed = FULL | {"lat": "βόρεια", "fee_per_metre": "-2", "confirm_days": "99"}
    response = client.post(page("fair_create"), form_of(municipality, **typed))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"lat", "fee_per_metre", "confirm_days"}
    assert response.context["form"]["themes"].value() == typed["themes"]


def test_fee_only_becomes_less_once_somebody_has_applied(opened, coordinator):
    fair = FairFactory(partnership=opened, fee_per_metre=5)
    ApplicationFactory(fair=fair)
    refused = refusal_of(fairs.update_fair, fair, acting_user=coordinator, fee_per_metre=Decimal(6))
    assert refused == ("fee-is-promised", "fee_per_metre")
    assert fairs.update_fair(fair, acting_user=coordinator, fee_per_metre=None).is_free


def test_participant_of_another_region_is_linked_where_it_lives(client, partnership, other_partnership):
    guest = OrganisationFactory(partnership=other_partnership, slug="melissa")
    fair = FairFactory(partnership=partnership)
    ApplicationFactory(fair=fair, organisation=guest, state="approved")
    html = client.get(page("fair_detail", fair=fair.slug)).content.decode()
    assert f'href="{guest.get_absolute_url()}"' in html
    assert guest.get_absolute_url().startswith(f"/{other_partnership.slug}/")


def test_machines_read_the_particulars(client, partnership):
    fair = FairFactory(
        partnership=partnership,
        fee_per_metre=Decimal("3.5"),
        themes=["μέλι"],
        more_municipalities=["volos"],
        lat=39.3,
        lng=22.9,
    )
    shown = client.get(f"/api/v1/fairs/{fair.pk}/").json()
    names = (
        "market_kind",
        "more_municipalities",
        "lat",
        "themes",
        "is_organic",
        "fee_per_metre",
        "takes_other_regions",
    )
    assert [shown[name] for name in (*names, "confirm_days", "days", "series")] == [
        "short_term",
        ["volos"],
        39.3,
        ["μέλι"],
        False,
        "3.50",
        False,
        10,
        [],
        None,
    ]
