"""The public entry, the project page, the funnel of the coordinators, the workspace and the API."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core import audit, history
from core.models import AuditEntry
from core.tenancy import activate
from enterprises.actions.founding import mentors, team
from enterprises.models import FoundingProject, FoundingStage
from enterprises.queries.founding import funnel
from tests.enterprises.founding.conftest import IDEA
from tests.factories.enterprises import OrganisationFactory
from tests.factories.founding import FoundingMentorFactory, FoundingProjectFactory, FoundingStepFactory

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def test_entry_explains_every_form_without_signing_in(client, partnership):
    page = client.get("/thessaly/founding/")
    assert [(form.pk, found) for form, found in page.context["forms"]] == [
        ("koinsep_collective", None),
        ("koinsep_integration_vulnerable", None),
        ("koinsep_integration_special", None),
        ("workers_cooperative", None),
        ("koispe", None),
        ("agricultural_cooperative", None),
        ("urban_cooperative", None),
    ]
    assert "Ν. 4430/2016, άρθρο 21" in page.text
    assert "Προς έλεγχο" in page.text


def test_entry_marks_each_rule_that_is_not_found_in_a_source(client, partnership):
    page = client.get("/thessaly/founding/")
    forms = [form for form, _found in page.context["forms"]]
    unsure = sum(
        (not form.min_members_verified)
        + (not form.profit_verified)
        + (not (form.vulnerable_verified if form.vulnerable_share else form.is_verified))
        for form in forms
    )
    assert page.text.count('class="state state--attention">Προς έλεγχο') == unsure
    assert page.text.count("Πηγή: ") == 3 * len(forms)


def test_entry_says_which_form_fits(client, partnership):
    page = client.get("/thessaly/founding/?members=7&members_from_groups=3")
    marks = {form.pk: found.mark for form, found in page.context["forms"]}
    assert marks == {
        "koinsep_collective": "yes",
        "koinsep_integration_vulnerable": "yes",
        "koinsep_integration_special": "no",
        "workers_cooperative": "yes",
        "koispe": "no",
        "agricultural_cooperative": "attention",
        "urban_cooperative": "no",
    }


def test_entry_takes_nonsense(client, partnership):
    page = client.get("/thessaly/founding/?members=πολλοί")
    assert (page.status_code, page.context["members"]) == (200, None)


@pytest.mark.parametrize(
    "query, field", [("members=5&members_from_groups=7", "members_from_groups"), ("members_from_groups=2", "members")]
)
def test_entry_refuses_numbers_that_contradict(client, partnership, query, field):
    page = client.get(f"/thessaly/founding/?{query}")
    assert (list(page.context["form"].errors), page.context["members"]) == ([field], None)
    assert {found for _form, found in page.context["forms"]} == {None}


def test_comparison_lands_at_its_results_or_at_what_is_wrong(client, partnership):
    for query, section in (("members=5", "forms"), ("members=5&members_from_groups=7", "fits")):
        page = client.get(f"/thessaly/founding/?{query}").text
        assert 'action="#results"' in page
        assert page.count('id="results"') == 1
        assert f'id="results" aria-labelledby="{section}"' in page


@pytest.mark.parametrize(
    "language, words", [("", "Ίδρυση κοινωνικής επιχείρησης"), ("/en", "Found a social enterprise")]
)
def test_entry_speaks_both_languages(client, partnership, language, words):
    assert words in client.get(f"{language}/thessaly/founding/").text


def test_starting_leads_to_the_project(client, partnership, municipality, citizen):
    client.force_login(citizen)
    data = {"title": "Φούρνος", "municipality": municipality.pk, "idea": IDEA}
    answer = client.post("/thessaly/founding/new/", data, follow=True)
    assert answer.context["project"].title == "Φούρνος"
    assert "Επόμενο: συγκρότηση ομάδας" in answer.text


def test_entry_leads_to_the_visitors_own_projects_and_invitations(client, partnership, project, lead, citizen):
    assert "own_projects" not in client.get("/thessaly/founding/").context
    with activate(partnership):
        team.invite(project, citizen.email, acting_user=lead)
    for person, own, invited in ((lead, [project], []), (citizen, [], [project])):
        client.force_login(person)
        page = client.get("/thessaly/founding/")
        assert list(page.context["own_projects"]) == own
        assert [seat.project for seat in page.context["own_invitations"]] == invited
    assert f'href="/thessaly/founding/{project.pk}/invited/"' in page.text


def test_message_of_a_form_that_does_not_fit_yet_is_no_success(client, partnership, project, lead):
    client.force_login(lead)
    address = f"/thessaly/founding/{project.pk}/form/"
    levels = []
    for members in (4, 5):
        answer = client.post(address, {"legal_form": "koinsep_collective", "members": members}, follow=True)
        (message,) = answer.context["messages"]
        levels.append((message.level_tag, "λείπει 1" in message.message))
    assert levels == [("warning", True), ("success", False)]


def test_idea_that_is_too_short_tells_how_long_it_must_be(client, partnership, project, lead):
    with activate(partnership):
        FoundingProject.objects.filter(pk=project.pk).update(idea="Φούρνος.")
    client.force_login(lead)
    page = client.get(f"/thessaly/founding/{project.pk}/").text
    assert "τουλάχιστον 40 χαρακτήρες, τώρα 8" in page


def test_start_keeps_what_was_typed(client, partnership, citizen):
    client.force_login(citizen)
    answer = client.post("/thessaly/founding/new/", {"title": "Φούρνος", "idea": IDEA})
    assert (answer.status_code, IDEA in answer.text) == (422, True)


def test_steps_are_buttons_of_the_lead(client, project, lead, seat, mate):
    client.force_login(mate)
    assert "/gather/" not in client.get(f"/thessaly/founding/{project.pk}/").text
    client.force_login(lead)
    assert "/gather/" in client.get(f"/thessaly/founding/{project.pk}/").text
    client.post(f"/thessaly/founding/{project.pk}/gather/")
    with activate(project.partnership):
        assert FoundingProject.objects.get().state == "team"


def test_form_page_checks_the_numbers(client, project, lead):
    client.force_login(lead)
    address = f"/thessaly/founding/{project.pk}/form/"
    data = {"legal_form": "koinsep_integration_vulnerable", "members": 7, "members_from_groups": 1}
    page = client.post(address, data, follow=True)
    assert "7 μέλη, από τα οποία τουλάχιστον 3 από τις ομάδες: λείπουν 2." in page.text
    assert "ΓΚΠΔ, άρθρο 9" in client.get(address).text
    answer = client.post(address, data | {"members_from_groups": 9})
    assert answer.status_code == 422


def test_numbers_alone_are_saved_and_show_which_forms_fit(client, project, lead):
    client.force_login(lead)
    address = f"/thessaly/founding/{project.pk}/form/"
    answer = client.post(address, {"members": 7, "members_from_groups": 3})
    assert answer.url == f"{address}#compared"
    page = client.get(address)
    fits = [form.pk for form, found in page.context["compared"] if found.mark == "yes"]
    assert fits == ["koinsep_collective", "koinsep_integration_vulnerable", "workers_cooperative"]
    answer = client.post(address, {"members": "", "members_from_groups": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["members"])


@pytest.mark.parametrize("number", [1, 3])
def test_project_page_asks_the_database_as_often_for_many(client, project, lead, number, django_assert_num_queries):
    for kind in ["name_check", "gemi", "efka"][:number]:
        FoundingStepFactory(project=project, kind_id=kind)
        FoundingMentorFactory(project=project, state="accepted")
    client.force_login(lead)
    client.get(f"/thessaly/founding/{project.pk}/")
    with django_assert_num_queries(13):
        client.get(f"/thessaly/founding/{project.pk}/")


def test_history_tells_the_project_in_words(client, project, lead, seat):
    client.force_login(lead)
    client.post(f"/thessaly/founding/{project.pk}/gather/")
    page = client.get(f"/thessaly/founding/{project.pk}/history/").text
    assert "Από την ιδέα στην ομάδα" in page


def test_history_says_whom_to_those_who_may_know(client, project, lead, coordinator, organisation):
    with activate(project.partnership):
        team.invite(project, "nea@example.org", acting_user=lead)
        mentors.ask_mentor(project, organisation, acting_user=lead)
    told = []
    for person in (lead, coordinator):
        client.force_login(person)
        page = client.get(f"/thessaly/founding/{project.pk}/history/").text
        told.append(("nea@example.org" in page, str(organisation) in page))
    assert told == [(True, True), (False, True)]
    page = client.get(reverse("history", args=["thessaly"])).text
    assert ("nea@example.org" in page, str(organisation) in page) == (False, False)


@pytest.mark.parametrize("number", [1, 3])
def test_history_asks_the_database_as_often_for_many(client, project, lead, number, django_assert_num_queries):
    with activate(project.partnership):
        for one in range(number):
            team.invite(project, f"nea{one}@example.org", acting_user=lead)
            mentors.ask_mentor(project, OrganisationFactory(partnership=project.partnership), acting_user=lead)
    client.force_login(lead)
    client.get(f"/thessaly/founding/{project.pk}/history/")
    with django_assert_num_queries(16):
        client.get(f"/thessaly/founding/{project.pk}/history/")


def test_history_of_the_partnership_does_not_name_it(client, project, lead, editor):
    client.force_login(lead)
    client.post(f"/thessaly/founding/{project.pk}/gather/")
    client.force_login(editor)
    page = client.get(reverse("history", args=["thessaly"])).text
    assert ("Από την ιδέα στην ομάδα" in page, project.title in page) == (True, False)
    assert f"Έργο ίδρυσης αρ. {project.pk}" in page


def test_history_of_the_partnership_names_it_to_those_who_may_see_it(client, project, lead, observer):
    client.force_login(lead)
    client.post(f"/thessaly/founding/{project.pk}/gather/")
    client.force_login(observer)
    page = client.get(reverse("history", args=["thessaly"])).text
    assert f'<a href="/thessaly/founding/{project.pk}/">{project.title}</a>' in page


def test_history_names_what_belongs_to_a_project_by_the_project(partnership, project, lead, seat, coordinator, editor):
    with activate(partnership):
        step = FoundingStepFactory(project=project)
        for obj in (seat, step):
            audit.record("foundingproject.edited", obj, acting_user=lead)
        entries = AuditEntry.objects.order_by("-pk")[:2]
        told = [[(line.about, bool(line.url)) for line in history.tell(entries, who)] for who in (coordinator, editor)]
    number = f"Έργο ίδρυσης αρ. {project.pk}"
    assert told == [
        [(f"{project.title} · {step}", True), (project.title, True)],
        [(f"{number} · {step}", False), (number, False)],
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_history_asks_as_often_for_three_projects_as_for_one(
    partnership, lead, observer, number, django_assert_num_queries
):
    with activate(partnership):
        for _ in range(number):
            audit.record("foundingproject.edited", FoundingProjectFactory(partnership=partnership), acting_user=lead)
        entries = list(AuditEntry.objects.filter(event="foundingproject.edited"))
        history.tell(entries, observer)
        with django_assert_num_queries(4):
            assert len(history.tell(entries, observer)) == number


@pytest.fixture
def many(partnership, other_municipality):
    """Three under way, one of them quiet, one given up."""
    quiet = FoundingProjectFactory(partnership=partnership, title="Ήσυχο", state="team")
    FoundingProjectFactory(partnership=partnership, title="Νέο", municipality=other_municipality)
    FoundingProjectFactory(
        partnership=partnership,
        title="Με μορφή",
        legal_form_id="koispe",
        form_chosen_on="2026-01-10",
    )
    FoundingProjectFactory(partnership=partnership, title="Παλιό", state="abandoned")
    with activate(partnership):
        FoundingProject.objects.filter(pk=quiet.pk).update(last_event_at=days_ago(31))
        FoundingStage.objects.filter(project=quiet).update(since=days_ago(40))
        FoundingStage.objects.create(
            partnership=partnership, project=quiet, state="idea", since=days_ago(52), until=days_ago(40)
        )


def test_funnel_counts_ages_and_what_stands_still(opened, many):
    found = {level.state: level for level in funnel.levels(opened)}
    assert {state: level.count for state, level in found.items()} == {
        "idea": 2,
        "team": 1,
        "papers": 0,
        "filed": 0,
        "registered": 0,
        "abandoned": 1,
    }
    assert (found["team"].median_age, found["team"].still, found["idea"].median_stay) == (40, 1, 12)
    assert (found["idea"].reached, found["papers"].median_age, found["abandoned"].median_age) == (3, None, None)


def test_funnel_draws_bars_with_their_numbers(opened, many):
    forms = [(bar.label, bar.count, bar.percent) for bar in funnel.by_form(opened)]
    assert forms == [
        ("Δεν έχει επιλεγεί ακόμη", 2, 100),
        ("Κοινωνικός Συνεταιρισμός Περιορισμένης Ευθύνης (Κοι.Σ.Π.Ε.)", 1, 50),
    ]
    places = [(bar.count, bar.query) for bar in funnel.by_municipality(opened)]
    assert places == [(2, "municipality=karditsa"), (1, "municipality=volos")]


@pytest.mark.parametrize(
    "query, titles",
    [
        ("", ["Με μορφή", "Νέο", "Παλιό", "Ήσυχο"]),
        ("?state=team", ["Ήσυχο"]),
        ("?still=on", ["Ήσυχο"]),
        ("?legal_form=koispe", ["Με μορφή"]),
        ("?municipality=volos", ["Νέο"]),
        ("?state=nonsense", ["Με μορφή", "Νέο", "Παλιό", "Ήσυχο"]),
    ],
)
def test_funnel_list_is_narrowed(client, many, coordinator, query, titles):
    client.force_login(coordinator)
    page = client.get(f"/thessaly/manage/founding/{query}")
    assert sorted(project.title for project in page.context["projects"]) == sorted(titles)


@pytest.mark.parametrize("number", [1, 3])
def test_funnel_asks_the_database_as_often_for_many(
    client, partnership, coordinator, number, django_assert_num_queries
):
    for _ in range(number):
        FoundingProjectFactory(partnership=partnership)
    client.force_login(coordinator)
    client.get("/thessaly/manage/founding/")
    with django_assert_num_queries(18):
        client.get("/thessaly/manage/founding/")


def test_coordinator_reads_and_does_not_decide(client, project, coordinator):
    client.force_login(coordinator)
    page = client.get(f"/thessaly/founding/{project.pk}/")
    assert (page.status_code, "/gather/" in page.text) == (200, False)
    assert client.post(f"/thessaly/founding/{project.pk}/gather/").status_code == 403
    answer = client.post(f"/thessaly/founding/{project.pk}/talk/", {"text": "Καλή αρχή!"})
    assert answer.status_code == 302


def test_workspace_shows_the_project_to_people_without_a_role(client, partnership, municipality, citizen):
    client.force_login(citizen)
    client.post("/thessaly/founding/new/", {"title": "Φούρνος", "municipality": municipality.pk, "idea": "Ψωμί"})
    page = client.get("/workspace/").text
    assert "Φούρνος: Η ιδέα σε λίγες προτάσεις: τι, για ποιους, πού (τουλάχιστον 40 χαρακτήρες, τώρα 4)." in page


def test_workspace_says_who_takes_a_ready_project_on(client, project, lead, seat, mate):
    for person, words in (
        (lead, f"{project}: έτοιμο για το επόμενο βήμα<"),
        (mate, f"{project}: έτοιμο για το επόμενο βήμα, το οποίο κάνει: {lead}<"),
    ):
        client.force_login(person)
        assert words in client.get("/workspace/").text


def test_workspace_counts_what_is_overdue(client, partnership, project, lead):
    with activate(partnership):
        FoundingProject.objects.update(legal_form="koispe", form_chosen_on="2026-01-10")
    FoundingStepFactory(project=project, kind_id="name_check", due_on=timezone.localdate() - timedelta(days=1))
    client.force_login(lead)
    assert f"{project.title}: 1 βήμα εκπρόθεσμο" in client.get("/workspace/").text


def test_workspace_asks_managers_and_shows_coordinators_what_stands_still(
    client, project, organisation, manager, coordinator
):
    FoundingMentorFactory(project=project, organisation=organisation)
    client.force_login(manager)
    assert f"{organisation}: σας ζητούν για μέντορα του έργου «{project}»" in client.get("/workspace/").text
    with activate(project.partnership):
        FoundingProject.objects.update(last_event_at=days_ago(31))
    client.force_login(coordinator)
    assert f"Έργο ίδρυσης που έχει σταματήσει: {project}" in client.get("/workspace/").text


def test_api_tells_the_rules_and_the_steps(client, db):
    forms = {row["code"]: row for row in client.get("/api/v1/legal-forms/").json()["results"]}
    assert forms["koinsep_collective"]["profit_source"] == "4430/2016:21"
    assert forms["koispe"]["vulnerable_share"] == 35
    steps = client.get("/api/v1/founding-steps/").json()["results"]
    assert len(steps) == 19
    assert steps[0]["code"] == "name_check"
