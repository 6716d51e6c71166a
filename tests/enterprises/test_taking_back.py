"""A submission is withdrawn, a draft is deleted, and every change of state is written about."""

import pytest
from django.core.files.storage import storages

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message
from core.tenancy import activate
from core.uploads import prepare_paper, prepare_picture
from enterprises.actions import contacts, documents, drafts, photos, products
from enterprises.actions import organisations as actions
from enterprises.models import ContactPerson, Document, Organisation, Photo, Product
from partnerships.actions import invitations
from partnerships.models import Invitation, RoleAssignment
from partnerships.states import Role
from tests.core.uploads.samples import pdf, picture, upload
from tests.factories.accounts import UserFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(opened, citizen, data):
    return actions.register_organisation(partnership=opened, acting_user=citizen, **data)


@pytest.fixture
def colleague(draft, opened):
    user = UserFactory(email="colleague@example.org", language="en")
    return give_role(user, Role.MANAGER, partnership=opened, subject=draft)


def mails():
    return sorted(Message.objects.values_list("to", "subject"))


def test_withdrawn_submission_is_a_draft_again_and_all_are_told(draft, citizen, colleague, coordinator):
    actions.submit_organisation(draft, acting_user=citizen)
    assert mails() == [
        ("colleague@example.org", "Submitted: Κοιν.Σ.Επ. Η Αλληλεγγύη"),
        ("coordinator@example.org", "Μια εγγραφή σας περιμένει: Κοιν.Σ.Επ. Η Αλληλεγγύη"),
    ]
    Message.objects.all().delete()
    row = actions.withdraw_submission(draft, acting_user=citizen)
    assert row.state == "draft"
    assert mails() == [
        ("colleague@example.org", "Taken back: Κοιν.Σ.Επ. Η Αλληλεγγύη"),
        ("coordinator@example.org", "Αποσύρθηκε: Κοιν.Σ.Επ. Η Αλληλεγγύη"),
    ]
    assert AuditEntry.objects.latest("pk").event == "organisation.withdraw"
    assert actions.submit_organisation(row, acting_user=citizen).state == "submitted"


def test_withdraw_is_refused_once_it_is_decided(draft, citizen, coordinator):
    actions.submit_organisation(draft, acting_user=citizen)
    actions.approve_organisation(draft, acting_user=coordinator)
    with pytest.raises(TransitionRefused):
        actions.withdraw_submission(draft, acting_user=citizen)


def test_withdraw_is_the_managers_alone(draft, citizen, coordinator):
    actions.submit_organisation(draft, acting_user=citizen)
    with pytest.raises(PermissionRefused):
        actions.withdraw_submission(draft, acting_user=coordinator)


def test_discarded_draft_leaves_nothing_behind(
    draft, citizen, colleague, opened, coordinator, django_capture_on_commit_callbacks
):
    paper, shot = prepare_paper(upload(pdf())), prepare_picture(upload(picture()))
    document = documents.add_document(draft, paper, acting_user=citizen, file_name="a.pdf", kind="statute")
    photo = photos.add_photo(draft, shot, acting_user=citizen, alt="Η αυλή")
    products.add_product(draft, acting_user=citizen, name="Ψωμί")
    contacts.add_contact(draft, acting_user=citizen, name="Αρετή")
    scope = {"partnership": opened, "subject_id": draft.pk, "subject_label": str(draft)}
    invitations.invite("new@example.org", Role.CONTRIBUTOR, acting_user=coordinator, **scope)
    Message.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        drafts.discard_draft(draft, acting_user=citizen)
    rows = (Organisation, Document, Photo, Product, ContactPerson)
    assert [model.objects.filter(partnership=opened).count() for model in rows] == [0] * 5
    assert RoleAssignment.objects.current().filter(role=Role.MANAGER).count() == 0
    assert Invitation.objects.open().count() == 0
    assert mails() == [("colleague@example.org", "Draft deleted: Κοιν.Σ.Επ. Η Αλληλεγγύη")]
    assert not storages["vault"].exists(document.path)
    assert not storages["photos"].exists(f"{photo.base}/{photo.widths[0]}.webp")
    assert AuditEntry.objects.get(event="organisation.discarded").before == {"name": "Κοιν.Σ.Επ. Η Αλληλεγγύη"}


def test_discard_is_refused_after_a_submission(draft, citizen):
    actions.submit_organisation(draft, acting_user=citizen)
    with pytest.raises(PermissionRefused):
        drafts.discard_draft(draft, acting_user=citizen)
    row = actions.withdraw_submission(draft, acting_user=citizen)
    with pytest.raises(DomainError) as refused:
        drafts.discard_draft(row, acting_user=citizen)
    assert refused.value.code == "was-submitted"
    assert Organisation.objects.filter(pk=draft.pk).exists()


def test_discard_is_the_managers_alone(draft, coordinator):
    with pytest.raises(PermissionRefused):
        drafts.discard_draft(draft, acting_user=coordinator)


def test_pages_take_back_and_discard(client, partnership, citizen, data):
    with activate(partnership):
        draft = actions.register_organisation(partnership=partnership, acting_user=citizen, **data)
        actions.submit_organisation(draft, acting_user=citizen)
    client.force_login(citizen)
    page = f"/thessaly/organisations/{draft.slug}"
    assert client.get(f"{page}/desk/").content.decode().count(f'action="{page}/withdraw/"') == 1
    assert client.post(f"{page}/withdraw/")["Location"] == f"{page}/desk/"
    assert client.get(f"{page}/desk/").content.decode().count(f"{page}/discard/") == 0
    response = client.post(f"{page}/discard/")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["__all__"])


def test_page_discards_what_nobody_has_seen(client, partnership, citizen, data):
    with activate(partnership):
        draft = actions.register_organisation(partnership=partnership, acting_user=citizen, **data)
    client.force_login(citizen)
    page = f"/thessaly/organisations/{draft.slug}"
    assert client.get(f"{page}/desk/").content.decode().count(f'href="{page}/discard/"') == 1
    assert client.get(f"{page}/discard/").status_code == 200
    assert client.post(f"{page}/discard/")["Location"] == "/workspace/"
    assert client.get(f"{page}/desk/").status_code == 404
