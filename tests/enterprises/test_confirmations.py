"""Once a year somebody says that a profile is still true: by a link, as one of its people, as a coordinator."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, Message, SearchEntry
from core.policy import SYSTEM
from core.tenancy import activate
from core.tokens import digest_of
from enterprises.actions import confirmations as actions
from enterprises.actions.organisations import publish_state, suspend_organisation
from enterprises.models import ConfirmationRequest, Organisation
from enterprises.queries.confirmations import due, silent, stale
from enterprises.tasks import ask_whether_still_true
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.claims import ConfirmationRequestFactory, UnclaimedFactory
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db

LINK = re.compile(r"/thessaly/confirmations/([\w-]+)/")


def days_ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def old(opened, municipality):
    """An unclaimed organisation of an old list, with an address."""
    organisation = UnclaimedFactory(
        partnership=opened, municipality=municipality, name="Ανθός", published_at=days_ago(400), phone="+302441012345"
    )
    OrganisationRecordFactory(organisation=organisation, contact_email="anthos@example.org")
    return organisation


def token_of(message):
    return LINK.search(message.text).group(1)


def ask(organisation):
    """Ask, and return the token that only the mail holds."""
    actions.ask_for_confirmation(organisation, acting_user=SYSTEM)
    return token_of(Message.objects.order_by("pk").last())


def stored(organisation):
    return Organisation.objects.get(pk=organisation.pk)


def later(days):
    """Let `days` pass for the requests."""
    for request in ConfirmationRequest.objects.all():
        span = timedelta(days=days)
        changes = {"sent_at": request.sent_at - span, "expires_at": request.expires_at - span}
        ConfirmationRequest.objects.filter(pk=request.pk).update(**changes)


# Whom to ask


def test_stale_profiles_are_those_of_more_than_a_year(opened, old):
    OrganisationFactory(partnership=opened, published_at=days_ago(300))
    OrganisationFactory(partnership=opened, published_at=days_ago(800), confirmed_at=days_ago(2))
    OrganisationFactory(partnership=opened, published_at=days_ago(800), state="suspended")
    older = OrganisationFactory(partnership=opened, published_at=days_ago(900), confirmed_at=days_ago(401))
    assert list(stale(opened)) == [older, old]


def test_daily_task_asks_each_once_and_reminds_once(partnership, old):
    ask_whether_still_true()
    ask_whether_still_true()
    assert sent_subjects(partnership) == ["Ισχύουν ακόμη; Ανθός"]
    with activate(partnership):
        later(14)
    ask_whether_still_true()
    ask_whether_still_true()
    assert sent_subjects(partnership) == ["Ισχύουν ακόμη; Ανθός", "Υπενθύμιση: ισχύουν ακόμη; Ανθός"]
    with activate(partnership):
        later(60)
    ask_whether_still_true()
    assert len(sent_subjects(partnership)) == 2
    with activate(partnership):
        later(120)
    ask_whether_still_true()
    assert len(sent_subjects(partnership)) == 3


def sent_subjects(partnership):
    with activate(partnership):
        return list(Message.objects.order_by("pk").values_list("subject", flat=True))


def test_asking_goes_to_the_contact_address_or_to_each_manager(opened, old, organisation, manager):
    second = give_role(UserFactory(language="en"), Role.MANAGER, partnership=opened, subject=organisation)
    for each in (old, organisation):
        actions.ask_for_confirmation(each, acting_user=SYSTEM)
    sent = list(ConfirmationRequest.objects.order_by("pk").values_list("sent_to", "language"))
    assert sent == [("anthos@example.org", "el"), ("manager@example.org", "el"), (second.email, "en")]
    assert Message.objects.get(to=second.email).subject == f"Is it still true? {organisation.name}"


def test_asking_twice_is_refused_while_the_link_works(opened, old, coordinator):
    ask(old)
    with pytest.raises(DomainError) as refused:
        actions.ask_for_confirmation(old, acting_user=coordinator)
    assert refused.value.code == "asked-already"


def test_asking_without_an_address_is_refused_and_shown_to_the_coordinator(opened, coordinator):
    lonely = OrganisationFactory(partnership=opened, published_at=days_ago(400))
    with pytest.raises(DomainError) as refused:
        actions.ask_for_confirmation(lonely, acting_user=coordinator)
    assert refused.value.code == "no-address"
    assert (list(due(opened)), list(silent(opened))) == ([], [lonely])


def test_those_who_did_not_answer_are_shown_to_the_coordinator(opened, old):
    ask(old)
    assert list(silent(opened)) == []
    later(61)
    assert list(silent(opened)) == [old]


@pytest.mark.parametrize("who", ["citizen", "manager", "observer"])
def test_asking_is_the_coordinators_or_the_platforms(old, who, request):
    with pytest.raises(PermissionRefused):
        actions.ask_for_confirmation(old, acting_user=request.getfixturevalue(who))


# The link


def test_token_is_kept_as_a_digest_alone(old):
    token = ask(old)
    request = ConfirmationRequest.objects.get()
    assert request.token_digest == digest_of(token)
    kept = [str(getattr(request, field.name)) for field in ConfirmationRequest._meta.concrete_fields]
    assert [value for value in kept if token in value] == []


def test_opening_the_link_changes_nothing(client, old):
    token = ask(old)
    for address in (f"/thessaly/confirmations/{token}/", f"/thessaly/confirmations/{token}/correct/"):
        response = client.get(address)
        assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")
        assert (response["Referrer-Policy"], "no-store" in response["Cache-Control"]) == ("no-referrer", True)
        assert "24410 12345" in response.content.decode()
    assert stored(old).confirmed_at is None
    assert ConfirmationRequest.objects.get().answered_at is None


def test_button_confirms_once_without_an_account(client, old):
    token = ask(old)
    address = f"/thessaly/confirmations/{token}/"
    assert client.post(address)["Location"] == address
    first = stored(old).confirmed_at
    assert first is not None
    entry = AuditEntry.objects.get(event="organisation.confirmed_by_link")
    assert (entry.actor, entry.actor_kind, entry.on_behalf_of, entry.after) == (None, "citizen", "Ανθός", {})
    page = client.get(address)
    assert (page.status_code, "Σας ευχαριστούμε, επιβεβαιώθηκε" in page.content.decode()) == (200, True)
    client.post(address)
    assert stored(old).confirmed_at == first
    assert stored(old).state == "unclaimed"
    assert "Τελευταία επιβεβαίωση" in client.get(old.get_absolute_url()).content.decode()


def test_holder_of_a_link_acts_by_it_even_when_signed_in(client, old, citizen):
    token = ask(old)
    client.force_login(citizen)
    client.post(f"/thessaly/confirmations/{token}/")
    assert AuditEntry.objects.get(event="organisation.confirmed_by_link").actor_kind == "citizen"


def test_correction_is_saved_searched_audited_and_told(client, old, coordinator):
    publish_state(old)
    token = ask(old)
    typed = {"phone": "2310 123456", "address": "Ερμού 5", "description": "Ανθόμελο και βότανα."}
    response = client.post(f"/thessaly/confirmations/{token}/correct/", typed)
    assert response["Location"] == f"/thessaly/confirmations/{token}/"
    row = stored(old)
    assert (row.phone, row.address, row.description) == ("+302310123456", "Ερμού 5", "Ανθόμελο και βότανα.")
    assert ConfirmationRequest.objects.get().corrected == ["address", "description", "phone"]
    assert SearchEntry.objects.get(kind="organisation").text == "Ανθόμελο και βότανα."
    entry = AuditEntry.objects.get(event="organisation.confirmed_by_link")
    assert (entry.before["phone"], entry.after["phone"]) == ("+302441012345", "+302310123456")
    message = Message.objects.get(subject="Διορθώθηκε με σύνδεσμο: Ανθός")
    assert (message.to, "Ερμού 5" in message.text) == ("coordinator@example.org", True)


def test_correction_that_cannot_be_right_is_told_at_its_field_and_keeps_the_rest(client, old):
    token = ask(old)
    typed = {"phone": "12", "address": "Ερμού 5", "description": "Μέλι."}
    response = client.post(f"/thessaly/confirmations/{token}/correct/", typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["phone"])
    assert 'value="Ερμού 5"' in response.content.decode()
    assert stored(old).confirmed_at is None


def test_link_changes_neither_name_nor_place_nor_state(client, old):
    token = ask(old)
    typed = {"name": "Άλλος", "municipality": "volos", "state": "active", "phone": "", "address": ""}
    with pytest.raises(TypeError):
        actions.confirm_by_link(ConfirmationRequest.objects.get(), acting_user=SYSTEM, name="Άλλος")
    client.post(f"/thessaly/confirmations/{token}/correct/", typed)
    row = stored(old)
    assert (row.name, row.municipality, row.state) == ("Ανθός", old.municipality, "unclaimed")


def test_both_links_work_until_one_is_used(client, old):
    token = ask(old)
    actions.remind_of_confirmation(ConfirmationRequest.objects.get())
    reminder = token_of(Message.objects.order_by("pk").last())
    assert reminder != token
    client.post(f"/thessaly/confirmations/{reminder}/")
    page = client.get(f"/thessaly/confirmations/{token}/").content.decode()
    assert "Σας ευχαριστούμε, επιβεβαιώθηκε" in page


def test_answer_of_one_manager_ends_the_links_of_the_others(client, opened, organisation, manager):
    give_role(UserFactory(), Role.MANAGER, partnership=opened, subject=organisation)
    actions.ask_for_confirmation(organisation, acting_user=SYSTEM)
    one, other = (token_of(message) for message in Message.objects.order_by("pk"))
    client.post(f"/thessaly/confirmations/{one}/")
    client.post(f"/thessaly/confirmations/{other}/correct/", {"address": "Ερμού 5"})
    assert stored(organisation).address == ""
    assert ConfirmationRequest.objects.filter(answered_at=None).count() == 0


def test_link_that_is_too_old_or_unknown_says_what_to_do(client, old):
    token = ask(old)
    later(61)
    gone = client.get(f"/thessaly/confirmations/{token}/")
    assert gone.status_code == 404
    assert f"/thessaly/organisations/{old.slug}/report/" in gone.content.decode()
    assert client.post(f"/thessaly/confirmations/{token}/").status_code == 404
    assert stored(old).confirmed_at is None
    unknown = client.get("/thessaly/confirmations/AbC123/")
    assert (unknown.status_code, "/thessaly/organisations/" in unknown.content.decode()) == (404, True)


def test_link_of_another_partnership_leads_nowhere(client, organisation, other_partnership):
    ConfirmationRequestFactory(organisation=organisation, token_digest=digest_of("a-token"))
    statuses = [client.get(f"/{place}/confirmations/a-token/").status_code for place in ("thessaly", "crete")]
    assert statuses == [200, 404]


def test_link_of_an_organisation_off_the_public_pages_says_so(client, old, coordinator):
    token = ask(old)
    suspend_organisation(old, acting_user=coordinator, reason="Ελέγχουμε.")
    response = client.post(f"/thessaly/confirmations/{token}/")
    assert response.status_code == 422
    assert "Ο φορέας δεν είναι δημόσιος αυτή τη στιγμή." in response.content.decode()


def test_guessing_links_is_limited(client, opened):
    statuses = {client.get(f"/thessaly/confirmations/{number}/").status_code for number in range(30)}
    assert (statuses, client.get("/thessaly/confirmations/30/").status_code) == ({404}, 429)


# With an account


def test_manager_confirms_from_the_desk(client, opened, organisation, manager):
    Organisation.objects.filter(pk=organisation.pk).update(published_at=days_ago(400))
    ConfirmationRequestFactory(organisation=organisation)
    client.force_login(manager)
    (desk,) = client.get("/workspace/").context["desks"]
    address = f"/thessaly/organisations/{organisation.slug}/confirm/"
    assert [task.url for task in desk["tasks"]] == [address]
    assert client.post(address)["Location"] == f"/thessaly/organisations/{organisation.slug}/desk/"
    assert stored(organisation).confirmed_at is not None
    assert ConfirmationRequest.objects.get().answered_at is not None
    assert AuditEntry.objects.get(event="organisation.confirmed").actor == manager


def test_coordinator_sees_the_stale_ones_asks_and_confirms(client, old, coordinator):
    client.force_login(coordinator)
    (row,) = client.get("/thessaly/manage/stale/").context["organisations"]
    assert (row.pk, row.may_be_asked, row.asked_at) == (old.pk, True, None)
    assert client.post(f"/thessaly/manage/stale/{old.pk}/ask/")["Location"] == "/thessaly/manage/stale/"
    assert Message.objects.get().to == "anthos@example.org"
    assert client.post(f"/thessaly/organisations/{old.slug}/confirm/")["Location"] == "/thessaly/manage/stale/"
    assert list(client.get("/thessaly/manage/stale/").context["organisations"]) == []


@pytest.mark.parametrize("number", [1, 3])
def test_stale_list_asks_as_often_for_three_as_for_one(client, opened, coordinator, number, django_assert_num_queries):
    for _ in range(number):
        OrganisationFactory(partnership=opened, published_at=days_ago(400))
    client.force_login(coordinator)
    client.get("/thessaly/manage/stale/")
    with django_assert_num_queries(10):
        assert len(client.get("/thessaly/manage/stale/").context["organisations"]) == number
