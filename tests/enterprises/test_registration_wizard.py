"""The steps of a registration: left, taken up again, gone back, and what each says to what can't be right."""

import pytest

from core.models import AuditEntry
from core.tenancy import activate
from enterprises.actions import drafts
from enterprises.actions import organisations as actions
from enterprises.models import Document, Organisation
from enterprises.queries import steps
from partnerships.models import Municipality
from partnerships.states import Role
from tests.core.uploads.samples import bomb, pdf, upload
from tests.enterprises.asking import queries_of
from tests.factories.enterprises import ContactPersonFactory, DocumentFactory, OrganisationFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(partnership, citizen, municipality):
    with activate(partnership):
        return actions.register_organisation(
            partnership=partnership, acting_user=citizen, name="Η Ρόκα", municipality=municipality
        )


@pytest.fixture
def at_desk(client, citizen, draft):
    client.force_login(citizen)
    return client


def page(organisation, name=""):
    return f"/thessaly/organisations/{organisation.slug}/{name}"


def stored(organisation):
    with activate(organisation.partnership):
        return Organisation.objects.select_related("record").get(pk=organisation.pk)


def seat(municipality, **more):
    return {"municipality": municipality.pk, **more}


def test_wizard_is_taken_up_at_the_step_where_it_was_left(at_desk, draft, municipality):
    begun = {"name": "Η Ρόκα", "legal_form": "association"}
    assert at_desk.post(page(draft, "edit/identity/"), begun)["Location"] == page(draft, "edit/seat/")
    left = at_desk.post(page(draft, "edit/seat/"), seat(municipality, address="Διάκου 4", go="leave"))
    assert left["Location"] == page(draft, "desk/")
    assert stored(draft).record.steps_done == ["identity", "seat"]
    workspace = at_desk.get("/workspace/").content.decode()
    assert workspace.count(f'href="{page(draft, "edit/activity/")}"') == 1
    desk = at_desk.get(page(draft, "desk/"))
    assert desk.context["next_url"] == page(draft, "edit/activity/")
    assert stored(draft).address == "Διάκου 4"


@pytest.mark.parametrize(
    "way, name",
    [
        ("", "edit/activity/"),
        ("back", "edit/identity/"),
        ("leave", "desk/"),
        ("stay", "edit/seat/"),
        ("up", "edit/activity/"),
    ],
)
def test_step_saves_whichever_way_one_goes(at_desk, draft, municipality, way, name):
    response = at_desk.post(page(draft, "edit/seat/"), seat(municipality, postcode="431 31", go=way))
    assert response["Location"] == page(draft, name)
    assert stored(draft).postcode == "43131"


def test_last_step_leads_to_the_submission(at_desk, draft):
    assert at_desk.post(page(draft, "edit/documents/"), {"kind": "statute"})["Location"] == page(draft, "submit/")
    assert at_desk.get(page(draft, "submit/")).status_code == 200


def test_step_once_done_is_kept_once(opened, citizen, draft):
    drafts.finish_step(draft, "seat", acting_user=citizen)
    assert drafts.finish_step(draft, "seat", acting_user=citizen).steps_done == ["seat"]
    assert AuditEntry.objects.filter(event="organisation.step_done").count() == 1
    with pytest.raises(ValueError, match="nowhere"):
        drafts.finish_step(draft, "nowhere", acting_user=citizen)


def test_draft_without_a_legal_form_comes_back_to_its_identity(opened, citizen, draft):
    record = drafts.finish_step(draft, "begun", acting_user=citizen)
    assert (steps.next_step(record), record.is_legal_form_open) == (steps.IDENTITY, True)
    record = drafts.finish_step(draft, "identity", acting_user=citizen)
    assert (steps.next_step(record), record.is_legal_form_open) == (steps.SEAT, False)


