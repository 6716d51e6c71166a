from urllib.parse import quote

import pytest

from core.models import Message
from core.tenancy import activate
from enterprises.actions.drafts import finish_step
from enterprises.models import Organisation, OrganisationRecord
from partnerships.roles import forget
from partnerships.states import Role
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db

NEW = "/thessaly/organisations/new/"


@pytest.fixture
def draft(partnership, citizen, data):
    with activate(partnership):
        record = {name: data.pop(name) for name in ("afm", "contact_email")}
        organisation = OrganisationFactory(
            partnership=partnership, state="draft", published_at=None, slug="allilengyi", **data
        )
        OrganisationRecord.objects.create(partnership=partnership, organisation=organisation, **record)
    give_role(citizen, Role.MANAGER, partnership=partnership, subject=organisation)
    return organisation


@pytest.fixture
def submitted(draft, partnership):
    return set_state(draft, "submitted")


def set_state(organisation, state):
    with activate(organisation.partnership):
        Organisation.objects.filter(pk=organisation.pk).update(state=state)
        return Organisation.objects.get(pk=organisation.pk)


def stored(organisation):
    with activate(organisation.partnership):
        return Organisation.objects.select_related("record").get(pk=organisation.pk)


def page(organisation, name):
    return f"/thessaly/organisations/{organisation.slug}/{name}/"


def test_register_page_sends_visitors_to_sign_in(client, partnership):
    response = client.get(NEW)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={NEW}")


def test_register_saves_a_draft_and_goes_on_to_the_seat(client, partnership, citizen, typed):
    client.force_login(citizen)
    response = client.post(NEW, typed)
    assert (response.status_code, response["Location"]) == (
        302,
        "/thessaly/organisations/koinsep-i-allilengyi/edit/seat/",
    )
    with activate(partnership):
        organisation = Organisation.objects.get()
        assert (organisation.state, organisation.record.afm) == ("draft", "094259216")
        assert organisation.record.steps_done == ["identity"]


def test_register_begins_with_name_and_municipality_alone(client, partnership, citizen, municipality):
    client.force_login(citizen)
    response = client.post(NEW, {"name": "Η Ρόκα", "municipality": municipality.pk})
    assert response["Location"] == "/thessaly/organisations/i-roka/edit/seat/"
    with activate(partnership):
        assert Organisation.objects.get().record.steps_done == ["begun"]
    shown = client.get("/thessaly/organisations/i-roka/edit/identity/").context["form"]["legal_form"]
    assert shown.value() is None


def test_register_shows_a_namesake_before_it_makes_a_draft(client, partnership, citizen, typed, municipality):
    twin = OrganisationFactory(partnership=partnership, name="Αλληλεγγύη ΚοινΣΕπ", municipality=municipality)
    client.force_login(citizen)
    response = client.post(NEW, typed)
    assert (response.status_code, [found.organisation for found in response.context["twins"]]) == (422, [twin])
    assert response.context["form"]["name"].value() == typed["name"]
    with activate(partnership):
        assert Organisation.objects.filter(state="draft").count() == 0
    assert client.post(NEW, typed | {"seen": response.context["seen"]}).status_code == 302


def test_register_shows_every_error_at_its_field(client, partnership, citizen, typed):
    client.force_login(citizen)
    response = client.post(NEW, typed | {"afm": "1", "phone": "x", "name": ""})
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["afm", "name", "phone"]


