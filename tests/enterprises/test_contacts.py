"""Who speaks for an organisation: kept in order, shown only when chosen; and the colleagues who work on its pages."""

import pytest

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, Message
from core.tenancy import activate
from enterprises.actions import colleagues, organisations
from enterprises.actions import contacts as actions
from enterprises.models import ContactPerson
from partnerships.models import Invitation
from partnerships.states import Role
from tests.enterprises.asking import queries_of
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import ContactPersonFactory, OrganisationFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db


def add(organisation, manager, name="Αρετή Βρυσοκλάδη", **fields):
    return actions.add_contact(organisation, acting_user=manager, name=name, **fields)


def names(organisation):
    return list(organisation.contacts.values_list("name", flat=True))


def people(organisation):
    with activate(organisation.partnership):
        return ContactPerson.objects.count()


def page(organisation, *parts):
    return "/".join([f"/thessaly/organisations/{organisation.slug}/edit/people", *map(str, parts), ""])


def test_contact_is_shown_to_nobody_unless_chosen(opened, organisation, manager):
    contact = add(organisation, manager, phone="2441 012345", email="areti@example.org")
    assert (contact.phone, contact.is_shown, contact.organisation_is_public) == ("+302441012345", False, True)
    contact.refresh_from_db()
    assert contact.is_published is False
    chosen = actions.edit_contact(contact, acting_user=manager, is_shown=True)
    chosen.refresh_from_db()
    assert chosen.is_published is True


def test_contact_leaves_the_public_pages_with_its_organisation(opened, organisation, manager, coordinator):
    contact = add(organisation, manager, is_shown=True)
    organisations.suspend_organisation(organisation, acting_user=coordinator, reason="Καταγγελία.")
    contact.refresh_from_db()
    assert contact.is_published is False
    organisations.restore_organisation(organisation, acting_user=coordinator)
    contact.refresh_from_db()
    assert contact.is_published is True


def test_profile_shows_the_chosen_alone(client, organisation):
    ContactPersonFactory(organisation=organisation, name="Αρετή Φανερή", is_shown=True, duty="orders")
    ContactPersonFactory(organisation=organisation, name="Ζήσης Κρυφός", email="hidden@example.org")
    shown = client.get(f"/thessaly/organisations/{organisation.slug}/").content.decode()
    told = ('<span lang="el">Αρετή Φανερή</span>', "Ζήσης", "hidden@example.org")
    assert [shown.count(words) for words in told] == [1, 0, 0]
    assert shown.count("<dt>Παραγγελίες</dt>") == 1


@pytest.mark.parametrize(
    "fields, field",
    [({"name": " "}, "name"), ({"phone": "12"}, "phone"), ({"email": "κανένα"}, "email"), ({"duty": "king"}, "duty")],
)
def test_contact_that_cannot_be_right_is_refused(opened, organisation, manager, fields, field):
    with pytest.raises(DomainError) as refused:
        add(organisation, manager, **({"name": "Αρετή"} | fields))
    assert refused.value.field == field
    assert ContactPerson.objects.count() == 0


def test_contacts_have_an_end(opened, organisation, manager):
    for number in range(actions.MOST_CONTACTS):
        ContactPersonFactory(organisation=organisation, position=number + 1)
    with pytest.raises(DomainError) as refused:
        add(organisation, manager)
    assert refused.value.code == "too-many-contacts"


def test_contact_moves_up_and_the_first_one_stays(opened, organisation, manager):
    first, second = add(organisation, manager, "Πρώτη"), add(organisation, manager, "Δεύτερος")
    actions.move_contact_up(second, acting_user=manager)
    assert names(organisation) == ["Δεύτερος", "Πρώτη"]
    actions.move_contact_up(second, acting_user=manager)
    assert names(organisation) == ["Δεύτερος", "Πρώτη"]
    actions.move_contact_up(first, acting_user=manager)
    assert names(organisation) == ["Πρώτη", "Δεύτερος"]


def test_removed_contact_comes_back_to_its_place_once(opened, organisation, manager):
    for name in ("Πρώτη", "Δεύτερος", "Τρίτη"):
        add(organisation, manager, name)
    second = organisation.contacts.get(name="Δεύτερος")
    kept = actions.remove_contact(second, acting_user=manager)
    assert names(organisation) == ["Πρώτη", "Τρίτη"]
    back = actions.bring_back_contact(organisation, kept, acting_user=manager)
    assert actions.bring_back_contact(organisation, kept, acting_user=manager) == back
    assert names(organisation) == ["Πρώτη", "Δεύτερος", "Τρίτη"]


def test_history_keeps_no_mailbox_and_no_telephone(opened, organisation, manager):
    contact = add(organisation, manager, email="areti@example.org", phone="2441012345", role="Πρόεδρος")
    actions.edit_contact(contact, acting_user=manager, email="other@example.org", is_shown=True)
    actions.remove_contact(contact, acting_user=manager)
    told = list(AuditEntry.objects.filter(event__startswith="contactperson").order_by("pk").values("before", "after"))
    assert told == [
        {"before": {}, "after": {"role": "Πρόεδρος"}},
        {"before": {"is_shown": False}, "after": {"is_shown": True}},
        {"before": {"duty": "other", "role": "Πρόεδρος", "is_shown": True}, "after": {}},
    ]


