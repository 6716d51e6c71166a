import pytest
from django.utils.translation import override

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message, SearchEntry
from core.tenancy import activate
from enterprises.actions import organisations as actions
from enterprises.models import Organisation, Product
from enterprises.policy.organisations import is_not_waiting
from partnerships.actions.invitations import invite
from partnerships.models import Invitation, Municipality, RoleAssignment
from partnerships.roles import held_by
from partnerships.states import Role
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(opened, citizen, data):
    return actions.register_organisation(partnership=opened, acting_user=citizen, **data)


@pytest.fixture
def submitted(draft, citizen):
    return actions.submit_organisation(draft, acting_user=citizen)


def events():
    return list(AuditEntry.objects.order_by("pk").values_list("event", flat=True))


def test_register_makes_a_draft_and_its_manager(draft, citizen, opened):
    stored = Organisation.objects.get(pk=draft.pk)
    assert (stored.state, stored.is_published, stored.slug) == ("draft", False, "koinsep-i-allilengyi")
    assert stored.sort_key == "κοιν σ επ η αλληλεγγυη"
    assert stored.record.afm == "094259216"
    assert [(held.role, held.subject_id, held.partnership) for held in held_by(citizen)] == [
        (Role.MANAGER, stored.pk, opened)
    ]
    assert events() == ["organisation.registered", "role.given"]


def test_register_gives_the_second_of_a_name_its_own_slug(draft, opened, citizen, data):
    second = actions.register_organisation(partnership=opened, acting_user=citizen, **(data | {"afm": ""}))
    assert second.slug == "koinsep-i-allilengyi-2"


def test_register_never_takes_a_reserved_slug(opened, citizen, data):
    organisation = actions.register_organisation(partnership=opened, acting_user=citizen, **(data | {"name": "New"}))
    assert organisation.slug == "new-2"


@pytest.mark.parametrize(
    "field, value, code",
    [
        ("afm", "094259217", "afm-wrong"),
        ("afm", "12345", "afm-wrong"),
        ("gemi_number", "123", "gemi-wrong"),
        ("phone", "12", "phone-wrong"),
        ("website", "όχι διεύθυνση", "website-wrong"),
        ("postcode", "4310", "postcode-wrong"),
        ("kalo_number", "ΚΑΛΟ-1", "kalo-wrong"),
        ("target_groups", ["nobody"], "unknown-target-group"),
        ("nace_sections", ["C", "Ω"], "unknown-section"),
        ("themes", ["atlantis"], "unknown-theme"),
        ("serves", ["karditsa", "atlantis"], "unknown-municipality"),
        ("lat", 39.36, "not-in-greece"),
        ("name", "", "invalid"),
        ("contact_email", "no address", "invalid"),
    ],
)
def test_register_refuses_what_cannot_be_right(opened, citizen, data, field, value, code):
    with pytest.raises(DomainError) as refused:
        actions.register_organisation(partnership=opened, acting_user=citizen, **(data | {field: value}))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert Organisation.objects.count() == 0


def test_register_keeps_codes_once_and_a_point_in_greece(opened, citizen, data):
    told = {
        "nace_sections": ["G", "C", "G"],
        "themes": ["environmental"],
        "serves": ["volos", "chania"],
        "serves_region": True,
        "lat": 39.36,
        "lng": 21.92,
    }
    row = actions.register_organisation(partnership=opened, acting_user=citizen, **data, **told)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in told} == told | {"nace_sections": ["G", "C"]}


@pytest.mark.parametrize("point", [(48.85, 2.35), (38.42, 27.14), (41.33, 19.82), (35.0, 20.0)])
def test_edit_refuses_a_point_outside_greece(draft, citizen, point):
    lat, lng = point
    with pytest.raises(DomainError) as refused:
        actions.edit_organisation(draft, acting_user=citizen, lat=lat, lng=lng)
    assert (refused.value.code, refused.value.field) == ("not-in-greece", "lat")


def test_register_refuses_a_municipality_of_another_region(opened, citizen, data):
    elsewhere = Municipality.objects.get(slug="chania")
    with pytest.raises(DomainError) as refused:
        actions.register_organisation(partnership=opened, acting_user=citizen, **(data | {"municipality": elsewhere}))
    assert (refused.value.code, refused.value.field) == ("other-region", "municipality")


def test_register_refuses_a_tax_number_that_is_taken(draft, opened, citizen, data):
    with pytest.raises(DomainError) as refused:
        actions.register_organisation(partnership=opened, acting_user=citizen, **data)
    assert (refused.value.code, refused.value.field) == ("afm-taken", "afm")
    assert Organisation.objects.filter(partnership=opened).count() == 1
    assert RoleAssignment.objects.filter(role=Role.MANAGER).count() == 1


