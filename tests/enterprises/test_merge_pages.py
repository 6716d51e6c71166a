"""The coordinator finds duplicates, compares two, merges them; and gives a page the address of its name."""

import pytest

from core import history
from core.errors import DomainError
from core.search import greek
from enterprises.actions import addresses
from enterprises.actions.distinct_pairs import tell_apart
from enterprises.actions.merging import merge_organisations
from enterprises.actions.organisations import edit_organisation, register_organisation
from enterprises.models import Organisation, OrganisationAlias
from enterprises.queries.distinct_pairs import distinct_pairs, numbers_told_apart
from enterprises.queries.duplicates import duplicates_of
from enterprises.queries.history import history_of
from enterprises.queries.merging import likely_pairs
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory, ProductFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db

LIST = "/thessaly/manage/duplicates/"


def organisation(partnership, name, **facts):
    return OrganisationFactory(partnership=partnership, name=name, sort_key=greek.sort_key(name), **facts)


@pytest.fixture
def kept(opened):
    return organisation(opened, "Ανθός Θεσσαλίας", slug="anthos", phone="+302441011111")


@pytest.fixture
def gone(opened):
    return organisation(opened, "Σύλλογος Θεσσαλίας", slug="o-anthos", address="Ερμού 5")


@pytest.fixture
def page(client, kept, gone, coordinator):
    client.force_login(coordinator)
    return f"{LIST}{kept.pk}/{gone.pk}/"


def posted(response, **more):
    """What the form of a page sends, with its suggestions."""
    form = response.context["form"]
    fields = {field.html_name: field.value() for field in form if field.name != "understood"}
    return fields | {"understood": "on"} | more


# Finding


@pytest.mark.parametrize(
    "facts, reason",
    [
        ({"phone": "+302441011111"}, "Ίδιο τηλέφωνο"),
        ({"name": "Κοιν.Σ.Επ. «Ο ανθός της Θεσσαλίας»"}, "Τα ονόματα ακούγονται ίδια"),
        ({"name": "Anthos Thessalias"}, "Τα ονόματα ακούγονται ίδια"),
    ],
)
def test_likely_pairs_share_a_number_or_the_sound_of_the_name(opened, kept, facts, reason):
    other = OrganisationFactory(partnership=opened, **({"name": "Άλλος φορέας"} | facts))
    OrganisationFactory(partnership=opened, name="Κάτι εντελώς διαφορετικό")
    assert [(pair.kept, pair.gone, pair.reason) for pair in likely_pairs(opened)] == [(kept, other, reason)]


def test_likely_pairs_share_a_registry_number_and_keep_the_one_with_people(opened, kept):
    unclaimed = OrganisationFactory(partnership=opened, name="Άλλος", state="unclaimed")
    later = OrganisationFactory(partnership=opened, name="Φορέας")
    for organisation in (unclaimed, later):
        OrganisationRecordFactory(organisation=organisation, gemi_number="123456789012")
    assert [(pair.kept, pair.gone) for pair in likely_pairs(opened)] == [(later, unclaimed)]


def test_likely_pairs_leave_out_archived_ones(opened, kept):
    OrganisationFactory(partnership=opened, name=kept.name, state="archived")
    assert likely_pairs(opened) == []


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_duplicates_asks_as_often_for_three_pairs_as_for_one(
    client, opened, coordinator, number, django_assert_num_queries
):
    for pair in range(number):
        for _ in range(2):
            OrganisationFactory(partnership=opened, name="Άλλος φορέας", phone=f"+30244101111{pair}")
    client.force_login(coordinator)
    client.get(LIST)
    with django_assert_num_queries(11):
        assert len(client.get(LIST).context["pairs"]) >= number


def test_any_two_are_found_by_name(client, opened, coordinator, kept, gone):
    client.force_login(coordinator)
    found = client.get(LIST, {"q": "ανθος"}).context["found"]
    assert found == [kept]
    page = client.get(f"{LIST}{kept.pk}/", {"q": "ΘΕΣΣΑΛΊΑΣ"})
    assert page.context["found"] == [gone]
    assert f'href="{LIST}{kept.pk}/{gone.pk}/"' in page.content.decode()


def test_likely_pairs_wait_in_the_workspace_until_they_are_told_apart(client, opened, coordinator, kept):
    client.force_login(coordinator)

    def waiting():
        (desk,) = client.get("/workspace/").context["desks"]
        return [(task.title, task.url) for task in desk["tasks"]]

    assert waiting() == []
    other = organisation(opened, "Ανθός της Θεσσαλίας", slug="anthos-2")
    assert waiting() == [("1 ζεύγος καταχωρίσεων ίσως είναι ο ίδιος φορέας", LIST)]
    tell_apart(kept, other, acting_user=coordinator)
    assert waiting() == []


# Merging