def test_register_shows_who_has_the_tax_number(client, partnership, citizen, typed):
    listed = OrganisationFactory(partnership=partnership)
    OrganisationRecordFactory(organisation=listed, afm="094259216")
    client.force_login(citizen)
    response = client.post(NEW, typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["afm"]
    assert [(twin.organisation, twin.by_afm) for twin in response.context["twins"]] == [(listed, True)]


def test_register_names_no_draft_of_others(client, partnership, citizen, typed):
    hidden = OrganisationFactory(partnership=partnership, state="draft")
    OrganisationRecordFactory(organisation=hidden, afm="094259216")
    client.force_login(citizen)
    response = client.post(NEW, typed)
    assert (response.status_code, response.context["twins"]) == (422, [])


def test_register_offers_the_municipalities_of_the_region_alone(client, partnership, citizen):
    client.force_login(citizen)
    choices = client.get(NEW).context["form"].fields["municipality"].queryset
    assert set(choices.values_list("region__slug", flat=True)) == {"thessaly"}


def test_submit_page_shows_twins_and_submits(client, draft, citizen, municipality, partnership):
    twin = OrganisationFactory(partnership=partnership, name="Αλληλεγγύη ΚοινΣΕπ", municipality=municipality)
    client.force_login(citizen)
    response = client.get(page(draft, "submit"))
    assert [duplicate.organisation for duplicate in response.context["twins"]] == [twin]
    assert response.context["needed"] == []
    response = client.post(page(draft, "submit"))
    assert (response.status_code, response["Location"]) == (302, page(draft, "desk"))
    assert stored(draft).state == "submitted"


def test_submit_page_lists_what_is_missing(client, draft, citizen):
    with activate(draft.partnership):
        Organisation.objects.filter(pk=draft.pk).update(kind=None, description="")
    client.force_login(citizen)
    response = client.get(page(draft, "submit"))
    assert [(gap.field, gap.url) for gap in response.context["needed"]] == [
        ("kind", f"{page(draft, 'edit/identity')}#id_kind"),
        ("description", f"{page(draft, 'edit/activity')}#id_description"),
    ]
    assert client.post(page(draft, "submit")).status_code == 422
    assert stored(draft).state == "draft"


def test_identity_page_keeps_what_is_there_and_saves(client, draft, citizen, typed):
    client.force_login(citizen)
    initial = client.get(page(draft, "edit/identity")).context["form"].initial
    assert (initial["name"], initial["afm"]) == ("Κοιν.Σ.Επ. Η Αλληλεγγύη", "094259216")
    response = client.post(page(draft, "edit/identity"), typed | {"phone": "2441012345"})
    assert (response.status_code, response["Location"]) == (302, page(draft, "edit/seat"))
    assert stored(draft).phone == "+302441012345"


def test_seat_page_marks_a_guessed_municipality(client, draft, citizen, typed):
    with activate(draft.partnership):
        Organisation.objects.filter(pk=draft.pk).update(municipality_is_guess=True)
    client.force_login(citizen)
    shown = client.get(page(draft, "edit/seat")).content.decode()
    assert shown.count("Εκτίμηση από τον χάρτη") == 1
    client.post(page(draft, "edit/seat"), typed)
    assert stored(draft).municipality_is_guess is False


@pytest.mark.parametrize("name", ["desk", "edit", "submit"])
@pytest.mark.parametrize("who, status", [("outsider", 404), ("officer", 404), ("citizen", 200)])
def test_own_pages_are_not_there_for_others(client, draft, name, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(page(draft, name)).status_code == status


def test_own_pages_send_visitors_to_sign_in(client, draft):
    path = page(draft, "desk")
    assert client.get(path)["Location"] == f"/accounts/login/?next={path}"
    assert client.get("/thessaly/organisations/nobody/desk/").status_code == 302


def test_own_pages_are_not_there_under_another_partnership(client, draft, other_partnership, citizen):
    client.force_login(citizen)
    assert client.get(f"/crete/organisations/{draft.slug}/desk/").status_code == 404


def test_queue_shows_the_waiting(client, submitted, coordinator):
    client.force_login(coordinator)
    response = client.get("/thessaly/manage/registrations/")
    assert [organisation.pk for organisation in response.context["object_list"]] == [submitted.pk]


def decide(client, organisation, **data):
    return client.post(f"/thessaly/manage/registrations/{organisation.pk}/", data)


def test_decide_approves_and_brings_the_next(client, submitted, partnership, coordinator):
    following = OrganisationFactory(partnership=partnership, state="submitted")
    client.force_login(coordinator)
    response = decide(client, submitted, decision="approve")
    assert response["Location"] == f"/thessaly/manage/registrations/{following.pk}/"
    assert stored(submitted).is_published is True
    client.logout()
    assert client.get(f"/thessaly/organisations/{submitted.slug}/").status_code == 200
    assert [row["name"] for row in client.get("/api/v1/organisations/?q=allileggyi").json()["results"]] == [
        submitted.name
    ]


def test_decide_refuses_with_a_reason_alone(client, submitted, coordinator, citizen):
    client.force_login(coordinator)
    response = decide(client, submitted, decision="refuse", reason="")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    response = decide(client, submitted, decision="refuse", reason="Λείπει το καταστατικό.")
    assert response["Location"] == "/thessaly/manage/registrations/"
    assert stored(submitted).record.decision_reason == "Λείπει το καταστατικό."
    with activate(submitted.partnership):
        assert list(Message.objects.values_list("to", flat=True)) == ["citizen@example.org"]
    forget(citizen)
    client.force_login(citizen)
    assert "Λείπει το καταστατικό." in client.get(page(submitted, "desk")).content.decode()


def test_decide_twice_tells_the_second(client, submitted, coordinator):
    client.force_login(coordinator)
    decide(client, submitted, decision="approve")
    response = decide(client, submitted, decision="refuse", reason="Αργά.")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["__all__"])
    assert stored(submitted).state == "active"


@pytest.mark.parametrize("who, status", [("manager", 403), ("observer", 403), ("outsider", 403), ("editor", 403)])
def test_decide_is_the_coordinators_alone(client, submitted, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert decide(client, submitted, decision="approve").status_code == status
    assert stored(submitted).state == "submitted"


def test_decide_finds_nothing_of_another_partnership(client, submitted, outsider):
    client.force_login(outsider)
    assert client.get(f"/crete/manage/registrations/{submitted.pk}/").status_code == 404


def test_suspend_asks_for_a_reason_and_restore_for_none(client, organisation, coordinator):
    client.force_login(coordinator)
    assert client.post(page(organisation, "suspend"), {"reason": " "}).status_code == 422
    client.post(page(organisation, "suspend"), {"reason": "Καταγγελία."})
    assert stored(organisation).state == "suspended"
    assert client.get(f"/thessaly/organisations/{organisation.slug}/").status_code == 200
    client.post(page(organisation, "restore"))
    assert stored(organisation).state == "active"
    client.post(page(organisation, "archive"))
    assert stored(organisation).state == "archived"


def test_workspace_holds_what_waits(client, submitted, coordinator, citizen):
    client.force_login(coordinator)
    assert f"/thessaly/manage/registrations/{submitted.pk}/" in client.get("/workspace/").content.decode()
    set_state(submitted, "draft")
    client.force_login(citizen)
    assert page(submitted, "edit/identity") in client.get("/workspace/").content.decode()


def test_errors_stand_in_the_order_of_the_page(client, partnership, citizen, typed):
    client.force_login(citizen)
    wrong = {"name": "", "municipality": "", "phone": "x", "afm": "1", "website": "μη διεύθυνση"}
    page_text = client.post(NEW, typed | wrong).content.decode()
    summary, fields = page_text.split("error-summary__title")[1].split("</div>", 1)
    names = ("name", "municipality", "afm", "phone", "website")
    assert sorted(names, key=lambda name: summary.index(f'href="#id_{name}"')) == list(names)
    assert sorted(names, key=lambda name: fields.index(f'id="id_{name}"')) == list(names)


def test_too_long_a_text_is_told_and_kept(client, submitted, coordinator):
    client.force_login(coordinator)
    long = "Λείπει το καταστατικό. " * 100
    response = decide(client, submitted, decision="refuse", reason=long)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert response.context["form"]["reason"].value() == long
    fields = client.get(NEW).context["form"].fields.values()
    assert [field.label for field in fields if "maxlength" in field.widget.attrs] == []


def test_register_offers_no_kinds_of_public_bodies(client, partnership, citizen):
    client.force_login(citizen)
    offered = client.get(NEW).context["form"].fields["kind"].queryset.values_list("pk", flat=True)
    assert set(offered) & {"local_government", "state_body", "sdp"} == set()


def test_edit_keeps_a_kind_that_is_no_longer_offered(client, draft, citizen, typed):
    with activate(draft.partnership):
        Organisation.objects.filter(pk=draft.pk).update(kind="state_body")
    client.force_login(citizen)
    assert client.post(page(draft, "edit/identity"), typed | {"kind": "state_body"}).status_code == 302
    assert stored(draft).kind_id == "state_body"


def test_register_says_whom_to_write_to_about_a_listed_one(client, partnership, citizen, typed):
    listed = OrganisationFactory(partnership=partnership, name="Η Αλληλεγγύη")
    OrganisationRecordFactory(organisation=listed, afm="094259216")
    own = OrganisationFactory(partnership=partnership, name="Κοιν.Σ.Επ. Αλληλεγγύη")
    give_role(citizen, Role.MANAGER, partnership=partnership, subject=own)
    partnership.contact_email = "thessaly@example.org"
    partnership.save()
    client.force_login(citizen)
    shown = client.post(NEW, typed).content.decode()
    subject = quote("Η σελίδα μας στον κατάλογο", safe="")
    assert shown.count(f'href="mailto:thessaly@example.org?subject={subject}"') == 1
    assert shown.count(f'?subject={subject}%3A%20{quote("Η Αλληλεγγύη", safe="")}"') == 1
    assert shown.count(f'href="{page(own, "desk")}"') == 1
    assert shown.index("error-summary") < shown.index('id="twins"') < shown.index('id="id_name"')


def test_refused_draft_shows_the_reason_where_it_is_mended(client, submitted, coordinator, citizen):
    client.force_login(coordinator)
    decide(client, submitted, decision="refuse", reason="Λείπει το καταστατικό.")
    client.force_login(citizen)
    for name in ("desk", "edit", "edit/identity", "edit/people", "submit"):
        assert client.get(page(submitted, name)).content.decode().count("Λείπει το καταστατικό.") == 1


def test_submit_page_shows_all_that_will_be_read(client, draft, citizen):
    client.force_login(citizen)
    shown = client.get(page(draft, "submit")).content.decode()
    told = ("Μαγειρεύουμε κάθε μέρα", "<dd>094259216</dd>", "allilegyi@example.org</a>", "Δήμος Καρδίτσας</dd>")
    assert [shown.count(words) for words in told] == [1, 1, 1, 1]


def test_decide_never_approves_what_has_a_reason_of_refusal(client, submitted, coordinator):
    client.force_login(coordinator)
    response = decide(client, submitted, decision="approve", reason="Λείπει το καταστατικό.")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert stored(submitted).state == "submitted"


def test_decide_names_the_organisation_beside_its_buttons(client, submitted, coordinator):
    client.force_login(coordinator)
    shown = client.get(f"/thessaly/manage/registrations/{submitted.pk}/").content.decode()
    assert shown.split('class="action-bar"')[1].split("<button")[0].count(f"<b>{submitted.name}</b>") == 1


def test_desk_leads_to_the_field_of_a_guessed_municipality(client, draft, citizen):
    with activate(draft.partnership):
        Organisation.objects.filter(pk=draft.pk).update(municipality_is_guess=True)
    client.force_login(citizen)
    shown = client.get(page(draft, "desk")).content.decode()
    assert shown.count(f'href="{page(draft, "edit/seat")}#id_municipality"') == 1


def test_register_says_what_is_needed_to_submit(client, partnership, citizen):
    client.force_login(citizen)
    shown = client.get(NEW).content.decode()
    assert shown.count("(χρειάζεται για την υποβολή)") == 4  # legal form, kind, tax number, e-mail


def test_renamed_draft_leads_to_its_new_address(client, draft, citizen, typed):
    client.force_login(citizen)
    response = client.post(page(draft, "edit/identity"), typed | {"name": "Η Ρόκα"})
    assert response["Location"] == "/thessaly/organisations/i-roka/edit/seat/"
    assert client.get(response["Location"]).status_code == 200
    assert client.get("/workspace/").content.decode().count("Αλληλεγγύη") == 0


def test_tax_number_of_ones_own_organisation_says_so_and_leads_to_it(client, partnership, municipality, citizen):
    own = OrganisationFactory(partnership=partnership, name="Ανθός")
    OrganisationRecordFactory(organisation=own, afm="094259216")
    give_role(citizen, Role.MANAGER, partnership=partnership, subject=own)
    client.force_login(citizen)
    typed = {"name": "Ρόδι", "municipality": municipality.pk, "afm": "094259216"}
    page = client.post(NEW, typed)
    (error,) = page.context["form"].errors["afm"]
    assert error == "Τον φορέα με αυτό το ΑΦΜ τον διαχειρίζεστε ήδη: Ανθός. Ανοίξτε εκείνον."
    assert f'href="/thessaly/organisations/{own.slug}/desk/"' in page.text


def test_suspended_organisation_tells_each_reader_what_to_do(client, partnership, manager, organisation, coordinator):
    set_state(organisation, "suspended")
    asked = {}
    for person in (manager, coordinator):
        client.force_login(person)
        page = client.get(f"/thessaly/organisations/{organisation.slug}/desk/").text
        asked[person] = "Γράψτε στη σύμπραξη" in page, "Αυτόν τον λόγο πήραν με μήνυμα οι άνθρωποί του" in page
    assert asked == {manager: (True, False), coordinator: (False, True)}


def test_skipped_step_is_not_shown_as_done(client, draft, citizen):
    client.force_login(citizen)
    page = client.get(f"/thessaly/organisations/{draft.slug}/edit/activity/")
    assert [step["is_done"] for step in page.context["step_links"]] == [False] * 6
    assert "step--done" not in page.text
    with activate(draft.partnership):
        finish_step(draft, "seat", acting_user=citizen)
    page = client.get(f"/thessaly/organisations/{draft.slug}/edit/activity/")
    assert page.text.count("step--done") == 1
