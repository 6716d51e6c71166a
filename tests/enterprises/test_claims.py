"""An imported organisation is contact-only, until its people claim it and a coordinator hands it over."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message, SearchEntry
from core.policy import authorise
from core.tenancy import activate
from core.uploads import prepare_paper
from core.uploads.keeping import read
from enterprises.actions import claims as actions
from enterprises.actions import organisations
from enterprises.actions.products import add_product
from enterprises.models import Claim, Organisation
from enterprises.navigation import subjects
from enterprises.tasks import forget_what_is_settled
from fairs.actions.applications import apply_to_fair
from networks.actions.memberships import join_network
from partnerships.roles import held_by
from partnerships.states import Role
from tests.core.uploads.samples import pdf, upload
from tests.factories.accounts import UserFactory
from tests.factories.claims import ClaimFactory, UnclaimedFactory
from tests.factories.enterprises import DocumentFactory, OrganisationRecordFactory
from tests.factories.fairs import FairFactory
from tests.factories.networks import NetworkFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db

WORDS = {"position": "Πρόεδρος", "evidence": "Το όνομά μου υπάρχει στην ιστοσελίδα μας."}


@pytest.fixture
def unclaimed(opened, municipality):
    return UnclaimedFactory(partnership=opened, municipality=municipality, website="https://www.anthos.example")


def claim(organisation, citizen, **more):
    return actions.claim_organisation(organisation, acting_user=citizen, **(WORDS | more))


def address(organisation, name):
    return f"/thessaly/organisations/{organisation.slug}/{name}/"


def mails():
    return sorted(Message.objects.values_list("to", "subject"))


# Contact-only


def test_unclaimed_organisation_lets_nobody_act_for_it(opened, unclaimed, citizen):
    give_role(citizen, Role.MANAGER, partnership=opened, subject=unclaimed)
    for permission in (
        "enterprises.edit",
        "enterprises.follow",
        "enterprises.submit",
        "enterprises.manage_products",
        "enterprises.keep_documents",
        "enterprises.read_documents",
        "networks.join",
        "fairs.apply",
    ):
        assert not authorise(citizen, permission, unclaimed), permission


def test_unclaimed_organisation_has_no_products_networks_or_fairs(opened, unclaimed, citizen):
    give_role(citizen, Role.MANAGER, partnership=opened, subject=unclaimed)
    for act in (
        lambda: add_product(unclaimed, acting_user=citizen, name="Μέλι"),
        lambda: join_network(NetworkFactory(partnership=opened), unclaimed, acting_user=citizen),
        lambda: apply_to_fair(FairFactory(partnership=opened), unclaimed, acting_user=citizen, products_shown="Μέλι"),
    ):
        with pytest.raises(PermissionRefused):
            act()


def test_unclaimed_organisation_is_offered_to_nobody_by_invitation(opened, unclaimed, organisation):
    assert subjects(opened) == [(organisation.pk, organisation.name)]


def test_unclaimed_page_shows_how_to_reach_it_and_how_to_claim_it(client, unclaimed):
    Organisation.objects.filter(pk=unclaimed.pk).update(phone="+302441012345")
    page = client.get(unclaimed.get_absolute_url()).content.decode()
    assert "24410 12345" in page
    assert f'href="{address(unclaimed, "claim")}"' in page


# Claiming


def test_claim_waits_for_the_coordinator_and_is_acknowledged(unclaimed, citizen, coordinator):
    row = claim(unclaimed, citizen)
    assert (row.state, row.claimant, row.organisation) == ("pending", citizen, unclaimed)
    assert mails() == [
        ("citizen@example.org", f"Το αίτημά σας: {unclaimed.name}"),
        ("coordinator@example.org", f"Αίτημα ανάληψης: {unclaimed.name}"),
    ]
    assert AuditEntry.objects.get().event == "claim.made"


def test_claim_keeps_its_paper_in_the_vault(unclaimed, citizen):
    paper = prepare_paper(upload(pdf()))
    row = claim(unclaimed, citizen, paper=paper, file_name="χαρτί.pdf")
    assert (row.file_name, read("vault", row.path)) == ("χαρτί.pdf", paper.content)


def test_second_claim_of_the_same_person_is_refused_and_leaves_no_paper(unclaimed, citizen):
    claim(unclaimed, citizen)
    paper = prepare_paper(upload(pdf() + b"\n" * 9))
    with pytest.raises(DomainError) as refused:
        claim(unclaimed, citizen, paper=paper, file_name="χαρτί.pdf")
    assert refused.value.code == "claim-waits"
    with pytest.raises(FileNotFoundError):
        read("vault", f"{unclaimed.partnership_id}/{unclaimed.pk}/{paper.digest}.pdf")


def test_claims_of_one_person_are_limited(opened, citizen):
    for _ in range(actions.MOST_WAITING):
        claim(UnclaimedFactory(partnership=opened), citizen)
    with pytest.raises(DomainError) as refused:
        claim(UnclaimedFactory(partnership=opened), citizen)
    assert refused.value.code == "too-many-claims"


@pytest.mark.parametrize("field", ["position", "evidence"])
def test_claim_without_words_is_refused_at_its_field(unclaimed, citizen, field):
    with pytest.raises(DomainError) as refused:
        claim(unclaimed, citizen, **{field: "  "})
    assert (refused.value.code, refused.value.field) == ("invalid", field)


def test_claim_on_an_organisation_with_people_is_refused(opened, organisation, citizen):
    with pytest.raises(PermissionRefused):
        claim(organisation, citizen)


# Deciding


def test_approved_claim_hands_the_organisation_over(unclaimed, citizen, coordinator):
    row = actions.approve_claim(claim(unclaimed, citizen), acting_user=coordinator)
    unclaimed.refresh_from_db()
    assert (row.state, row.decided_by, unclaimed.state) == ("approved", coordinator, "active")
    assert unclaimed.confirmed_at is not None
    assert unclaimed.record.contact_email == "citizen@example.org"
    assert [(held.role, held.subject_id) for held in held_by(citizen)] == [(Role.MANAGER, unclaimed.pk)]
    assert SearchEntry.objects.get(kind="organisation").object_id == unclaimed.pk
    assert mails()[-1] == ("coordinator@example.org", f"Αίτημα ανάληψης: {unclaimed.name}")
    assert mails()[0] == ("citizen@example.org", f"{unclaimed.name}: η σελίδα είναι στα χέρια σας")
    assert list(AuditEntry.objects.order_by("pk").values_list("event", flat=True)) == [
        "claim.made",
        "claim.approve",
        "organisation.claim",
        "role.given",
        "organisation.edited",
    ]
    assert add_product(unclaimed, acting_user=citizen, name="Μέλι").is_published


def test_approved_claim_keeps_the_known_contact_address(unclaimed, citizen, coordinator):
    OrganisationRecordFactory(organisation=unclaimed, contact_email="anthos@example.org")
    actions.approve_claim(claim(unclaimed, citizen), acting_user=coordinator)
    assert Organisation.objects.get(pk=unclaimed.pk).record.contact_email == "anthos@example.org"


def test_other_claims_are_refused_in_the_language_of_their_claimants(unclaimed, citizen, coordinator):
    other = claim(unclaimed, UserFactory(language="en"))
    with override("el"):
        actions.approve_claim(claim(unclaimed, citizen), acting_user=coordinator)
    other.refresh_from_db()
    assert (other.state, other.reason) == ("refused", str(override_en(actions.ANOTHER_WON)))


def override_en(words):
    with override("en"):
        return str(words)


def test_refused_claim_needs_a_reason_which_the_claimant_gets(unclaimed, citizen, coordinator):
    row = claim(unclaimed, citizen)
    with pytest.raises(DomainError) as refused:
        actions.refuse_claim(row, acting_user=coordinator, reason=" ")
    assert refused.value.field == "reason"
    row = actions.refuse_claim(row, acting_user=coordinator, reason="Δεν σας βρήκα στο καταστατικό.")
    assert (row.state, Organisation.objects.get(pk=unclaimed.pk).state) == ("refused", "unclaimed")
    message = Message.objects.get(subject=f"Το αίτημά σας δεν εγκρίθηκε: {unclaimed.name}")
    assert "Δεν σας βρήκα στο καταστατικό." in message.text
    assert claim(unclaimed, citizen).state == "pending"


def test_decided_claim_is_decided_once(unclaimed, citizen, coordinator):
    row = actions.refuse_claim(claim(unclaimed, citizen), acting_user=coordinator, reason="Όχι.")
    with pytest.raises(TransitionRefused):
        actions.approve_claim(row, acting_user=coordinator)


def test_claim_on_a_suspended_organisation_waits_until_it_is_back(unclaimed, citizen, coordinator):
    row = claim(unclaimed, citizen)
    suspended = organisations.suspend_organisation(unclaimed, acting_user=coordinator, reason="Ελέγχουμε.")
    with pytest.raises(TransitionRefused) as refused:
        actions.approve_claim(row, acting_user=coordinator)
    assert refused.value.code == "not-claimable"
    assert organisations.restore_organisation(suspended, acting_user=coordinator).state == "unclaimed"
    assert actions.approve_claim(row, acting_user=coordinator).state == "approved"


def test_archived_organisation_refuses_its_claims(unclaimed, citizen, coordinator):
    row = claim(unclaimed, citizen)
    organisations.archive_organisation(unclaimed, acting_user=coordinator)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("refused", str(organisations.NO_MORE))


@pytest.mark.parametrize("who", ["citizen", "manager", "observer", "editor", "outsider"])
def test_claims_are_decided_by_the_coordinator_alone(unclaimed, citizen, who, request):
    row = claim(unclaimed, citizen)
    with pytest.raises(PermissionRefused):
        actions.approve_claim(row, acting_user=request.getfixturevalue(who))


def test_withdrawn_claim_is_nobodys_to_decide(unclaimed, citizen, coordinator):
    row = actions.withdraw_claim(claim(unclaimed, citizen), acting_user=citizen)
    with pytest.raises(TransitionRefused):
        actions.approve_claim(row, acting_user=coordinator)
    assert Organisation.objects.get(pk=unclaimed.pk).state == "unclaimed"


def test_paper_is_forgotten_after_the_decision(partnership, municipality, citizen, coordinator):
    paper = prepare_paper(upload(pdf() + b"\n" * 11))
    with activate(partnership):
        old, recent = (UnclaimedFactory(partnership=partnership, municipality=municipality) for _ in range(2))
        gone = claim(old, citizen, paper=paper, file_name="χαρτί.pdf")
        stays = claim(recent, citizen, paper=paper, file_name="χαρτί.pdf")
        for row in (gone, stays):
            actions.refuse_claim(row, acting_user=coordinator, reason="Όχι.")
        then = timezone.now() - actions.PAPER_KEPT_FOR - timedelta(days=1)
        Claim.objects.filter(pk=gone.pk).update(decided_at=then)
    forget_what_is_settled()
    with activate(partnership):
        kept = dict(Claim.objects.values_list("pk", "file_name"))
    assert kept == {gone.pk: "", stays.pk: "χαρτί.pdf"}


def test_paper_that_lies_in_the_wallet_too_stays_there(unclaimed, citizen, django_capture_on_commit_callbacks):
    paper = prepare_paper(upload(pdf() + b"\n" * 13))
    row = actions.withdraw_claim(claim(unclaimed, citizen, paper=paper, file_name="χαρτί.pdf"), acting_user=citizen)
    Claim.objects.filter(pk=row.pk).update(decided_at=timezone.now() - actions.PAPER_KEPT_FOR - timedelta(days=1))
    document = DocumentFactory(organisation=unclaimed, path=row.path)
    with django_capture_on_commit_callbacks(execute=True):
        actions.forget_papers(unclaimed.partnership)
    assert read("vault", row.path) == paper.content
    document.delete()
    Claim.objects.filter(pk=row.pk).update(path=row.path)
    with django_capture_on_commit_callbacks(execute=True):
        actions.forget_papers(unclaimed.partnership)
    with pytest.raises(FileNotFoundError):
        read("vault", row.path)


# Pages


def test_claim_page_sends_visitors_to_sign_in_and_back(client, unclaimed):
    response = client.get(address(unclaimed, "claim"))
    assert response["Location"] == f"/accounts/login/?next={address(unclaimed, 'claim')}"


def test_claim_page_leads_to_the_claim_that_waits(client, unclaimed, citizen):
    client.force_login(citizen)
    response = client.post(address(unclaimed, "claim"), WORDS | {"file": upload(pdf(), "χαρτί.pdf")})
    page = f"/thessaly/claims/{Claim.objects.get().pk}/"
    assert (response.status_code, response["Location"]) == (302, page)
    assert client.get(address(unclaimed, "claim"))["Location"] == page
    file = client.get(f"{page}file/")
    assert (file.status_code, file["Cache-Control"]) == (200, "private, no-store")


def test_claim_page_keeps_what_was_typed(client, unclaimed, citizen):
    client.force_login(citizen)
    response = client.post(address(unclaimed, "claim"), {"position": "Ταμίας", "evidence": ""})
    assert response.status_code == 422
    assert 'value="Ταμίας"' in response.content.decode()


def test_decision_page_tells_what_speaks_for_the_claimant(client, unclaimed, coordinator):
    row = ClaimFactory(organisation=unclaimed, claimant=UserFactory(email="eleni@anthos.example"))
    other = ClaimFactory(organisation=unclaimed)
    client.force_login(coordinator)
    response = client.get(f"/thessaly/manage/claims/{row.pk}/")
    background = response.context["background"]
    assert (background.mailbox_fits, background.others, background.keeps) == (True, [other], [])


def test_decision_page_goes_on_to_the_next_claim(client, opened, coordinator):
    first, second = ClaimFactory(partnership=opened), ClaimFactory(partnership=opened)
    client.force_login(coordinator)
    response = client.post(f"/thessaly/manage/claims/{first.pk}/approve/")
    assert response["Location"] == f"/thessaly/manage/claims/{second.pk}/"
    response = client.post(f"/thessaly/manage/claims/{second.pk}/", {"decision": "refuse", "reason": "Όχι."})
    assert response["Location"] == "/thessaly/manage/claims/"


def test_decision_page_tells_who_comes_late_and_keeps_their_words(client, unclaimed, citizen, coordinator):
    row = actions.approve_claim(claim(unclaimed, citizen), acting_user=coordinator)
    client.force_login(coordinator)
    response = client.post(f"/thessaly/manage/claims/{row.pk}/", {"decision": "refuse", "reason": "Δεν πείστηκα."})
    page = response.content.decode()
    assert response.status_code == 422
    assert (response.context["outcome"].title, page.count('class="notice ')) == ("Το αίτημα εγκρίθηκε", 1)
    assert "Δεν πείστηκα." in page


def test_approval_asks_first_and_tells_who_gets_which_rights(client, unclaimed, coordinator):
    row = ClaimFactory(organisation=unclaimed, claimant=UserFactory(email="eleni@anthos.example", name="Ελένη Ρήγα"))
    other = ClaimFactory(organisation=unclaimed)
    client.force_login(coordinator)
    asks = client.post(f"/thessaly/manage/claims/{row.pk}/", {"decision": "approve"})
    row.refresh_from_db()
    assert (asks["Location"], row.state) == (f"/thessaly/manage/claims/{row.pk}/approve/", "pending")
    page = client.get(asks["Location"])
    assert (list(page.context["others"]), page.context["contact_email"]) == ([other], "")
    assert "Ελένη Ρήγα · eleni@anthos.example" in page.content.decode()
    client.post(asks["Location"])
    row.refresh_from_db()
    assert row.state == "approved"


def test_approval_of_what_was_decided_meanwhile_leads_to_what_was_decided(client, unclaimed, citizen, coordinator):
    row = actions.refuse_claim(claim(unclaimed, citizen), acting_user=coordinator, reason="Όχι.")
    client.force_login(coordinator)
    page = f"/thessaly/manage/claims/{row.pk}/approve/"
    assert client.get(page)["Location"] == f"/thessaly/manage/claims/{row.pk}/"
    late = client.post(page)
    assert (late.status_code, late.context["outcome"].title) == (422, "Το αίτημα απορρίφθηκε")


def test_approval_that_is_not_possible_is_refused_before_it_is_asked(client, unclaimed, citizen, coordinator):
    row = claim(unclaimed, citizen)
    organisations.suspend_organisation(unclaimed, acting_user=coordinator, reason="Ελέγχουμε.")
    client.force_login(coordinator)
    response = client.post(f"/thessaly/manage/claims/{row.pk}/", {"decision": "approve"})
    assert (response.status_code, response.context["outcome"]) == (422, None)
    assert len(response.context["form"].non_field_errors()) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_claim_queue_asks_as_often_for_three_as_for_one(
    client, opened, coordinator, number, django_assert_num_queries
):
    for _ in range(number):
        ClaimFactory(partnership=opened)
    client.force_login(coordinator)
    client.get("/thessaly/manage/claims/")
    with django_assert_num_queries(10):
        assert len(client.get("/thessaly/manage/claims/").context["rows"]) == number


def test_workspace_shows_a_claim_to_whoever_made_it_and_to_the_coordinator(client, unclaimed, citizen, coordinator):
    row = claim(unclaimed, citizen)
    for person, page in (
        (citizen, f"/thessaly/claims/{row.pk}/"),
        (coordinator, f"/thessaly/manage/claims/{row.pk}/"),
    ):
        client.force_login(person)
        (desk,) = client.get("/workspace/").context["desks"]
        assert [task.url for task in desk["tasks"]] == [page]