def test_published_organisation_returns_to_its_sections_and_keeps_no_steps(client, partnership, citizen, municipality):
    organisation = OrganisationFactory(partnership=partnership)
    give_role(citizen, Role.CONTRIBUTOR, partnership=partnership, subject=organisation)
    client.force_login(citizen)
    response = client.post(page(organisation, "edit/seat/"), seat(municipality, go="back"))
    assert response["Location"] == page(organisation, "edit/")
    with activate(partnership):
        assert Organisation.objects.get(pk=organisation.pk).record.steps_done == []
    shown = client.get(page(organisation, "edit/seat/")).content.decode()
    assert (shown.count('class="steps"'), shown.count('value="back"')) == (0, 0)


def test_steps_lead_to_each_other(at_desk, draft):
    shown = at_desk.get(page(draft, "edit/activity/")).content.decode()
    links = [page(draft, f"edit/{name}/") for name in ("identity", "seat", "people", "documents")]
    assert [shown.count(f'class="step__link" href="{link}"') for link in [*links, page(draft, "submit/")]] == [1] * 5
    assert shown.count('aria-current="step"') == 1


def test_seat_takes_the_point_and_the_places(at_desk, draft, municipality):
    typed = seat(municipality, lat="39,36556", lng="21.92056", serves=["palama", "mouzaki"], serves_region="on")
    served = list(Municipality.objects.filter(region__slug="thessaly").values_list("slug", flat=True)[:2])
    at_desk.post(page(draft, "edit/seat/"), typed | {"serves": served})
    row = stored(draft)
    assert (row.lat, row.lng, row.serves, row.serves_region) == (39.36556, 21.92056, served, True)


def test_seat_splits_a_pasted_pair(at_desk, draft, municipality):
    at_desk.post(page(draft, "edit/seat/"), seat(municipality, lat="39.36556, 21.92056", lng=""))
    assert (stored(draft).lat, stored(draft).lng) == (39.36556, 21.92056)


@pytest.mark.parametrize(
    "lat, lng, expected",
    [
        ("39.36556, 21.92056", "22.1", (39.36556, 21.92056)),
        ("", "39.36556 21.92056", (39.36556, 21.92056)),
        ("https://www.openstreetmap.org/#map=19/39.36532/21.92178", "", (39.36532, 21.92178)),
        ("39,365", "21,92", (39.365, 21.92)),
    ],
)
def test_seat_understands_what_is_pasted(at_desk, draft, municipality, lat, lng, expected):
    at_desk.post(page(draft, "edit/seat/"), seat(municipality, lat=lat, lng=lng))
    assert (stored(draft).lat, stored(draft).lng) == expected


def test_seat_offers_to_exchange_what_was_exchanged(at_desk, draft, municipality):
    typed = seat(municipality, lat="21,92056", lng="39,36556")
    response = at_desk.post(page(draft, "edit/seat/"), typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["lat"])
    assert response.context["form"].exchanged == (39.36556, 21.92056)
    assert response.text.count('name="exchange" value="1"') == 1
    assert at_desk.post(page(draft, "edit/seat/"), typed | {"exchange": "1"}).status_code == 302
    assert (stored(draft).lat, stored(draft).lng) == (39.36556, 21.92056)


def test_seat_offers_nothing_for_a_point_that_is_abroad_either_way(at_desk, draft, municipality):
    response = at_desk.post(page(draft, "edit/seat/"), seat(municipality, lat="2.35", lng="48.85"))
    assert (response.context["form"].exchanged, response.text.count('name="exchange"')) == (None, 0)


def test_seat_says_all_that_is_wrong_at_once(at_desk, draft, municipality):
    wrong = {"postcode": "431", "lat": "48.85", "lng": "2.35", "serves": ["atlantis"], "elsewhere": "Ατλαντίδα"}
    form = at_desk.post(page(draft, "edit/seat/"), seat(municipality, **wrong)).context["form"]
    assert sorted(form.errors) == ["elsewhere", "lat", "postcode", "serves"]


def test_seat_takes_the_centre_of_the_municipality(at_desk, draft, municipality):
    at_desk.post(page(draft, "edit/seat/"), seat(municipality, at_centre="on"))
    row = stored(draft)
    assert (row.lat, row.lng) == (municipality.lat, municipality.lng)
    form = at_desk.get(page(draft, "edit/seat/")).context["form"]
    assert (form["at_centre"].value(), form["lat"].value()) == (True, None)
    # The box comes back ticked: a point that is chosen then is meant.
    at_desk.post(page(draft, "edit/seat/"), seat(municipality, at_centre="on", lat="39.36", lng="21.92"))
    assert (stored(draft).lat, stored(draft).lng) == (39.36, 21.92)