def test_contacts_are_kept_by_its_own_people(opened, organisation, outsider, citizen):
    for stranger in (outsider, citizen):
        with pytest.raises(PermissionRefused):
            add(organisation, stranger)


def test_unknown_field_is_a_mistake_of_ours(opened, organisation, manager):
    with pytest.raises(TypeError):
        add(organisation, manager, organisation_is_public=True)


def test_people_page_adds_edits_and_undoes(client, organisation, manager):
    client.force_login(manager)
    client.post(page(organisation), {"name": "Αρετή", "duty": "chair", "phone": "2441012345"})
    with activate(organisation.partnership):
        contact = ContactPerson.objects.get()
    assert client.get(page(organisation, contact.pk)).context["form"]["phone"].value() == "24410 12345"
    client.post(page(organisation, contact.pk), {"name": "Αρετή Β.", "duty": "chair", "is_shown": "on"})
    # Shown now, and so to be read without a tenant.
    contact = ContactPerson.objects.get()
    assert (contact.name, contact.phone, contact.is_shown) == ("Αρετή Β.", "", True)
    client.post(page(organisation, contact.pk, "remove"))
    removed = client.get(page(organisation)).context["removed"]
    assert (removed["name"], ContactPerson.objects.count()) == ("Αρετή Β.", 0)
    assert client.get(page(organisation)).context["removed"] is None
    client.post(page(organisation, "bring-back"), {"signed": removed["signed"]})
    assert ContactPerson.objects.get().pk == contact.pk


def test_undo_is_good_for_its_own_organisation_alone(client, partnership, organisation, manager):
    other = OrganisationFactory(partnership=partnership)
    give_role(manager, Role.MANAGER, partnership=partnership, subject=other)
    contact = ContactPersonFactory(organisation=organisation)
    client.force_login(manager)
    client.post(page(organisation, contact.pk, "remove"))
    signed = client.get(page(organisation)).context["removed"]["signed"]
    for address, token in ((page(other, "bring-back"), signed), (page(organisation, "bring-back"), signed + "x")):
        assert client.post(address, {"signed": token}).status_code == 302
        assert people(organisation) == 0


def test_people_page_left_empty_adds_nobody(client, organisation, manager):
    client.force_login(manager)
    assert client.post(page(organisation), {"name": " ", "duty": "other"}).status_code == 302
    assert people(organisation) == 0
    response = client.post(page(organisation), {"name": "", "duty": "other", "email": "a@example.org"})
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["email"].value()) == (422, ["name"], "a@example.org")


def test_contact_of_another_organisation_is_not_there(client, partnership, organisation, manager):
    stranger = ContactPersonFactory(organisation=OrganisationFactory(partnership=partnership))
    client.force_login(manager)
    assert client.get(page(organisation, stranger.pk)).status_code == 404
    assert client.post(page(organisation, stranger.pk, "remove")).status_code == 404


def test_manager_invites_a_colleague_and_takes_it_back(opened, organisation, manager):
    offer = colleagues.invite_colleague(organisation, acting_user=manager, email="new@example.org", role="contributor")
    assert (offer.subject_id, offer.subject_label, offer.partnership) == (
        organisation.pk,
        organisation.name,
        opened,
    )
    assert Message.objects.get().to == "new@example.org"
    with pytest.raises(DomainError) as refused:
        colleagues.invite_colleague(organisation, acting_user=manager, email="new@example.org", role="contributor")
    assert refused.value.code == "already-invited"
    colleagues.take_invitation_back(organisation, offer, acting_user=manager)
    assert Invitation.objects.open().count() == 0


def test_colleague_is_invited_by_managers_to_its_own_roles_alone(opened, organisation, manager, partnership):
    contributor = give_role(UserFactory(), Role.CONTRIBUTOR, partnership=partnership, subject=organisation)
    with pytest.raises(PermissionRefused):
        colleagues.invite_colleague(organisation, acting_user=contributor, email="a@example.org", role="manager")
    with pytest.raises(DomainError) as refused:
        colleagues.invite_colleague(organisation, acting_user=manager, email="a@example.org", role="coordinator")
    assert (refused.value.code, refused.value.field) == ("role-does-not-fit", "role")
    with pytest.raises(DomainError) as refused:
        colleagues.invite_colleague(
            organisation, acting_user=manager, email=contributor.email.upper(), role="contributor"
        )
    assert (refused.value.code, refused.value.field) == ("has-role", "email")


def test_invitation_of_another_organisation_is_not_taken_back(opened, organisation, manager, partnership):
    other = OrganisationFactory(partnership=partnership)
    theirs = give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=other)
    offer = colleagues.invite_colleague(other, acting_user=theirs, email="new@example.org", role="manager")
    with pytest.raises(DomainError):
        colleagues.take_invitation_back(organisation, offer, acting_user=manager)
    assert Invitation.objects.open().count() == 1


def test_colleagues_page_asks_the_same_for_one_and_for_three(client, partnership, organisation, manager):
    client.force_login(manager)
    address = f"/thessaly/organisations/{organisation.slug}/colleagues/"
    counts = []
    for number in range(2):
        with activate(partnership):
            for copy in range(number + 1):
                email = f"colleague-{number}-{copy}@example.org"
                colleagues.invite_colleague(organisation, acting_user=manager, email=email, role="contributor")
                give_role(UserFactory(), Role.CONTRIBUTOR, partnership=partnership, subject=organisation)
        counts.append(queries_of(client, address))
    assert counts[0] == counts[1]
