"""The team: invitations, their tokens, leaving, handing over."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import User
from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, Message
from core.tenancy import activate
from core.tokens import digest_of
from enterprises.actions.founding import team
from enterprises.models import FoundingMember
from tests.factories.accounts import UserFactory
from tests.factories.founding import FoundingMemberFactory, FoundingProjectFactory

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/thessaly/founding/join/([\w-]+)/")


def token_of(mail):
    return LINK.search(mail.text).group(1)


def invite(project, lead, email="New@Example.org"):
    member = team.invite(project, email, acting_user=lead)
    return member, token_of(Message.objects.latest("pk"))


def test_invitation_keeps_the_digest_alone(opened, project, lead):
    member, token = invite(project, lead)
    assert member.email == "new@example.org"
    assert member.token_digest == digest_of(token)
    assert token not in str(FoundingMember.objects.filter(pk=member.pk).values())
    assert team.find_open(opened, token) == member
    entry = AuditEntry.objects.get(event="foundingmember.invited")
    assert "new@example.org" not in f"{entry.object_label} {entry.after}"


def test_token_is_used_once(opened, project, lead):
    member, token = invite(project, lead, "citizen@example.org")
    citizen = UserFactory(email="citizen@example.org")
    seat = team.join(member, acting_user=citizen)
    assert (seat.user, seat.token_digest, seat.expires_at) == (citizen, "", None)
    assert team.find_open(opened, token) is None
    with pytest.raises(DomainError) as refused:
        team.join(member, acting_user=citizen)
    assert refused.value.code == "invitation-gone"
    assert Message.objects.latest("pk").to == lead.email


def test_token_expires(opened, project, lead, citizen):
    member, token = invite(project, lead, citizen.email)
    FoundingMember.objects.filter(pk=member.pk).update(expires_at=timezone.now())
    assert team.find_open(opened, token) is None
    with pytest.raises(DomainError) as refused:
        team.join(member, acting_user=citizen)
    assert refused.value.code == "invitation-gone"


def test_invitation_is_for_its_address(opened, project, lead, citizen):
    member, _token = invite(project, lead)
    with pytest.raises(DomainError) as refused:
        team.join(member, acting_user=citizen)
    assert refused.value.code == "other-address"


def test_unconfirmed_address_does_not_join(opened, project, lead, citizen):
    member, _token = invite(project, lead, citizen.email)
    EmailAddress.objects.filter(user=citizen).update(verified=False)
    with pytest.raises(DomainError) as refused:
        team.join(member, acting_user=citizen)
    assert refused.value.code == "other-address"


def test_person_who_is_in_the_team_takes_no_second_place(opened, project, seat, mate):
    EmailAddress.objects.create(user=mate, email="second@example.org", verified=True)
    second = FoundingMemberFactory(
        project=project, user=None, email="second@example.org", expires_at=timezone.now() + timedelta(days=1)
    )
    with pytest.raises(DomainError) as refused:
        team.join(second, acting_user=mate)
    assert refused.value.code == "already-in-team"


@pytest.mark.parametrize(
    "email, age, code, words",
    [
        ("lead@example.org", 0, "in-team-already", "είναι ήδη στην ομάδα"),
        ("NEW@example.org", 0, "already-invited", "δεν έχει απαντηθεί ακόμη"),
        ("new@example.org", 15, "already-invited", "έχει λήξει"),
    ],
)
def test_address_is_invited_once_and_told_why(opened, project, lead, email, age, code, words):
    member, _token = invite(project, lead)
    gone = timezone.now() + team.VALID_FOR - timedelta(days=age)
    FoundingMember.objects.filter(pk=member.pk).update(expires_at=gone)
    with pytest.raises(DomainError) as refused:
        team.invite(project, email, acting_user=lead)
    assert (refused.value.code, refused.value.field) == (code, "email")
    assert words in str(refused.value.message)


def test_project_does_not_write_to_many_strangers(opened, project, lead):
    for number in range(team.MOST_INVITATIONS_A_DAY):
        member = FoundingMemberFactory(project=project, user=None, email=f"a{number}@example.org")
        FoundingMember.objects.filter(pk=member.pk).update(left_at=timezone.now())
    with pytest.raises(DomainError) as refused:
        team.invite(project, "one-more@example.org", acting_user=lead)
    assert refused.value.code == "too-many-invitations"


def test_sending_again_makes_the_old_link_useless(opened, project, lead):
    member, old = invite(project, lead)
    with pytest.raises(DomainError) as refused:
        team.invite_again(member, acting_user=lead)
    assert refused.value.code == "just-sent"
    FoundingMember.objects.filter(pk=member.pk).update(invited_at=timezone.now() - timedelta(hours=1))
    team.invite_again(member, acting_user=lead)
    new = token_of(Message.objects.latest("pk"))
    assert (team.find_open(opened, old), team.find_open(opened, new)) == (None, member)


def test_withdrawn_invitation_is_gone_and_may_be_sent_anew(opened, project, lead):
    member, token = invite(project, lead)
    team.withdraw_invitation(member, acting_user=lead)
    assert team.find_open(opened, token) is None
    assert invite(project, lead)[0].pk != member.pk


def test_taking_an_invitation_back_asks_first(client, partnership, project, lead):
    with activate(partnership):
        member, token = invite(project, lead)
    client.force_login(lead)
    address = f"/thessaly/founding/{project.pk}/team/{member.pk}/withdraw/"
    assert member.email in client.get(address).text
    with activate(partnership):
        assert team.find_open(partnership, token) == member
    assert client.post(address).url == f"/thessaly/founding/{project.pk}/team/"
    with activate(partnership):
        assert team.find_open(partnership, token) is None


def test_closed_project_takes_nobody(opened, project, lead, citizen):
    member, token = invite(project, lead, citizen.email)
    type(project).objects.filter(pk=project.pk).update(state="abandoned")
    assert team.find_open(opened, token) is None
    with pytest.raises(DomainError):
        team.join(member, acting_user=citizen)


def test_lead_does_not_leave_and_is_not_taken_out(opened, project, lead, seat):
    with pytest.raises(DomainError) as refused:
        team.leave(project, acting_user=lead)
    assert refused.value.code == "lead-stays"
    own = project.team.get(user=lead)
    with pytest.raises(DomainError) as refused:
        team.remove_member(own, acting_user=lead)
    assert refused.value.code == "lead-stays"


def test_who_leaves_sees_it_no_more(opened, project, seat, mate):
    team.leave(project, acting_user=mate)
    assert list(type(project).objects.visible_to(mate)) == []


def test_lead_is_handed_over_and_then_leaves(opened, project, lead, seat, mate):
    team.hand_over(seat, acting_user=lead)
    assert dict(project.team.values_list("user", "is_lead")) == {lead.pk: False, mate.pk: True}
    assert Message.objects.get().to == mate.email
    team.leave(project, acting_user=lead)
    assert [row.user for row in project.team.filter(left_at=None)] == [mate]


def test_lead_is_not_handed_to_somebody_who_has_not_joined(opened, project, lead):
    member, _token = invite(project, lead)
    with pytest.raises(DomainError) as refused:
        team.hand_over(member, acting_user=lead)
    assert refused.value.code == "not-in-team"


def test_member_taken_out_gets_a_mail(opened, project, lead, seat, mate):
    team.remove_member(seat, acting_user=lead)
    assert Message.objects.get().to == mate.email


def test_project_without_a_lead_is_taken_over_by_the_team(opened, project, lead, seat, mate, coordinator):
    with pytest.raises(PermissionRefused):
        team.take_over(project, acting_user=mate)
    project.team.filter(user=lead).delete()
    with pytest.raises(PermissionRefused):
        team.take_over(project, acting_user=coordinator)
    assert team.take_over(project, acting_user=mate).is_lead


@pytest.mark.parametrize("who", ["mate", "manager", "coordinator", "citizen", "outsider"])
def test_only_the_lead_staffs_the_team(opened, project, seat, mentor, who, request):
    person = request.getfixturevalue(who)
    acts = (
        lambda: team.invite(project, "x@example.org", acting_user=person),
        lambda: team.invite_again(seat, acting_user=person),
        lambda: team.withdraw_invitation(seat, acting_user=person),
        lambda: team.remove_member(seat, acting_user=person),
        lambda: team.hand_over(seat, acting_user=person),
    )
    for act in acts:
        with pytest.raises(PermissionRefused):
            act()


def link(partnership, project, lead, email):
    with activate(partnership):
        _member, token = invite(project, lead, email)
    return f"/thessaly/founding/join/{token}/"


def test_stranger_opens_an_account_and_joins(client, partnership, project, lead):
    address = link(partnership, project, lead, "stranger@example.org")
    assert "Δημιουργία λογαριασμού και συμμετοχή" in client.get(address).text
    answer = client.post(address, {"name": "Ξένια", "password": "a sentence of my own"}, follow=True)
    assert answer.redirect_chain == [(f"/thessaly/founding/{project.pk}/", 302)]
    user = User.objects.get(email="stranger@example.org")
    assert EmailAddress.objects.get(user=user).verified
    assert client.get(address).status_code == 410


def test_person_with_an_account_signs_in_first(client, partnership, project, lead, citizen):
    address = link(partnership, project, lead, citizen.email)
    assert f"/accounts/login/?next={address}" in client.get(address).text
    client.force_login(citizen)
    assert client.post(address).url == f"/thessaly/founding/{project.pk}/"


def test_link_of_another_partnership_is_gone(client, partnership, other_partnership, project, lead, citizen):
    address = link(partnership, project, lead, citizen.email)
    assert client.get(address.replace("thessaly", "crete")).status_code == 410


def test_weak_password_keeps_the_name(client, partnership, project, lead):
    address = link(partnership, project, lead, "stranger@example.org")
    answer = client.post(address, {"name": "Ξένια", "password": "12345"})
    assert (answer.status_code, "Ξένια" in answer.text) == (422, True)
    assert not User.objects.filter(email="stranger@example.org").exists()


@pytest.mark.parametrize("number", [1, 3])
def test_team_page_asks_the_database_as_often_for_many(
    client, partnership, project, lead, number, django_assert_max_num_queries
):
    for _ in range(number):
        FoundingMemberFactory(project=project)
        FoundingMemberFactory(project=project, user=None, email=UserFactory.build().email)
    client.force_login(lead)
    with django_assert_max_num_queries(15):
        client.get(f"/thessaly/founding/{project.pk}/team/")


def test_emails_are_for_the_team_alone(client, project, lead, seat, mate, coordinator):
    client.force_login(coordinator)
    page = client.get(f"/thessaly/founding/{project.pk}/team/").text
    assert (mate.name in page, mate.email in page) == (True, False)


def test_project_of_another_partnership_is_not_found(client, other_partnership, lead, project):
    foreign = FoundingProjectFactory(partnership=other_partnership, lead=lead)
    client.force_login(lead)
    assert client.get(f"/thessaly/founding/{foreign.pk}/").status_code == 404
    assert client.get(f"/crete/founding/{foreign.pk}/").status_code == 200


def test_invitation_waits_in_the_workspace_for_its_address(client, partnership, project, lead, citizen):
    with activate(partnership):
        invite(project, lead, citizen.email)
    client.force_login(citizen)
    address = f"/thessaly/founding/{project.pk}/invited/"
    assert f'href="{address}"' in client.get("/workspace/").text
    assert client.post(address).url == f"/thessaly/founding/{project.pk}/"
    assert client.get(address).status_code == 404


def test_invitation_to_an_unconfirmed_address_does_not_wait(client, partnership, project, lead, citizen):
    with activate(partnership):
        invite(project, lead, citizen.email)
    EmailAddress.objects.filter(user=citizen).update(verified=False)
    client.force_login(citizen)
    assert client.get(f"/thessaly/founding/{project.pk}/invited/").status_code == 404


def test_declined_invitation_is_gone(client, partnership, project, lead, citizen):
    address = link(partnership, project, lead, citizen.email)
    client.force_login(citizen)
    assert client.post(address, {"answer": "decline"}).url == "/workspace/"
    assert client.get(address).status_code == 410
    with activate(partnership):
        assert AuditEntry.objects.get(event="foundingmember.declined").actor == citizen


def test_invitation_of_another_is_not_declined(opened, project, lead, citizen):
    member, _token = invite(project, lead)
    with pytest.raises(DomainError) as refused:
        team.decline(member, acting_user=citizen)
    assert refused.value.code == "other-address"
