"""Mentors are asked and answer; the discussion is read by those who take part, and by nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message
from core.search.index import index
from core.tenancy import activate
from enterprises.actions.founding import mentors, talk
from enterprises.models import FoundingMentor, FoundingMessage
from enterprises.queries.founding.projects import possible_mentors
from partnerships.models import Municipality
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.founding import FoundingMentorFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db


def ask(project, organisation, lead):
    return mentors.ask_mentor(project, organisation, acting_user=lead, message="Μας δείχνετε τον φούρνο σας;")


def test_managers_of_the_asked_get_a_mail(opened, project, lead, organisation, manager):
    mentor = ask(project, organisation, lead)
    mail = Message.objects.get()
    assert (mentor.state, mail.to, "Μας δείχνετε τον φούρνο σας;" in mail.text) == ("asked", manager.email, True)


def test_organisation_is_asked_once_at_a_time(opened, project, lead, organisation, manager):
    mentor = ask(project, organisation, lead)
    with pytest.raises(DomainError) as refused:
        ask(project, organisation, lead)
    assert refused.value.code == "already-asked"
    mentors.decline_mentorship(mentor, acting_user=manager)
    assert ask(project, organisation, lead).pk != mentor.pk


@pytest.mark.parametrize("state", ["draft", "submitted", "suspended", "archived", "unclaimed"])
def test_only_active_members_are_asked(opened, project, lead, state):
    with pytest.raises(DomainError) as refused:
        ask(project, OrganisationFactory(partnership=opened, state=state), lead)
    assert refused.value.code == "not-a-member"


@pytest.mark.parametrize("answer, state", [("accept", "accepted"), ("decline", "declined")])
def test_answer_is_told_to_the_lead(opened, project, lead, organisation, manager, answer, state):
    mentor = FoundingMentorFactory(project=project, organisation=organisation)
    act = mentors.accept_mentorship if answer == "accept" else mentors.decline_mentorship
    assert act(mentor, acting_user=manager).state == state
    assert Message.objects.get().to == lead.email
    with pytest.raises(TransitionRefused):
        act(mentor, acting_user=manager)


def test_closed_project_is_not_accepted_any_more(opened, project, organisation, manager):
    mentor = FoundingMentorFactory(project=project, organisation=organisation)
    type(project).objects.filter(pk=project.pk).update(state="abandoned")
    with pytest.raises(DomainError) as refused:
        mentors.accept_mentorship(mentor, acting_user=manager)
    assert refused.value.code == "project-closed"


@pytest.mark.parametrize("who, other", [("lead", "manager"), ("manager", "lead")])
def test_mentorship_ends_from_either_side(opened, project, lead, manager, mentor, who, other, request):
    mentors.end_mentorship(mentor, acting_user=request.getfixturevalue(who))
    assert FoundingMentor.objects.get().state == "ended"
    assert Message.objects.get().to == request.getfixturevalue(other).email
    assert list(type(project).objects.visible_to(manager)) == []


@pytest.mark.parametrize("who", ["lead", "mate", "coordinator", "citizen", "outsider"])
def test_only_the_manager_answers(opened, project, seat, organisation, who, request):
    mentor = FoundingMentorFactory(project=project, organisation=organisation)
    for act in (mentors.accept_mentorship, mentors.decline_mentorship):
        with pytest.raises(PermissionRefused):
            act(mentor, acting_user=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["mate", "coordinator", "observer", "citizen"])
def test_others_neither_ask_nor_end(opened, project, seat, mentor, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionRefused):
        mentors.end_mentorship(mentor, acting_user=person)
    with pytest.raises(PermissionRefused):
        ask(project, OrganisationFactory(partnership=opened), person)


def test_contributor_does_not_answer_for_the_organisation(opened, project, organisation):
    contributor = give_role(UserFactory(), Role.CONTRIBUTOR, partnership=opened, subject=organisation)
    mentor = FoundingMentorFactory(project=project, organisation=organisation)
    with pytest.raises(PermissionRefused):
        mentors.accept_mentorship(mentor, acting_user=contributor)


def test_possible_mentors_stand_by_place_and_name(opened, project):
    def active(name, place):
        return OrganisationFactory(
            partnership=opened, name=name, sort_key=name, municipality=Municipality.objects.get(slug=place)
        )

    places = ("volos", "trikala", project.municipality.slug)
    rows = {(place, name): active(name, place) for name in ("β", "α") for place in places}
    expected = [rows[place, name] for place in (places[2], "volos", "trikala") for name in ("α", "β")]
    assert list(possible_mentors(project)) == expected


def test_mentor_is_found_by_words(client, partnership, project, lead):
    organisation = OrganisationFactory(partnership=partnership, name="Μύλος της Πίνδου", slug="mylos")
    OrganisationFactory(partnership=partnership, name="Υφαντριες", slug="yfantries")
    with activate(partnership):
        index(organisation)
    client.force_login(lead)
    page = client.get(f"/thessaly/founding/{project.pk}/mentors/?q=mylos")
    assert [row.name for row in page.context["found"]] == ["Μύλος της Πίνδου"]
    assert f'href="{organisation.get_absolute_url()}"' in page.text
    answer = client.post(f"/thessaly/founding/{project.pk}/mentors/ask/mylos/", {"message": "Ελάτε."})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "state, words", [("asked", "έχει ήδη ερωτηθεί"), ("accepted", "είναι ήδη μέντορας αυτού του έργου")]
)
def test_asking_again_leads_back_with_a_word(client, project, lead, organisation, state, words):
    mentor = FoundingMentorFactory(project=project, organisation=organisation, state=state)
    client.force_login(lead)
    address = f"/thessaly/founding/{project.pk}/mentors/"
    for ask_again in (client.get, client.post):
        answer = ask_again(f"{address}ask/{organisation.slug}/", follow=True)
        (message,) = answer.context["messages"]
        assert (answer.redirect_chain, words in message.message) == ([(address, 302)], True)
    with activate(project.partnership):
        assert list(FoundingMentor.objects.all()) == [mentor]
    assert client.get(f"{address}ask/nobody/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_mentors_page_asks_the_database_as_often_for_many(
    client, partnership, project, lead, number, django_assert_num_queries
):
    for _ in range(number):
        FoundingMentorFactory(project=project, state="accepted")
        OrganisationFactory(partnership=partnership)
    client.force_login(lead)
    client.get(f"/thessaly/founding/{project.pk}/mentors/")
    with django_assert_num_queries(14):
        client.get(f"/thessaly/founding/{project.pk}/mentors/")


def test_message_is_told_to_the_others_once_in_an_hour(opened, project, lead, seat, mate, mentor, manager):
    talk.write_message(project, acting_user=lead, text="Βρήκα χώρο.")
    talk.write_message(project, acting_user=lead, text="Με φούρνο μέσα.")
    mails = Message.objects.order_by("to")
    assert [mail.to for mail in mails] == [manager.email, mate.email]
    assert not any("Βρήκα χώρο." in mail.text for mail in mails)


def test_coordinator_gets_mail_once_in_the_talk(opened, project, lead, coordinator):
    talk.write_message(project, acting_user=lead, text="Είναι κανείς εδώ;")
    assert Message.objects.count() == 0
    talk.write_message(project, acting_user=coordinator, text="Βεβαίως.")
    talk.write_message(project, acting_user=lead, text="Ωραία.")
    assert sorted(Message.objects.values_list("to", flat=True)) == [coordinator.email, lead.email]


@pytest.mark.parametrize("text, code", [("  ", "text-missing"), ("α" * 4001, "text-too-long")])
def test_message_that_says_nothing_or_too_much_is_refused(opened, project, lead, text, code):
    with pytest.raises(DomainError) as refused:
        talk.write_message(project, acting_user=lead, text=text)
    assert (refused.value.code, refused.value.field) == (code, "text")


def test_message_sent_twice_is_one(client, project, lead):
    client.force_login(lead)
    for text in ("Βρήκα χώρο.\r\nΜε φούρνο.", "Βρήκα χώρο.\r\nΜε φούρνο. ", "Ναι", "Βρήκα χώρο.\r\nΜε φούρνο."):
        assert client.post(f"/thessaly/founding/{project.pk}/talk/", {"text": text}).status_code == 302
    with activate(project.partnership):
        assert FoundingMessage.objects.count() == 3


def test_same_words_of_another_or_later_are_another_message(opened, project, lead, seat, mate):
    for person in (lead, mate):
        talk.write_message(project, acting_user=person, text="Καλημέρα")
    FoundingMessage.objects.update(written_at=timezone.now() - timedelta(minutes=1))
    talk.write_message(project, acting_user=mate, text="Καλημέρα")
    assert FoundingMessage.objects.count() == 3


def test_own_message_is_removed_within_minutes(opened, project, lead, seat, mate):
    message = talk.write_message(project, acting_user=lead, text="Μυστικό")
    with pytest.raises(DomainError):
        talk.remove_message(message, acting_user=mate)
    talk.remove_message(message, acting_user=lead)
    assert FoundingMessage.objects.count() == 0
    entry = AuditEntry.objects.get(event="foundingmessage.removed")
    assert "Μυστικό" not in f"{entry.object_label}{entry.before}{entry.after}"


def test_removing_a_message_asks_first(client, project, lead):
    with activate(project.partnership):
        message = talk.write_message(project, acting_user=lead, text="Καλημέρα σε όλους")
    client.force_login(lead)
    address = f"/thessaly/founding/{project.pk}/talk/{message.pk}/remove/"
    assert "Καλημέρα σε όλους" in client.get(address).text
    with activate(project.partnership):
        assert FoundingMessage.objects.count() == 1
    assert client.post(address).url == f"/thessaly/founding/{project.pk}/talk/"
    with activate(project.partnership):
        assert FoundingMessage.objects.count() == 0


def test_older_message_stays(opened, project, lead):
    message = talk.write_message(project, acting_user=lead, text="Καλημέρα")
    FoundingMessage.objects.update(written_at=timezone.now() - timedelta(minutes=16))
    with pytest.raises(DomainError) as refused:
        talk.remove_message(message, acting_user=lead)
    assert refused.value.code == "stays"


@pytest.mark.parametrize("who", ["observer", "citizen", "outsider", "editor"])
def test_others_do_not_write(opened, project, who, request):
    with pytest.raises(PermissionRefused):
        talk.write_message(project, acting_user=request.getfixturevalue(who), text="Γεια")


def test_asked_mentor_does_not_read_the_talk(client, project, organisation, manager):
    FoundingMentorFactory(project=project, organisation=organisation)
    client.force_login(manager)
    assert client.get(f"/thessaly/founding/{project.pk}/").status_code == 200
    assert client.get(f"/thessaly/founding/{project.pk}/talk/").status_code == 403


def test_talk_is_paged(client, partnership, project, lead):
    with activate(partnership):
        for number in range(25):
            FoundingMessage.objects.create(
                partnership=partnership, project=project, author=lead, text=f"Μήνυμα {number}"
            )
    client.force_login(lead)
    page = client.get(f"/thessaly/founding/{project.pk}/talk/?page=2")
    assert [message.text for message, _removable in page.context["talk"]] == [
        f"Μήνυμα {number}" for number in (4, 3, 2, 1, 0)
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_talk_asks_the_database_as_often_for_many(client, project, lead, number, django_assert_num_queries):
    with activate(project.partnership):
        for _ in range(number):
            FoundingMessage.objects.create(
                partnership=project.partnership, project=project, author=UserFactory(), text="Γεια"
            )
    client.force_login(lead)
    client.get(f"/thessaly/founding/{project.pk}/talk/")
    with django_assert_num_queries(14):
        client.get(f"/thessaly/founding/{project.pk}/talk/")
