"""Who took part, and how often before: a stand that stayed empty is no participation."""

from fairs.models import CheckIn
from fairs.queries.participation import earlier_participations, stayed_away, took_part
from tests.factories.enterprises import OrganisationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, SeriesFactory, in_days


def edition(series, days_ago, state="closed"):
    return FairFactory(
        partnership=series.partnership,
        series=series,
        state=state,
        apply_by=in_days(-days_ago - 9),
        starts_on=in_days(-days_ago),
        ends_on=in_days(-days_ago),
    )


def note(application, is_present, day):
    CheckIn.objects.create(
        partnership_id=application.partnership_id, application=application, day=in_days(day), is_present=is_present
    )


def test_attendance_counts_and_not_the_stand(opened):
    series = SeriesFactory(partnership=opened)
    first, second, cancelled = edition(series, 700), edition(series, 350), edition(series, 300, state="cancelled")
    elsewhere = edition(SeriesFactory(partnership=opened), 400)
    came, absent, once = (OrganisationFactory(partnership=opened) for _ in range(3))
    for fair in (first, second, cancelled, elsewhere):
        for organisation in (came, absent):
            ApplicationFactory(fair=fair, organisation=organisation, state="confirmed")
    ApplicationFactory(fair=second, organisation=once, state="confirmed")
    ApplicationFactory(fair=first, organisation=once, state="withdrawn")
    empty = absent.fair_applications.get(fair=second)
    note(empty, False, -350)
    late = came.fair_applications.get(fair=second)
    note(late, False, -350)
    note(late, True, -349)
    assert list(stayed_away(second)) == [empty]
    assert set(took_part([second]).values_list("organisation", flat=True)) == {came.pk, once.pk}
    present = FairFactory(partnership=opened, series=series)
    assert earlier_participations(present) == {came.pk: 2, absent.pk: 1, once.pk: 1}
    assert earlier_participations(first) == {}
    assert earlier_participations(FairFactory(partnership=opened)) == {}