def test_submit_names_what_is_missing(opened, citizen, data):
    bare = {name: data[name] for name in ("name", "legal_form", "municipality")}
    draft = actions.register_organisation(partnership=opened, acting_user=citizen, **bare)
    with pytest.raises(DomainError) as refused:
        actions.submit_organisation(draft, acting_user=citizen)
    assert refused.value.code == "incomplete"
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_submit_tells_every_coordinator_in_their_language(draft, citizen, coordinator):
    coordinator.language = "en"
    coordinator.save()
    actions.submit_organisation(draft, acting_user=citizen)
    message = Message.objects.get()
    assert (message.to, message.language) == ("coordinator@example.org", "en")
    assert message.subject == "A registration waits for you: Κοιν.Σ.Επ. Η Αλληλεγγύη"
    assert f"/en/thessaly/manage/registrations/{draft.pk}/" in message.text


def test_submit_is_refused_to_others(draft, manager):
    with pytest.raises(PermissionRefused):
        actions.submit_organisation(draft, acting_user=manager)


def test_approve_publishes_and_indexes_at_once(submitted, coordinator):
    ProductFactory(organisation=submitted)
    Message.objects.all().delete()
    approved = actions.approve_organisation(submitted, acting_user=coordinator)
    assert (approved.state, approved.is_published) == ("active", True)
    assert approved.published_at is not None
    entry = SearchEntry.objects.get(kind="organisation", object_id=approved.pk)
    assert (entry.title, entry.path) == (approved.name, "/thessaly/organisations/koinsep-i-allilengyi/")
    assert (entry.region, entry.municipality) == ("thessaly", "karditsa")
    assert Product.objects.get().is_published is True
    message = Message.objects.get()
    assert (message.to, message.language) == ("citizen@example.org", "el")
    assert "/thessaly/organisations/koinsep-i-allilengyi/desk/" in message.text


def test_refuse_sends_the_reason_and_gives_the_draft_back(submitted, coordinator, citizen):
    Message.objects.all().delete()
    refused = actions.refuse_organisation(submitted, acting_user=coordinator, reason="  Λείπει το καταστατικό. ")
    assert (refused.state, refused.is_published) == ("draft", False)
    refused.record.refresh_from_db()
    assert refused.record.decision_reason == "Λείπει το καταστατικό."
    assert [(message.to, "Λείπει το καταστατικό." in message.text) for message in Message.objects.all()] == [
        ("citizen@example.org", True)
    ]
    assert SearchEntry.objects.count() == 0
    again = actions.submit_organisation(refused, acting_user=citizen)
    actions.approve_organisation(again, acting_user=coordinator)
    refused.record.refresh_from_db()
    assert refused.record.decision_reason == ""


def test_refuse_needs_a_reason(submitted, coordinator):
    with pytest.raises(DomainError) as refused:
        actions.refuse_organisation(submitted, acting_user=coordinator, reason="  ")
    assert (refused.value.code, refused.value.field) == ("reason-missing", "reason")


@pytest.mark.parametrize("who", ["manager", "editor", "observer", "officer", "outsider", "citizen"])
def test_approve_is_the_coordinators_alone(submitted, who, request):
    with pytest.raises(PermissionRefused):
        actions.approve_organisation(submitted, acting_user=request.getfixturevalue(who))


def test_approve_twice_is_refused(submitted, coordinator):
    actions.approve_organisation(submitted, acting_user=coordinator)
    with pytest.raises(TransitionRefused):
        actions.approve_organisation(submitted, acting_user=coordinator)


def test_suspend_takes_it_off_the_pages_and_restore_puts_it_back(submitted, coordinator):
    first = actions.approve_organisation(submitted, acting_user=coordinator).published_at
    ProductFactory(organisation=submitted, organisation_is_public=True)
    suspended = actions.suspend_organisation(submitted, acting_user=coordinator, reason="Καταγγελία.")
    assert suspended.is_published is False
    assert (SearchEntry.objects.count(), Product.objects.get().is_published) == (0, False)
    restored = actions.restore_organisation(submitted, acting_user=coordinator)
    assert (restored.is_published, restored.published_at) == (True, first)
    # The organisation and its product.
    assert (SearchEntry.objects.count(), Product.objects.get().is_published) == (2, True)
    archived = actions.archive_organisation(submitted, acting_user=coordinator)
    assert (archived.state, SearchEntry.objects.count()) == ("archived", 0)