@pytest.mark.parametrize(
    "typed, field",
    [
        ({"lat": "39.36", "lng": ""}, "lng"),
        ({"lat": "", "lng": "21.92"}, "lat"),
        ({"lat": "βόρεια", "lng": "21.92"}, "lat"),
        ({"lat": "48.85", "lng": "2.35"}, "lat"),
        ({"lat": "38.42", "lng": "27.14"}, "lat"),
        ({"lat": "39.36", "lng": "21.92", "at_centre": "on"}, "at_centre"),
        ({"postcode": "431"}, "postcode"),
        ({"serves": ["atlantis"]}, "serves"),
        ({"elsewhere": "Ατλαντίδα"}, "elsewhere"),
        ({"elsewhere": "Ηράκλειο"}, "elsewhere"),
    ],
)
def test_seat_says_what_is_wrong_and_keeps_what_was_typed(at_desk, draft, municipality, typed, field):
    response = at_desk.post(page(draft, "edit/seat/"), seat(municipality, address="Διάκου 4", **typed))
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["address"].value()) == (422, [field], "Διάκου 4")
    assert stored(draft).address == ""


def test_seat_doubts_a_point_far_from_its_municipality_and_saves_it(at_desk, draft, municipality):
    at_desk.post(page(draft, "edit/seat/"), seat(municipality, lat="39.63689", lng="22.41761"))
    assert stored(draft).lat == 39.63689
    shown = at_desk.get(page(draft, "edit/activity/")).content.decode()
    assert shown.count("χλμ. από το κέντρο") == 1
    near = at_desk.post(page(draft, "edit/seat/"), seat(municipality, lat="39.36", lng="21.92"))
    assert at_desk.get(near["Location"]).content.decode().count("χλμ. από το κέντρο") == 0


@pytest.mark.parametrize("words", ["Χανιά", "χανιων", "Chania", "Δήμος Χανίων"])
def test_seat_finds_a_municipality_of_another_region_by_its_name(at_desk, draft, municipality, words):
    at_desk.post(page(draft, "edit/seat/"), seat(municipality, elsewhere=words))
    assert stored(draft).serves == ["chania"]
    form = at_desk.get(page(draft, "edit/seat/")).context["form"]
    assert form["serves"].value() == ["chania"]
    assert "chania" in dict(form.fields["serves"].choices)


def test_seat_offers_those_that_share_a_name(at_desk, draft, municipality):
    form = at_desk.post(page(draft, "edit/seat/"), seat(municipality, elsewhere="Ηράκλειο")).context["form"]
    offered = set(dict(form.fields["serves"].choices))
    chosen = seat(municipality, serves=[slug for slug in offered if slug in ("irakleio", "heraklion")])
    assert at_desk.post(page(draft, "edit/seat/"), chosen).status_code == 302
    assert sorted(stored(draft).serves) == sorted(chosen["serves"])
    assert len(chosen["serves"]) == 2


def test_work_keeps_texts_and_codes(at_desk, draft):
    typed = {
        "description": "Ψωμί με προζύμι.",
        "description_en": "Sourdough bread.",
        "is_organic": "on",
        "nace_sections": ["C", "G"],
        "target_groups": ["long_term_unemployed"],
        "themes": ["consumer_movement", "environmental"],
    }
    assert at_desk.post(page(draft, "edit/activity/"), typed)["Location"] == page(draft, "edit/people/")
    row = stored(draft)
    kept = {name: getattr(row, name) for name in typed}
    assert kept == typed | {
        "is_organic": True,
        "themes": sorted(typed["themes"], key=kept["themes"].index),
    }


def test_work_offers_no_themes_of_public_bodies(at_desk, draft):
    offered = at_desk.get(page(draft, "edit/activity/")).context["form"].fields["themes"].queryset
    assert offered.filter(pk__in=["local_government", "state_body", "sdp"]).count() == 0


