"""What fairs bring to other apps' pages and to the workspace."""

from datetime import timedelta

from django.utils import timezone

from core.ui.panels import region_panels
from fairs.models import Application
from fairs.queries import panels, workspace
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days


def test_home_shows_the_next_fairs_of_the_country(partnership, other_partnership):
    later = FairFactory(partnership=partnership)
    sooner = FairFactory(partnership=other_partnership, starts_on=in_days(25))
    FairFactory(partnership=partnership, state="planned")
    FairFactory(partnership=partnership, state="cancelled")
    panel = panels.next_fairs()
    assert [item.title for item in panel.items] == [sooner.title, later.title]
    assert panel.items[0].url == f"/crete/fairs/{sooner.slug}/"
    assert panels.fairs_figure().value == 2


def test_home_shows_open_calls_by_their_deadline(partnership, other_partnership):
    later = FairFactory(partnership=partnership, apply_by=in_days(9))
    sooner = FairFactory(partnership=other_partnership, apply_by=in_days(2))
    FairFactory(partnership=partnership, apply_by=in_days(-1))
    FairFactory(partnership=partnership, state="in_review")
    assert [item.title for item in panels.closing_calls().items] == [sooner.title, later.title]


def test_region_and_organisation_show_their_own(opened, organisation):
    fair = FairFactory(partnership=opened)
    assert panels.organisation_fairs(organisation) is None
    ApplicationFactory(fair=fair, organisation=organisation, state="approved")
    assert [item.title for item in panels.organisation_fairs(organisation).items] == [fair.title]
    assert [item.title for item in panels.region_fairs(opened).items] == [fair.title]


def test_each_column_of_the_region_says_in_its_own_words_where_all_are(opened):
    assert [panel.all_label for panel in region_panels.ask(opened)] == [
        "Όλες οι εκθέσεις",
        "Πίνακας αναγκών και προσφορών",
        "Όλοι οι φορείς",
        "Όλα τα δίκτυα",
        "Όλα τα άρθρα",
    ]


def test_each_panel_asks_once(partnership, django_assert_num_queries):
    FairFactory(partnership=partnership)
    for ask in (panels.next_fairs, panels.closing_calls, panels.fairs_figure):
        with django_assert_num_queries(1):
            ask()


def test_officer_is_told_how_many_wait_and_since_when(opened, officer, other_officer):
    assert workspace.tasks(officer, opened) == []
    first = ApplicationFactory(fair=FairFactory(partnership=opened))
    ApplicationFactory(fair=first.fair)
    (task,) = workspace.tasks(officer, opened)
    assert (task.url, task.since) == ("/thessaly/municipality/applications/", first.submitted_at)
    assert task.title.startswith("2 ")
    assert workspace.tasks(other_officer, opened) == []


def test_manager_is_told_of_fresh_decisions(opened, organisation, manager):
    fresh = ApplicationFactory(
        fair=FairFactory(partnership=opened), organisation=organisation, state="approved", decided_at=timezone.now()
    )
    old = timezone.now() - timedelta(days=15)
    ApplicationFactory(
        fair=FairFactory(partnership=opened), organisation=organisation, state="approved", decided_at=old
    )
    assert Application.objects.count() == 2
    assert [task.url for task in workspace.tasks(manager, opened)] == [f"/thessaly/applications/{fresh.pk}/"]


def test_tools_follow_the_policy(opened, coordinator, officer, manager, citizen):
    offered = {
        user.email.partition("@")[0]: [link.url for link in workspace.tools(user, opened)]
        for user in (coordinator, officer, manager, citizen)
    }
    assert offered == {
        "coordinator": [
            "/thessaly/fairs/new/",
            "/thessaly/fairs/",
            "/thessaly/fairs/series/",
            "/thessaly/authorisation-routes/",
        ],
        "officer": ["/thessaly/municipality/applications/", "/thessaly/authorisation-routes/"],
        "manager": ["/thessaly/applications/"],
        "citizen": [],
    }
