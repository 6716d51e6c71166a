"""When a fair may be: the same bounds in the form, in the actions and in the table."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.errors import DomainError
from core.policy import SYSTEM
from core.tenancy import activate
from fairs.actions import fairs
from fairs.models import Fair
from tests.factories.fairs import AuthorisationStepFactory, FairFactory, in_days
from tests.fairs.test_fairs import values
from tests.fairs.test_pages import form_of

NEVER = {"starts_on": date(9999, 1, 10), "ends_on": date(9999, 12, 31), "apply_by": date(9999, 1, 1)}
MISFITS = [
    ({"starts_on": in_days(-1)}, "starts-in-the-past", "starts_on"),
    ({"starts_on": in_days(1096), "ends_on": in_days(1096)}, "starts-too-late", "starts_on"),
    (NEVER, "starts-too-late", "starts_on"),
    ({"ends_on": in_days(90)}, "fair-too-long", "ends_on"),
    ({"ends_on": in_days(29)}, "ends-before-start", "ends_on"),
    ({"apply_by": in_days(31)}, "call-ends-after-start", "apply_by"),
    ({"apply_by": in_days(-1)}, "call-ends-in-the-past", "apply_by"),
    ({"capacity": 2001}, "too-many-stands", "capacity"),
    ({"capacity": 0}, "no-stands", "capacity"),
]


@pytest.mark.parametrize("changes, code, field", MISFITS)
def test_no_fair_is_planned_out_of_bounds(changes, code, field, opened, coordinator, municipality):
    with pytest.raises(DomainError) as refusal:
        fairs.create_fair(opened, acting_user=coordinator, **values(municipality, **changes))
    assert (refusal.value.code, refusal.value.field) == (code, field)


@pytest.mark.parametrize("changes, code, field", MISFITS)
def test_no_fair_is_moved_out_of_bounds(changes, code, field, opened, coordinator):
    fair = FairFactory(partnership=opened)
    with pytest.raises(DomainError) as refusal:
        fairs.update_fair(fair, acting_user=coordinator, **changes)
    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_the_longest_fair_has_sixty_days(opened, coordinator, municipality):
    longest = values(municipality, ends_on=in_days(30 + 59))
    assert fairs.create_fair(opened, acting_user=coordinator, **longest).ends_on == in_days(89)


def test_a_fair_that_has_begun_keeps_its_first_day_and_moves_its_last(opened, coordinator):
    fair = FairFactory(
        partnership=opened, state="published", apply_by=in_days(-9), starts_on=in_days(-2), ends_on=in_days(1)
    )
    longer = fairs.update_fair(fair, acting_user=coordinator, title="Γιορτή νερού", ends_on=in_days(2))
    assert (longer.title, longer.ends_on) == ("Γιορτή νερού", in_days(2))
    with pytest.raises(DomainError) as refusal:
        fairs.update_fair(fair, acting_user=coordinator, ends_on=in_days(-1))
    assert (refusal.value.code, refusal.value.field) == ("ends-in-the-past", "ends_on")


def test_every_mistake_is_told_at_once(client, municipality, coordinator):
    client.force_login(coordinator)
    wrong = form_of(
        municipality,
        title="Γ" * 307,
        capacity="999999999999999",
        starts_on=in_days(30).isoformat(),
        ends_on=in_days(3).isoformat(),
        apply_by=in_days(31).isoformat(),
    )
    response = client.post(reverse("fair_create", kwargs={"partnership": "thessaly"}), wrong)
    form = response.context["form"]
    assert (response.status_code, sorted(form.errors)) == (422, ["apply_by", "capacity", "ends_on", "title"])
    shown = response.content.decode()
    assert ("Γ" * 307 in shown, "maxlength" in shown.partition('name="title"')[2].partition(">")[0]) == (True, False)


def test_editing_into_the_past_is_refused_on_the_page(client, partnership, municipality, coordinator):
    fair = FairFactory(partnership=partnership)
    client.force_login(coordinator)
    past = form_of(municipality, starts_on="2020-01-10", ends_on="2020-01-11", apply_by="2020-01-01")
    response = client.post(reverse("fair_edit", kwargs={"partnership": "thessaly", "fair": fair.slug}), past)
    assert (response.status_code, sorted(response.context["form"].errors)) == (
        422,
        ["apply_by", "ends_on", "starts_on"],
    )
    with activate(partnership):
        assert Fair.objects.get().starts_on == fair.starts_on


@pytest.mark.parametrize(
    "dates",
    [
        NEVER,
        {"starts_on": date(1, 1, 1), "ends_on": date(1, 1, 2), "apply_by": date(1, 1, 1)},
        {"ends_on": in_days(90)},
        {"capacity": 2001},
    ],
)
def test_the_table_keeps_them_out_too(dates, partnership):
    with pytest.raises(IntegrityError), transaction.atomic():
        FairFactory(partnership=partnership, **dates)


def test_address_follows_title_and_days_until_the_fair_is_announced(opened, coordinator, municipality):
    fair = fairs.create_fair(opened, acting_user=coordinator, **values(municipality))
    fair = fairs.update_fair(fair, acting_user=coordinator, title_en="Festival of water")
    assert fair.slug == f"festival-of-water-{in_days(30).year}"
    next_year = {"starts_on": in_days(400), "ends_on": in_days(400), "apply_by": in_days(30)}
    fair = fairs.update_fair(fair, acting_user=coordinator, **next_year)
    assert fair.slug == f"festival-of-water-{in_days(400).year}"
    AuthorisationStepFactory(fair=fair, state="granted")
    fair = fairs.authorise_fair(fair, acting_user=SYSTEM)
    announced = fairs.open_call(fair, acting_user=coordinator)
    assert fairs.update_fair(announced, acting_user=coordinator, title_en="Festival").slug == fair.slug


def test_address_stays_while_title_and_year_do(opened, coordinator, municipality):
    fairs.create_fair(opened, acting_user=coordinator, **values(municipality))
    second = fairs.create_fair(opened, acting_user=coordinator, **values(municipality))
    assert second.slug == f"festival-of-the-land-{in_days(30).year}-2"
    assert fairs.update_fair(second, acting_user=coordinator, venue="Αγορά").slug == second.slug


def test_page_leads_to_the_new_address(client, partnership, municipality, coordinator):
    fair = FairFactory(partnership=partnership, state="planned")
    client.force_login(coordinator)
    edit = reverse("fair_edit", kwargs={"partnership": "thessaly", "fair": fair.slug})
    response = client.post(edit, form_of(municipality, title_en="Festival of water"))
    slug = f"festival-of-water-{in_days(30).year}"
    assert response["Location"] == reverse("fair_detail", kwargs={"partnership": "thessaly", "fair": slug})