def test_papers_are_asked_by_legal_form_and_go_into_the_wallet(at_desk, draft):
    assert at_desk.get(page(draft, "edit/documents/")).context["papers"] == []
    at_desk.post(page(draft, "edit/identity/"), {"name": "Η Ρόκα", "legal_form": "association"})
    asked = at_desk.get(page(draft, "edit/documents/")).context
    assert [(paper.kind, paper.document) for paper in asked["papers"]] == [("certificate", None), ("statute", None)]
    assert asked["form"]["kind"].value() == "certificate"
    typed = {"kind": "certificate", "file": upload(pdf(), "χαρτί.pdf"), "go": "stay"}
    assert at_desk.post(page(draft, "edit/documents/"), typed)["Location"] == page(draft, "edit/documents/")
    asked = at_desk.get(page(draft, "edit/documents/")).context
    with activate(draft.partnership):
        document = Document.objects.get()
    assert [paper.document for paper in asked["papers"]] == [document, None]
    assert asked["form"]["kind"].value() == "statute"


def test_papers_refuse_a_bomb_at_its_field_and_keep_the_facts(at_desk, draft):
    typed = {"kind": "statute", "title": "Καταστατικό 2024", "file": upload(bomb(), "bomb.png")}
    response = at_desk.post(page(draft, "edit/documents/"), typed)
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["title"].value()) == (422, ["file"], "Καταστατικό 2024")
    missing = at_desk.post(page(draft, "edit/documents/"), {"kind": "statute", "title": "Καταστατικό"})
    assert (missing.status_code, list(missing.context["form"].errors)) == (422, ["file"])
    with activate(draft.partnership):
        assert Document.objects.count() == 0


def test_steps_wait_while_the_partnership_decides(at_desk, draft):
    with activate(draft.partnership):
        Organisation.objects.filter(pk=draft.pk).update(state="submitted")
    for name in ("", "identity/", "seat/", "activity/", "people/", "documents/"):
        assert at_desk.get(page(draft, f"edit/{name}")).status_code == 403


def test_identity_page_shows_who_sounds_the_same(at_desk, draft, partnership, municipality):
    twin = OrganisationFactory(partnership=partnership, name="Ρόκα Κοιν.Σ.Επ.", municipality=municipality)
    found = at_desk.get(page(draft, "edit/identity/")).context["twins"]
    assert [duplicate.organisation for duplicate in found] == [twin]


def autosave(client, address, typed):
    return client.post(address, typed, headers={"HX-Request": "true"})


def test_step_saves_by_itself_without_going_on(at_desk, draft, municipality):
    answer = autosave(at_desk, page(draft, "edit/activity/"), {"description": "Ψωμί με προζύμι."})
    assert (answer.status_code, answer.content.decode().startswith("Αποθηκεύτηκε στις ")) == (200, True)
    assert (stored(draft).description, stored(draft).record.steps_done) == ("Ψωμί με προζύμι.", [])
    answer = autosave(at_desk, page(draft, "edit/seat/"), seat(municipality, lat="39.36", postcode="1"))
    assert answer.content.decode().strip() == "Δεν αποθηκεύτηκε ακόμη: 2 σημεία θέλουν διόρθωση."
    assert stored(draft).lat is None


def test_published_organisation_saves_nothing_by_itself(client, partnership, manager, organisation):
    client.force_login(manager)
    shown = client.get(page(organisation, "edit/activity/")).content.decode()
    assert shown.count("hx-post") == 0
    autosave(client, page(organisation, "edit/activity/"), {"description": "Μισή φράση"})
    assert stored(organisation).description == organisation.description


@pytest.mark.parametrize("name", ["people/", "documents/"])
def test_step_asks_the_same_for_one_and_for_three(at_desk, draft, partnership, name):
    counts = []
    for number in (1, 2):
        for _one in range(number):
            ContactPersonFactory(organisation=draft)
            DocumentFactory(organisation=draft)
        counts.append(queries_of(at_desk, page(draft, f"edit/{name}")))
    assert counts[0] == counts[1]