def test_preview_shows_both_sides_and_merges_as_chosen(client, page, kept, gone):
    ProductFactory(organisation=gone)
    preview = client.get(page)
    assert [field.name for field in preview.context["form"].choice_fields()] == [
        "field_name",
        "field_address",
        "field_phone",
    ]
    response = client.post(page, posted(preview, field_name="gone"))
    assert (response.status_code, response["Location"]) == (302, "/thessaly/organisations/anthos/desk/")
    row = Organisation.objects.get(pk=kept.pk)
    assert (row.name, row.address, row.phone) == ("Σύλλογος Θεσσαλίας", "Ερμού 5", "+302441011111")
    assert kept.products.count() == 1


def test_merge_needs_the_tick(client, page, kept, gone):
    sent = posted(client.get(page), field_name="gone")
    del sent["understood"]
    response = client.post(page, sent)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["understood"])
    assert response.context["form"]["field_name"].value() == "gone"
    assert Organisation.objects.get(pk=gone.pk).merged_into is None


def test_merge_of_what_has_changed_meanwhile_shows_the_preview_again(client, page, kept, gone):
    sent = posted(client.get(page))
    ProductFactory(organisation=gone)
    response = client.post(page, sent)
    assert response.status_code == 422
    assert "Κάτι άλλαξε στο μεταξύ." in response.content.decode()
    assert client.post(page, posted(response)).status_code == 302


def test_archived_one_is_not_compared_nor_one_with_itself(client, page, opened, kept):
    archived = OrganisationFactory(partnership=opened, state="archived")
    for other in (archived.pk, kept.pk):
        assert client.get(f"{LIST}{kept.pk}/{other}/").status_code == 404


def test_reopened_preview_tells_that_they_were_merged_and_leads_to_the_one_kept(client, page, kept, gone, coordinator):
    sent = posted(client.get(page))
    client.post(page, sent)
    for reopened in (client.get(page), client.get(f"{LIST}{gone.pk}/{kept.pk}/"), client.get(f"{LIST}{gone.pk}/")):
        (merged,) = reopened.context["merged"]
        assert (reopened.status_code, merged.gone, merged.kept, merged.told.actor) == (200, gone, kept, coordinator)
        assert 'href="/thessaly/organisations/anthos/desk/"' in reopened.content.decode()
    assert client.post(f"{LIST}{gone.pk}/{kept.pk}/", sent).status_code == 409


def test_merge_that_is_sent_twice_is_a_success_to_the_same_person_alone(client, page, kept, gone, partnership):
    sent = posted(client.get(page))
    first, second = client.post(page, sent), client.post(page, sent)
    assert [(one.status_code, one["Location"]) for one in (first, second)] == [
        (302, "/thessaly/organisations/anthos/desk/")
    ] * 2
    assert history_of(kept).filter(event="organisation.merged").count() == 1
    client.force_login(give_role(UserFactory(), Role.COORDINATOR, partnership=partnership))
    assert client.post(page, sent).status_code == 409


def test_letting_the_other_one_stay_keeps_what_was_chosen(client, page, kept, gone):
    sent = posted(client.get(page), field_name="gone", field_phone="kept", swap="1")
    response = client.post(page, sent, follow=True)
    assert (response.context["kept"], response.context["gone"]) == (gone, kept)
    form = response.context["form"]
    assert {field.name: field.value() for field in form.choice_fields()} == {
        "field_name": "kept",
        "field_address": "kept",
        "field_phone": "gone",
    }
    assert Organisation.objects.get(pk=gone.pk).merged_into is None


def test_preview_tells_what_both_have_and_why_they_look_alike(client, page, kept, gone):
    Organisation.objects.filter(pk=gone.pk).update(phone=kept.phone)
    response = client.get(page)
    assert response.context["reasons"] == ["Ίδιο τηλέφωνο"]
    assert {fact.label: fact.value for fact in response.context["shared"]}["Τηλέφωνο"] == "24410 11111"


def test_preview_asks_for_both_languages_of_a_description_together(client, page, kept, gone):
    words = "Επιλέξτε και τις δύο περιγραφές από την ίδια καταχώριση"
    Organisation.objects.filter(pk=gone.pk).update(description="Άλλη περιγραφή.")
    one = client.get(page).text
    Organisation.objects.filter(pk=gone.pk).update(description_en="Another description.")
    assert (words in one, words in client.get(page).text) == (False, True)


# Two different ones


def test_pair_that_is_told_apart_stays_away_from_the_lists(client, opened, coordinator, kept):
    other = organisation(opened, "Ανθός της Θεσσαλίας", slug="anthos-2")
    client.force_login(coordinator)
    assert ([len(likely_pairs(opened)), duplicates_of(other)[0].organisation]) == [1, kept]
    response = client.post(f"{LIST}{other.pk}/{kept.pk}/apart/")
    assert (response["Location"], likely_pairs(opened), duplicates_of(other), duplicates_of(kept)) == (
        LIST,
        [],
        [],
        [],
    )
    assert [(pair.first, pair.second, pair.told_by) for pair in distinct_pairs(opened)] == [(kept, other, coordinator)]
    assert [history_of(row)[0].event for row in (kept, other)] == ["organisation.told_apart"] * 2
    (line,) = history.tell(history_of(kept)[:1])
    assert [(change.label, change.after) for change in line.changes] == [("Η άλλη καταχώριση", other.name)]
    client.post(f"{LIST}{kept.pk}/{other.pk}/apart/")
    assert distinct_pairs(opened).count() == 1


