"""Series of fairs: described, announced, ended, resumed; and their editions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError
from core.models import AuditEntry
from core.tenancy import activate
from fairs.actions import fairs, series
from fairs.models import FairSeries
from fairs.states import SERIES_TRANSITIONS, SeriesState
from tests.factories.fairs import FairFactory, SeriesFactory, in_days
from tests.fairs.test_fairs import values
from tests.fairs.walking import ACTORS, expected, walk


def page(name, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", **kwargs})


def described(**changes):
    return {"name": "Ανθοέκθεση", "name_en": "Flower show", "rhythm": "yearly", "since_year": 1998, **changes}


def refusal_of(action, *args, **kwargs):
    with pytest.raises(DomainError) as refusal:
        action(*args, **kwargs)
    return refusal.value.code, refusal.value.field


def test_new_series_is_a_draft_with_an_address_of_its_name(opened, coordinator, citizen):
    row = series.create_series(opened, acting_user=coordinator, **described())
    assert (row.state, row.slug) == ("draft", "flower-show")
    assert list(FairSeries.objects.visible_to(citizen)) == []
    assert list(FairSeries.objects.visible_to(coordinator)) == [row]
    assert AuditEntry.objects.get(event="fairseries.create").after["since_year"] == 1998


def test_series_is_written_down_and_changed_by_the_coordinator(opened, request):
    row = SeriesFactory(partnership=opened)
    outcomes = {(role, step, ""): "permission-refused" for role in ACTORS for step in ("create", "update")} | {
        ("coordinator", "create", ""): "draft",
        ("coordinator", "update", ""): "active",
    }

    def write(step, row, actor):
        if step == "create":
            return series.create_series(opened, acting_user=actor, **described())
        return series.update_series(row, acting_user=actor, rules="Μόνο παραγωγοί.")

    assert walk(request, outcomes, lambda step, state: row, write) == outcomes


@pytest.mark.parametrize("year", [1799, timezone.localdate().year + 4])
def test_year_that_cannot_be_is_told_at_its_field(year, opened, coordinator):
    found = refusal_of(series.create_series, opened, acting_user=coordinator, **described(since_year=year))
    assert found == ("year-out-of-range", "since_year")


def test_name_of_another_series_is_refused(opened, coordinator):
    SeriesFactory(partnership=opened, name="Ανθοέκθεση")
    found = refusal_of(series.create_series, opened, acting_user=coordinator, **described())
    assert found == ("series-exists", "name")


def test_address_follows_the_name_until_the_series_is_announced(opened, coordinator):
    row = series.create_series(opened, acting_user=coordinator, **described())
    row = series.update_series(row, acting_user=coordinator, name_en="Garden show")
    assert row.slug == "garden-show"
    row = series.announce_series(row, acting_user=coordinator)
    assert series.update_series(row, acting_user=coordinator, name_en="Flower days").slug == "garden-show"


def test_step_of_a_series_is_taken_by_the_coordinator_from_the_right_state(opened, request):
    rows = {state: SeriesFactory(partnership=opened, state=state) for state in SeriesState}
    outcomes = expected(SERIES_TRANSITIONS, SeriesState, lambda step: {"coordinator"})

    def take(step, row, actor):
        return series.STEPS[step](row, acting_user=actor)

    assert walk(request, outcomes, lambda step, state: rows[state], take) == outcomes


def test_fair_joins_a_series_that_goes_on(opened, coordinator, municipality):
    row = SeriesFactory(partnership=opened)
    fair = fairs.create_fair(opened, acting_user=coordinator, **values(municipality, series=row))
    assert list(row.editions.all()) == [fair]


def test_fair_cannot_join_a_series_that_has_ended(opened, coordinator, municipality):
    row = SeriesFactory(partnership=opened, state="ended")
    found = refusal_of(fairs.create_fair, opened, acting_user=coordinator, **values(municipality, series=row))
    assert found == ("series-has-ended", "series")


def test_fair_stays_in_its_series_after_the_series_has_ended(opened, coordinator):
    row = SeriesFactory(partnership=opened, state="ended")
    fair = FairFactory(partnership=opened, series=row)
    assert fairs.update_fair(fair, acting_user=coordinator, series=row, venue="Λιμάνι").venue == "Λιμάνι"


def test_coordinator_writes_announces_and_ends_a_series_on_its_pages(client, partnership, coordinator):
    client.force_login(coordinator)
    address = page("series_detail", series="flower-show")
    assert client.post(page("series_create"), described()).url == address
    for step in ("announce", "end", "resume"):
        assert client.get(page("series_step", series="flower-show", step=step)).status_code == 200
        assert client.post(page("series_step", series="flower-show", step=step)).url == address
    assert client.post(page("series_edit", series="flower-show"), described(rhythm="monthly")).url == address
    with activate(partnership):
        row = FairSeries.objects.get()
    assert (row.state, row.rhythm) == ("active", "monthly")


def test_refused_year_keeps_what_was_typed(client, partnership, coordinator):
    client.force_login(coordinator)
    response = client.post(page("series_create"), described(since_year=1700))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["since_year"]
    assert response.context["form"]["name"].value() == "Ανθοέκθεση"


def test_unknown_step_of_a_series_is_not_there(client, partnership, coordinator):
    client.force_login(coordinator)
    row = SeriesFactory(partnership=partnership)
    assert client.get(page("series_step", series=row.slug, step="forget")).status_code == 404


def test_page_of_a_series_shows_public_editions_the_latest_first(client, partnership, coordinator):
    row = SeriesFactory(partnership=partnership)
    past = FairFactory(
        partnership=partnership,
        series=row,
        state="closed",
        starts_on=in_days(-400),
        ends_on=in_days(-399),
        apply_by=in_days(-420),
    )
    coming = FairFactory(partnership=partnership, series=row)
    planned = FairFactory(
        partnership=partnership, series=row, state="planned", starts_on=in_days(40), ends_on=in_days(40)
    )
    address = page("series_detail", series=row.slug)
    assert list(client.get(address).context["page_obj"].object_list) == [coming, past]
    client.force_login(coordinator)
    assert list(client.get(address).context["page_obj"].object_list) == [planned, coming, past]


def test_form_of_a_fair_offers_the_series_that_its_link_names(client, partnership, coordinator):
    row = SeriesFactory(partnership=partnership)
    SeriesFactory(partnership=partnership, state="ended")
    client.force_login(coordinator)
    form = client.get(f"{page('fair_create')}?series={row.pk}").context["form"]
    assert form["series"].value() == str(row.pk)
    assert list(form.fields["series"].queryset) == [row]


@pytest.mark.parametrize("series_state, shown", [("draft", 0), ("active", 1), ("ended", 1)])
def test_page_of_a_fair_leads_to_its_public_series(series_state, shown, client, partnership):
    row = SeriesFactory(partnership=partnership, state=series_state)
    fair = FairFactory(partnership=partnership, series=row)
    html = client.get(page("fair_detail", fair=fair.slug)).content.decode()
    assert html.count(page("series_detail", series=row.slug)) == shown


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def test_list_of_series_asks_as_often_for_three_as_for_one(client, partnership):
    SeriesFactory(partnership=partnership)
    first = queries(client, page("series_list"))
    SeriesFactory.create_batch(2, partnership=partnership)
    assert queries(client, page("series_list")) == first


def test_page_of_a_series_asks_as_often_for_three_editions_as_for_one(client, partnership):
    row = SeriesFactory(partnership=partnership)
    FairFactory(partnership=partnership, series=row)
    first = queries(client, page("series_detail", series=row.slug))
    FairFactory.create_batch(2, partnership=partnership, series=row)
    assert queries(client, page("series_detail", series=row.slug)) == first