def test_edit_indexes_the_new_text_and_audits_what_changed(submitted, coordinator):
    active = actions.approve_organisation(submitted, acting_user=coordinator)
    edited = actions.edit_organisation(active, acting_user=coordinator, name="Η Ρόκα", website="www.roka.gr")
    assert SearchEntry.objects.get().title == "Η Ρόκα"
    assert (edited.website, edited.sort_key, edited.slug) == ("https://www.roka.gr", "η ροκα", active.slug)
    entry = AuditEntry.objects.latest("pk")
    assert entry.event == "organisation.edited"
    assert entry.before == {"name": "Κοιν.Σ.Επ. Η Αλληλεγγύη", "website": ""}
    assert entry.after == {"name": "Η Ρόκα", "website": "https://www.roka.gr"}


def test_edit_waits_while_the_partnership_decides(submitted, citizen, coordinator):
    with pytest.raises(PermissionRefused) as refused:
        actions.edit_organisation(submitted, acting_user=citizen, name="Άλλο")
    assert refused.value.message == is_not_waiting.reason
    assert actions.edit_organisation(submitted, acting_user=coordinator, name="Άλλο").name == "Άλλο"


def test_edit_confirms_a_guessed_municipality(opened, coordinator, municipality):
    guessed = OrganisationFactory(partnership=opened, municipality_is_guess=True)
    edited = actions.edit_organisation(guessed, acting_user=coordinator, municipality=municipality)
    assert edited.municipality_is_guess is False


def test_edit_refuses_a_tax_number_that_is_taken(draft, opened, coordinator):
    other = OrganisationRecordFactory(organisation=OrganisationFactory(partnership=opened))
    with pytest.raises(DomainError) as refused:
        actions.edit_organisation(other.organisation, acting_user=coordinator, afm="094259216")
    assert refused.value.code == "afm-taken"


def test_a_draft_is_not_there_for_another_partnership(citizen, data, partnership, other_partnership):
    with activate(partnership):
        draft = actions.register_organisation(partnership=partnership, acting_user=citizen, **data)
    with activate(other_partnership):
        assert not Organisation.objects.filter(pk=draft.pk).exists()


def test_edit_does_not_know_other_fields(draft, citizen):
    with pytest.raises(TypeError):
        actions.edit_organisation(draft, acting_user=citizen, state="active")


def test_edit_lets_the_address_follow_the_name_until_it_is_public(draft, citizen, coordinator):
    renamed = actions.edit_organisation(draft, acting_user=citizen, name="Η Ρόκα")
    assert (renamed.slug, Organisation.objects.get().slug) == ("i-roka", "i-roka")
    actions.submit_organisation(renamed, acting_user=citizen)
    actions.approve_organisation(renamed, acting_user=coordinator)
    actions.suspend_organisation(renamed, acting_user=coordinator, reason="Καταγγελία.")
    assert actions.edit_organisation(renamed, acting_user=coordinator, name="Το Αδράχτι").slug == "i-roka"


def test_edit_keeps_the_address_when_the_name_stays(draft, opened, citizen, data):
    second = actions.register_organisation(partnership=opened, acting_user=citizen, **(data | {"afm": ""}))
    edited = actions.edit_organisation(second, acting_user=citizen, name=data["name"], phone="2441012345")
    assert (edited.slug, edited.phone) == ("koinsep-i-allilengyi-2", "+302441012345")


def test_edit_gives_a_draft_a_free_address(draft, opened, citizen):
    OrganisationFactory(partnership=opened, slug="i-roka")
    assert actions.edit_organisation(draft, acting_user=citizen, name="Η Ρόκα").slug == "i-roka-2"


def test_edit_renames_the_roles_and_the_open_invitations(draft, citizen, coordinator, opened, organisation, manager):
    scope = {"partnership": opened, "subject_id": draft.pk, "subject_label": str(draft)}
    invite("new@example.org", Role.CONTRIBUTOR, acting_user=coordinator, **scope)
    with override("en"):
        actions.edit_organisation(draft, acting_user=citizen, name="Η Ρόκα", name_en="Rocket")
    labels = dict(RoleAssignment.objects.exclude(subject_id=None).values_list("subject_id", "subject_label"))
    assert labels == {draft.pk: "Η Ρόκα", organisation.pk: str(organisation)}
    assert Invitation.objects.get().subject_label == "Η Ρόκα"


def test_register_names_the_role_in_greek(opened, citizen, data):
    with override("en"):
        actions.register_organisation(partnership=opened, acting_user=citizen, **data, name_en="Solidarity")
    assert RoleAssignment.objects.get(user=citizen).subject_label == data["name"]
