"""The pages of fairs, as a browser asks for them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Job, Message
from core.tenancy import activate
from fairs.actions.releasing import JOB
from fairs.models import Application, AuthorisationStep, Fair, MunicipalDecision
from fairs.tasks import tell_decisions
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory, ProductFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days
from tests.factories.partnerships import give_role

PUBLIC_QUERIES = 12


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, title="Γιορτή γης", capacity=2)


def page(name, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", **kwargs})


def read(partnership, rows):
    with activate(partnership):
        return list(rows)


def form_of(municipality, **changes):
    return {
        "title": "Γιορτή γης",
        "kind": "organic",
        "municipality": municipality.pk,
        "market_kind": "short_term",
        "confirm_days": "10",
        "venue": "Πλατεία",
        "starts_on": in_days(30).isoformat(),
        "ends_on": in_days(31).isoformat(),
        "apply_by": in_days(20).isoformat(),
        "capacity": "10",
        **changes,
    }


def in_favour():
    return {
        "outcome": "grant",
        "protocol_number": "112/2026",
        "ada": "Ψ4ΔΕΩΞΜ-ΑΒ1",
        "decided_on": in_days(0).isoformat(),
        "terms": "",
    }


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    # Savepoints are the tests' own transactions, not work of the page.
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def test_the_whole_path_from_the_call_to_the_decision(
    client, partnership, municipality, coordinator, manager, officer
):
    client.force_login(coordinator)
    assert client.post(page("fair_create"), form_of(municipality)).status_code == 302
    fair = read(partnership, Fair.objects.all())[0]
    address = page("fair_detail", fair=fair.slug)
    client.post(page("authorisation_start", fair=fair.slug))
    for step in read(partnership, AuthorisationStep.objects.filter(fair=fair)):
        client.force_login(coordinator)
        client.post(page("authorisation_ask", fair=fair.slug, step=step.pk))
        client.force_login(officer)
        client.post(page("authorisation_answer", fair=fair.slug, step=step.pk), in_favour())
    client.force_login(coordinator)
    client.post(page("fair_step", fair=fair.slug, step="open_call"))
    before = read(partnership, Message.objects.order_by("pk"))[-1].pk
    client.force_login(manager)
    form = client.get(page("fair_apply", fair=fair.slug)).context["form"]
    response = client.post(page("fair_apply", fair=fair.slug), {"organisation": form.initial["organisation"]})
    application = read(partnership, Application.objects.all())[0]
    assert response["Location"] == page("application_edit", application=application.pk)
    response = client.post(
        response["Location"], {"products_shown": "Μέλι", "goods": "food", "needs": "", "submit": "yes"}
    )
    assert response["Location"] == page("application_detail", application=application.pk)
    client.force_login(officer)
    decide = page("application_decide", application=application.pk)
    assert "Μέλι" in client.get(decide).content.decode()
    response = client.post(decide, {"decision": "approve", "reason": ""})
    assert response["Location"] == page("application_queue")
    client.force_login(coordinator)
    client.post(page("fair_step", fair=fair.slug, step="close_call"))
    client.post(page("fair_release", fair=fair.slug), {"decided_on": in_days(0).isoformat()})
    tell_decisions(partnership.pk, read(partnership, Job.objects.filter(task=JOB))[0].pk)
    client.logout()
    shown = client.get(address)
    assert [row.organisation.pk for row in shown.context["participants"]] == [application.organisation_id]
    told = [message.to for message in read(partnership, Message.objects.order_by("pk").filter(pk__gt=before))]
    assert told == [manager.email, officer.email, manager.email]


def test_planned_fair_is_seen_by_those_who_prepare_it(client, partnership, coordinator, officer, citizen):
    planned = FairFactory(partnership=partnership, state="planned")
    address = page("fair_detail", fair=planned.slug)
    assert client.get(address).status_code == 404
    for user, status in ((citizen, 404), (coordinator, 200), (officer, 200)):
        client.force_login(user)
        assert client.get(address).status_code == status
    client.force_login(coordinator)
    assert [fair.pk for fair in client.get(page("fair_list")).context["planned"]] == [planned.pk]


def test_fair_of_another_partnership_is_not_found(client, partnership, other_partnership):
    foreign = FairFactory(partnership=other_partnership)
    assert client.get(page("fair_detail", fair=foreign.slug)).status_code == 404
    assert list(client.get(page("fair_list")).context["upcoming"]) == []


def test_list_shows_what_is_ahead_before_what_is_past(client, partnership):
    behind = FairFactory(partnership=partnership, apply_by=in_days(-9), starts_on=in_days(-8), ends_on=in_days(-7))
    later = FairFactory(partnership=partnership, starts_on=in_days(40), ends_on=in_days(40))
    sooner = FairFactory(partnership=partnership)
    context = client.get(page("fair_list")).context
    assert ([fair.pk for fair in context["upcoming"]], [fair.pk for fair in context["past"]]) == (
        [sooner.pk, later.pk],
        [behind.pk],
    )


def test_cancelled_fair_stays_among_those_ahead_until_its_days_are_past(client, partnership):
    ahead = FairFactory(partnership=partnership, state="cancelled")
    days = {"apply_by": in_days(-9), "starts_on": in_days(-8), "ends_on": in_days(-7)}
    behind = FairFactory(partnership=partnership, state="cancelled", **days)
    ended_early = FairFactory(partnership=partnership, state="closed", apply_by=in_days(-1), starts_on=in_days(0))
    response = client.get(page("fair_list"))
    assert ([fair.pk for fair in response.context["upcoming"]], [fair.pk for fair in response.context["past"]]) == (
        [ahead.pk],
        [ended_early.pk, behind.pk],
    )
    assert response.content.decode().count("Ματαιώθηκε") == 2


def test_list_is_narrowed_by_municipality_and_kind(client, partnership, other_municipality):
    here = FairFactory(partnership=partnership, kind="organic")
    there = FairFactory(partnership=partnership, kind="green", municipality=other_municipality)
    found = {
        query: [fair.pk for fair in client.get(f"{page('fair_list')}?{query}").context["upcoming"]]
        for query in ("municipality=karditsa", "kind=green", "municipality=volos&kind=organic", "municipality=nowhere")
    }
    assert found == {
        "municipality=karditsa": [here.pk],
        "kind=green": [there.pk],
        "municipality=volos&kind=organic": [],
        "municipality=nowhere": [here.pk, there.pk],
    }


def test_page_says_the_days_in_words(client, partnership):
    from datetime import date

    fair = FairFactory(
        partnership=partnership, apply_by=date(2035, 11, 5), starts_on=date(2035, 11, 30), ends_on=date(2035, 11, 30)
    )
    assert "Παρασκευή 30 Νοεμβρίου 2035" in client.get(page("fair_detail", fair=fair.slug)).content.decode()


def test_participants_are_the_approved_and_published(client, fair):
    shown = ApplicationFactory(fair=fair, state="approved")
    ApplicationFactory(fair=fair, state="approved", organisation__state="suspended")
    ApplicationFactory(fair=fair)
    response = client.get(page("fair_detail", fair=fair.slug))
    assert [row.application.pk for row in response.context["participants"]] == [shown.pk]


def test_cancelled_fair_shows_no_participants(client, fair, coordinator):
    ApplicationFactory(fair=fair, state="approved")
    client.force_login(coordinator)
    cancel = page("fair_cancel", fair=fair.slug)
    assert client.get(cancel).status_code == 200
    assert client.post(cancel, {"reason": ""}).status_code == 422
    assert client.post(cancel, {"reason": "Κακοκαιρία."}).status_code == 302
    assert list(client.get(page("fair_detail", fair=fair.slug)).context["participants"]) == []


def test_dates_in_the_wrong_order_are_told_at_their_field(client, municipality, coordinator):
    client.force_login(coordinator)
    response = client.post(page("fair_create"), form_of(municipality, ends_on=in_days(3).isoformat()))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["ends_on"])


def test_coordinator_edits_what_is_there(client, fair, municipality, coordinator):
    client.force_login(coordinator)
    edit = page("fair_edit", fair=fair.slug)
    assert f'value="{fair.starts_on.isoformat()}"' in client.get(edit).content.decode()
    assert client.post(edit, form_of(municipality, title="Γιορτή νερού")).status_code == 302
    assert read(fair.partnership, Fair.objects.all())[0].title == "Γιορτή νερού"


def test_apply_button_is_shown_to_managers_and_the_way_to_everybody_else(
    client, fair, manager, coordinator, officer, citizen
):
    address, apply = page("fair_detail", fair=fair.slug), page("fair_apply", fair=fair.slug)
    seen = {}
    for user in (None, citizen, manager, coordinator, officer):
        client.force_login(user) if user else client.logout()
        shown = client.get(address).content.decode()
        register = f'href="{page("organisation_register")}"'
        seen[user and user.email.partition("@")[0]] = (shown.count(f'href="{apply}"'), register in shown)
    assert seen == {
        None: (1, True),
        "citizen": (0, True),
        "manager": (2, False),
        "coordinator": (0, False),
        "officer": (0, False),
    }


def test_unknown_step_is_not_found(client, fair, coordinator):
    client.force_login(coordinator)
    assert client.get(page("fair_step", fair=fair.slug, step="cancel")).status_code == 404


def test_step_that_is_not_possible_says_so(client, fair, coordinator):
    client.force_login(coordinator)
    assert client.post(page("fair_step", fair=fair.slug, step="publish")).status_code == 422


def test_manager_with_two_organisations_chooses(client, fair, organisation, manager):
    second = OrganisationFactory(partnership=fair.partnership)
    give_role(manager, Role.MANAGER, partnership=fair.partnership, subject=second)
    client.force_login(manager)
    form = client.get(page("fair_apply", fair=fair.slug)).context["form"]
    assert sorted(form.organisations, key=lambda one: one.pk) == [organisation, second]
    assert not form.fields["organisation"].widget.is_hidden


def test_manager_applies_with_no_foreign_organisation(client, fair, organisation, manager):
    foreign = OrganisationFactory(partnership=fair.partnership)
    client.force_login(manager)
    response = client.post(
        page("fair_apply", fair=fair.slug), {"organisation": foreign.pk, "products_shown": "Μέλι", "needs": ""}
    )
    assert (response.status_code, read(fair.partnership, Application.objects.all())) == (422, [])


def test_manager_without_a_choice_left_is_told(client, fair, organisation, manager):
    ApplicationFactory(fair=fair, organisation=organisation)
    client.force_login(manager)
    response = client.get(page("fair_apply", fair=fair.slug))
    assert (response.status_code, response.context["form"].organisations) == (200, [])
    assert '<form class="form"' not in response.content.decode()


def test_form_of_a_fair_whose_call_is_over_is_not_shown(client, partnership, manager):
    fair = FairFactory(partnership=partnership, apply_by=in_days(-1))
    client.force_login(manager)
    assert '<form class="form"' not in client.get(page("fair_apply", fair=fair.slug)).content.decode()


def test_late_application_keeps_what_was_typed(client, partnership, organisation, manager):
    fair = FairFactory(partnership=partnership, apply_by=in_days(-1))
    draft = ApplicationFactory(fair=fair, organisation=organisation, state="draft")
    client.force_login(manager)
    response = client.post(
        page("application_edit", application=draft.pk), {"products_shown": "Κερί", "goods": "food", "submit": "yes"}
    )
    assert (response.status_code, "Κερί" in response.content.decode()) == (422, True)


def test_manager_sees_the_reason_and_withdraws(client, fair, organisation, manager):
    refused = ApplicationFactory(
        fair=FairFactory(partnership=fair.partnership),
        organisation=organisation,
        state="refused",
        reason="Εκτός θέματος.",
    )
    waiting = ApplicationFactory(fair=fair, organisation=organisation)
    client.force_login(manager)
    shown = client.get(page("application_detail", application=refused.pk))
    assert ("Εκτός θέματος." in shown.content.decode(), bool(shown.context["may_withdraw"])) == (True, False)
    assert [row.pk for row in client.get(page("application_list")).context["applications"]] == [waiting.pk, refused.pk]
    withdraw = page("application_withdraw", application=waiting.pk)
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw).status_code == 302
    states = Application.objects.order_by("pk").values_list("state", flat=True)
    assert read(fair.partnership, states) == ["refused", "withdrawn"]


def test_application_of_others_is_not_found(client, fair, manager):
    foreign = ApplicationFactory(fair=fair)
    client.force_login(manager)
    assert client.get(page("application_detail", application=foreign.pk)).status_code == 404
    assert client.post(page("application_withdraw", application=foreign.pk)).status_code == 404


def test_decision_page_has_everything_needed(client, fair, officer):
    application = ApplicationFactory(fair=fair, needs="Ρεύμα 220V")
    OrganisationRecordFactory(organisation=application.organisation, afm="094259216")
    ProductFactory(organisation=application.organisation, name="Θυμαρίσιο μέλι")
    ProductFactory(organisation=application.organisation, name="Κρυφό", state="hidden")
    ApplicationFactory(fair=fair, state="approved")
    ApplicationFactory(
        organisation=application.organisation, fair=FairFactory(partnership=fair.partnership), state="approved"
    )
    client.force_login(officer)
    response = client.get(page("application_decide", application=application.pk))
    shown = response.content.decode()
    assert [word in shown for word in ("Ρεύμα 220V", "094259216", "Θυμαρίσιο μέλι", "Κρυφό")] == [
        True,
        True,
        True,
        False,
    ]
    dossier = response.context["dossier"]
    assert (dossier.stands.taken, dossier.stands.capacity, dossier.earlier) == (1, 2, 1)


def test_next_application_comes_by_itself(client, fair, officer):
    first, second = ApplicationFactory(fair=fair), ApplicationFactory(fair=fair)
    client.force_login(officer)
    response = client.post(page("application_decide", application=first.pk), {"decision": "approve", "reason": ""})
    assert response["Location"] == page("application_decide", application=second.pk)
    response = client.post(
        page("application_decide", application=second.pk),
        {"decision": "refuse", "reason_code": "other", "reason": "Εκτός θέματος."},
    )
    assert response["Location"] == page("application_queue")
    made = MunicipalDecision.objects.order_by("pk").values_list("outcome", "reason", "decided_by")
    assert read(fair.partnership, made) == [
        ("approve", "", officer.pk),
        ("refuse", "Εκτός θέματος.", officer.pk),
    ]


def test_refusal_without_a_reason_stays_on_the_page(client, fair, officer):
    application = ApplicationFactory(fair=fair)
    client.force_login(officer)
    response = client.post(
        page("application_decide", application=application.pk),
        {"decision": "refuse", "reason_code": "other", "reason": " "},
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])


def test_decided_application_offers_no_decision(client, fair, officer):
    application = ApplicationFactory(fair=fair, state="refused", reason="Εκτός θέματος.")
    client.force_login(officer)
    decide = page("application_decide", application=application.pk)
    assert client.get(decide).context["can_decide"] is False
    assert client.post(decide, {"decision": "approve", "reason": ""}).status_code == 422


def test_another_municipality_neither_sees_nor_decides(client, fair, other_officer):
    application = ApplicationFactory(fair=fair)
    client.force_login(other_officer)
    decide = page("application_decide", application=application.pk)
    assert [client.get(decide).status_code, client.post(decide, {"decision": "approve"}).status_code] == [404, 404]
    assert list(client.get(page("application_queue")).context["waiting"]) == []


def test_coordinator_reads_but_does_not_decide(client, fair, coordinator):
    application = ApplicationFactory(fair=fair)
    client.force_login(coordinator)
    listed = client.get(page("fair_applications", fair=fair.slug)).context["page_obj"]
    assert [row.pk for row in listed] == [application.pk]
    assert client.get(page("application_detail", application=application.pk)).status_code == 200
    assert (
        client.post(page("application_decide", application=application.pk), {"decision": "approve"}).status_code == 403
    )


def test_bulk_approval_goes_on_beyond_the_last_stand(client, fair, officer):
    chosen = [ApplicationFactory(fair=fair).pk for _ in range(3)]
    client.force_login(officer)
    response = client.post(page("application_many"), {"deed": "approve", "applications": chosen}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["success"]
    assert read(fair.partnership, MunicipalDecision.objects.values_list("outcome", flat=True)) == ["approve"] * 3


def test_bulk_approval_never_leaves_the_own_queue(client, fair, other_officer):
    application = ApplicationFactory(fair=fair)
    client.force_login(other_officer)
    client.post(page("application_many"), {"deed": "approve", "applications": [application.pk]})
    assert read(fair.partnership, Application.objects.values_list("state", flat=True)) == ["submitted"]


def test_bulk_approval_of_nothing_asks_to_choose(client, fair, officer):
    client.force_login(officer)
    response = client.post(page("application_many"), {"deed": "approve"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def assert_steady(client, address, one_more, limit=None):
    one_more()
    client.get(address)
    with_one = queries(client, address)
    for _ in range(2):
        one_more()
    assert queries(client, address) == with_one
    if limit:
        assert with_one <= limit


def test_list_makes_the_same_number_of_queries_for_one_and_for_three(client, partnership):
    assert_steady(client, page("fair_list"), lambda: FairFactory(partnership=partnership), PUBLIC_QUERIES)


def test_filtered_list_stays_within_its_queries(client, partnership):
    address = f"{page('fair_list')}?municipality=karditsa&kind=mixed"
    assert_steady(client, address, lambda: FairFactory(partnership=partnership), PUBLIC_QUERIES)


def test_page_makes_the_same_number_of_queries_for_one_participant_and_for_three(client, partnership):
    fair = FairFactory(partnership=partnership)
    assert_steady(
        client,
        page("fair_detail", fair=fair.slug),
        lambda: ApplicationFactory(fair=fair, state="approved"),
        PUBLIC_QUERIES,
    )


@pytest.mark.parametrize("name", ["application_queue", "fair_applications", "application_list"])
def test_lists_of_applications_make_the_same_number_of_queries_for_one_and_for_three(
    name, client, partnership, officer, request
):
    fair = FairFactory(partnership=partnership)
    manager = UserFactory()
    reader = {"application_queue": officer, "application_list": manager}.get(name)
    client.force_login(reader or request.getfixturevalue("coordinator"))

    def one_more():
        application = ApplicationFactory(fair=fair)
        give_role(manager, Role.MANAGER, partnership=partnership, subject=application.organisation)

    address = page(name, fair=fair.slug) if name == "fair_applications" else page(name)
    assert_steady(client, address, one_more)