def test_pair_that_was_told_apart_is_suggested_again_when_it_is_taken_back(client, opened, coordinator, kept):
    other = organisation(opened, "Ανθός της Θεσσαλίας", slug="anthos-2")
    client.force_login(coordinator)
    client.post(f"{LIST}{kept.pk}/{other.pk}/apart/")
    assert list(client.get(f"{LIST}apart/").context["pairs"]) == list(distinct_pairs(opened))
    assert client.get(f"{LIST}{kept.pk}/{other.pk}/").context["told_apart"].told_by == coordinator
    client.post(f"{LIST}{kept.pk}/{other.pk}/reconsider/")
    assert (distinct_pairs(opened).count(), len(likely_pairs(opened))) == (0, 1)
    assert history_of(kept)[0].event == "organisation.no_longer_apart"
    client.post(f"{LIST}{kept.pk}/{other.pk}/reconsider/")
    assert history_of(kept).count() == 2


def test_telling_a_registration_apart_leads_back_to_its_decision(client, opened, coordinator, kept):
    waiting = organisation(opened, "Ανθός της Θεσσαλίας", slug="anthos-2", state="submitted")
    client.force_login(coordinator)
    response = client.post(f"{LIST}{kept.pk}/{waiting.pk}/apart/")
    assert response["Location"] == f"/thessaly/manage/registrations/{waiting.pk}/"


def test_what_was_told_apart_from_a_merged_one_is_told_apart_from_the_one_kept(opened, coordinator, kept, gone):
    third, fourth = (organisation(opened, name, slug=name) for name in ("third", "fourth"))
    for one, other in ((gone, kept), (gone, third), (third, kept), (fourth, gone)):
        tell_apart(one, other, acting_user=coordinator)
    merge_organisations(kept, gone, acting_user=coordinator)
    assert numbers_told_apart(opened) == {(kept.pk, third.pk), (kept.pk, fourth.pk)}


def test_only_two_that_are_there_are_told_apart(opened, coordinator, kept, gone):
    with pytest.raises(DomainError) as same:
        tell_apart(kept, kept, acting_user=coordinator)
    merge_organisations(kept, gone, acting_user=coordinator)
    with pytest.raises(DomainError) as merged:
        tell_apart(kept, gone, acting_user=coordinator)
    assert (same.value.code, merged.value.code) == ("same-organisation", "merged-already")


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_what_was_told_apart_asks_as_often_for_three_pairs_as_for_one(
    client, opened, coordinator, kept, number, django_assert_num_queries
):
    for _ in range(number):
        tell_apart(kept, OrganisationFactory(partnership=opened), acting_user=coordinator)
    client.force_login(coordinator)
    client.get(f"{LIST}apart/")
    with django_assert_num_queries(10):
        assert len(client.get(f"{LIST}apart/").context["pairs"]) == number


# Addresses


def test_renamed_organisation_keeps_its_address_until_it_is_renewed(client, opened, kept, coordinator):
    row = edit_organisation(kept, acting_user=coordinator, name="Ανθόκηπος")
    assert (row.slug, addresses.address_is_old(row)) == ("anthos", True)
    client.force_login(coordinator)
    response = client.post("/thessaly/organisations/anthos/address/")
    assert response["Location"] == "/thessaly/organisations/anthokipos/desk/"
    old = client.get("/thessaly/organisations/anthos/")
    assert (old.status_code, old["Location"]) == (301, "/thessaly/organisations/anthokipos/")
    again = client.post("/thessaly/organisations/anthokipos/address/")
    assert again.status_code == 422


def test_former_address_is_given_to_no_other(opened, kept, citizen, coordinator, municipality):
    edit_organisation(kept, acting_user=coordinator, name="Ανθόκηπος")
    addresses.renew_address(kept, acting_user=coordinator)
    other = register_organisation(partnership=opened, acting_user=citizen, name="Anthos", municipality=municipality)
    assert other.slug == "anthos-2"


def test_organisation_gets_its_former_address_back(opened, kept, coordinator):
    for name in ("Ανθόκηπος", "Anthos"):
        edit_organisation(kept, acting_user=coordinator, name=name)
        row = addresses.renew_address(kept, acting_user=coordinator)
    assert row.slug == "anthos"
    assert list(OrganisationAlias.objects.values_list("slug", flat=True)) == ["anthokipos"]
    with pytest.raises(DomainError) as refused:
        addresses.renew_address(kept, acting_user=coordinator)
    assert refused.value.code == "address-fits"
