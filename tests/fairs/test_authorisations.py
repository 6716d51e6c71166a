"""The chain of a municipality's authorisation: what is asked of whom, and the answers."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message
from core.policy import SYSTEM
from core.tokens import digest_of
from core.uploads import prepare_paper, sweeping
from fairs.actions import authorisation_answers as answers
from fairs.actions import authorisations as actions
from fairs.actions.authorisation_answers import Answer
from fairs.actions.authorisation_routes import set_route
from fairs.actions.fairs import cancel_fair, update_fair
from fairs.models import AuthorisationStep
from fairs.states import FairState
from tests.core.uploads.samples import pdf, upload
from tests.factories.fairs import AuthorisationStepFactory, FairFactory, in_days


def answer(**changes):
    values = {
        "protocol_number": "112/2026",
        "ada": "Ψ4ΔΕΩΞΜ-ΑΒ1",
        "decided_on": timezone.localdate(),
        "terms": "Όροι.",
    }
    return Answer(**{**values, **changes})


def posted(**changes):
    values = {
        "outcome": "grant",
        "protocol_number": "112/2026",
        "ada": "Ψ4ΔΕΩΞΜ-ΑΒ1",
        "decided_on": timezone.localdate().isoformat(),
        "terms": "Όροι.",
    }
    return {**values, **changes}


def asked_step(opened):
    return AuthorisationStepFactory(fair=FairFactory(partnership=opened, state="planned"), state="asked")


@pytest.fixture
def chain(opened, municipality, coordinator, officer):
    """The steps of a fair whose committee answers by a link and whose council by the officer."""
    set_route(
        opened,
        municipality,
        [
            {"body": "committee", "name": "Επιτροπή", "days": 10, "email": "committee@example.org"},
            {"body": "council", "name": "Συμβούλιο", "days": 20, "responsible": officer},
        ],
        acting_user=coordinator,
    )
    return actions.start_chain(FairFactory(partnership=opened, state="planned"), acting_user=coordinator)


def token_in_mail():
    body = Message.objects.get(to="committee@example.org").text
    return re.search(r"/authorisations/([\w-]+)/", body)[1]


def test_starting_copies_the_route_and_asks_the_first_body(chain):
    assert [(step.name, step.state, step.due_on) for step in chain] == [
        ("Επιτροπή", "asked", in_days(10)),
        ("Συμβούλιο", "planned", in_days(30)),
    ]
    assert list(Message.objects.values_list("to", flat=True)) == ["committee@example.org"]


def test_token_is_kept_as_a_hash_alone(chain):
    token = token_in_mail()
    chain[0].refresh_from_db()
    assert chain[0].token_digest == digest_of(token)
    assert not AuditEntry.objects.filter(after__icontains=token).exists()


def test_chain_starts_once(chain, coordinator):
    with pytest.raises(DomainError) as refusal:
        actions.start_chain(chain[0].fair, acting_user=coordinator)
    assert refusal.value.code == "chain-started"


def test_chain_of_a_fair_that_is_no_longer_planned_does_not_start(opened, coordinator, officer):
    with pytest.raises(TransitionRefused):
        actions.start_chain(FairFactory(partnership=opened), acting_user=coordinator)


def test_nobody_who_could_answer_is_told(opened, coordinator):
    with pytest.raises(DomainError) as refusal:
        actions.start_chain(FairFactory(partnership=opened, state="planned"), acting_user=coordinator)
    assert refusal.value.code == "nobody-to-ask"
    assert not AuthorisationStep.objects.exists()


def test_next_body_is_asked_only_after_the_one_before(chain, coordinator):
    with pytest.raises(DomainError) as refusal:
        actions.ask_body(chain[1], acting_user=coordinator)
    assert refusal.value.code == "step-before-open"


def test_last_answer_in_favour_authorises_the_fair(chain, coordinator, officer):
    answers.grant_by_link(chain[0], token_in_mail(), answer(ada=""), name="Γραμματεία")
    actions.ask_body(chain[1], acting_user=coordinator)
    step = answers.grant(chain[1], answer(), acting_user=officer)
    step.fair.refresh_from_db()
    assert (step.answered_by, step.fair.state) == (officer, FairState.AUTHORISED)


def test_platform_answers_for_whoever_holds_a_link_alone(opened):
    with pytest.raises(PermissionRefused):
        answers.grant(asked_step(opened), answer(), acting_user=SYSTEM)


def test_late_answer_moves_the_days_of_the_bodies_after_it(chain, coordinator):
    AuthorisationStep.objects.filter(pk=chain[0].pk).update(due_on=in_days(-4))
    answers.grant_by_link(chain[0], token_in_mail(), answer(), name="Γραμματεία")
    assert actions.ask_body(chain[1], acting_user=coordinator).due_on == in_days(34)


def test_refusal_needs_reasons(chain, officer):
    with pytest.raises(DomainError) as refusal:
        answers.refuse(chain[0], answer(terms=" "), acting_user=officer)
    assert (refusal.value.code, refusal.value.field) == ("reasons-missing", "terms")


@pytest.mark.parametrize(
    "changes, code, field",
    [
        ({"protocol_number": " "}, "protocol-missing", "protocol_number"),
        ({"protocol_number": "1" * 41}, "protocol-too-long", "protocol_number"),
        ({"ada": ""}, "ada-missing", "ada"),
        ({"ada": "6ΩΧ-9ΘΗ"}, "ada-shape", "ada"),
        ({"decided_on": None}, "date-missing", "decided_on"),
        ({"decided_on": timezone.localdate() + timedelta(days=2)}, "date-in-future", "decided_on"),
    ],
)
def test_answer_that_cannot_be_right_is_told_at_its_field(changes, code, field, opened, officer):
    with pytest.raises(DomainError) as refusal:
        answers.grant(asked_step(opened), answer(**changes), acting_user=officer)
    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_reopening_forgets_the_answer_and_sends_a_new_link(chain, coordinator):
    first = token_in_mail()
    step = answers.refuse_by_link(chain[0], first, answer(), name="Γραμματεία")
    Message.objects.all().delete()
    step = actions.reopen_step(step, acting_user=coordinator)
    assert (step.state, step.protocol_number, step.answered_name) == ("asked", "", "")
    assert token_in_mail() != first
    assert answers.find_by_link(step.partnership, first) is None


def test_answer_stands_once_a_later_body_is_asked(chain, coordinator):
    step = answers.grant_by_link(chain[0], token_in_mail(), answer(), name="Γραμματεία")
    actions.ask_body(chain[1], acting_user=coordinator)
    with pytest.raises(DomainError) as refusal:
        actions.reopen_step(step, acting_user=coordinator)
    assert refusal.value.code == "later-step-asked"


def test_opening_the_link_changes_nothing_and_posting_answers_once(chain, opened, client):
    address = reverse("authorisation_by_link", kwargs={"partnership": opened.slug, "token": token_in_mail()})
    assert client.get(address).status_code == 200
    chain[0].refresh_from_db()
    assert chain[0].state == "asked"
    assert client.post(address, posted(name=" ")).status_code == 422
    assert client.post(address, posted(name="Μ. Γραμματέας")).status_code == 200
    chain[0].refresh_from_db()
    assert (chain[0].state, chain[0].answered_by_link, chain[0].answered_name) == ("granted", True, "Μ. Γραμματέας")
    assert AuditEntry.objects.get(event="authorisationstep.answered_by_link").on_behalf_of == "Μ. Γραμματέας"
    assert client.get(address).status_code == 404
    assert client.post(address, posted(name="Άλλος")).status_code == 404


def test_link_of_another_partnership_leads_nowhere(chain, other_partnership):
    assert answers.find_by_link(chain[0].partnership, token_in_mail()) == chain[0]
    assert answers.find_by_link(other_partnership, token_in_mail()) is None


def test_paper_of_the_answer_lies_in_the_vault_and_is_not_swept(opened, officer, coordinator, client):
    step = asked_step(opened)
    paper = prepare_paper(upload(pdf()))
    step = answers.grant(step, answer(paper=paper, file_name="decision.pdf"), acting_user=officer)
    tomorrow = timezone.now() + timedelta(days=1)
    assert sweeping.orphans("vault", opened, before=tomorrow) == sweeping.Swept(seen=1, orphans=())
    client.force_login(coordinator)
    address = reverse(
        "authorisation_paper", kwargs={"partnership": opened.slug, "fair": step.fair.slug, "step": step.pk}
    )
    assert b"".join(client.get(address).streaming_content) == paper.content


def test_page_of_the_chain_shows_the_route_and_then_the_steps(opened, coordinator, officer, client):
    fair = FairFactory(partnership=opened, state="planned")
    client.force_login(coordinator)
    address = reverse("authorisation_chain", kwargs={"partnership": opened.slug, "fair": fair.slug})
    assert not client.get(address).context["steps"]
    start = reverse("authorisation_start", kwargs={"partnership": opened.slug, "fair": fair.slug})
    assert client.post(start).status_code == 302
    response = client.get(address)
    assert [step.state for step in response.context["steps"]] == ["asked", "planned", "planned"]
    assert response.context["steps"][0].may == []


def test_who_answers_is_changed_on_its_page(chain, opened, officer, coordinator, client):
    client.force_login(coordinator)
    page = {"partnership": opened.slug, "fair": chain[0].fair.slug, "step": chain[0].pk}
    address, first = reverse("authorisation_respondent", kwargs=page), token_in_mail()
    form = {
        "email": "committee@example.org",
        "deputy_email": "committee@example.org",
        "due_on": in_days(5).isoformat(),
    }
    refused = client.post(address, form)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["deputy_email"])
    past = client.post(address, {**form, "deputy_email": "", "due_on": in_days(-1).isoformat()})
    assert list(past.context["form"].errors) == ["due_on"]
    Message.objects.all().delete()
    assert (
        client.post(address, {**form, "email": "", "deputy_email": "", "responsible": officer.pk}).status_code == 302
    )
    assert answers.find_by_link(opened, first) is None
    assert [message.to for message in Message.objects.all()] == [officer.email]
    answers.grant(chain[0], answer(), acting_user=officer)
    assert client.post(address, form).status_code == 422


def test_question_is_taken_back_and_asked_anew(chain, opened, municipality, other_municipality, coordinator, client):
    fair, token = chain[0].fair, token_in_mail()
    with pytest.raises(DomainError) as refusal:
        update_fair(fair, acting_user=coordinator, municipality=other_municipality)
    assert (refusal.value.code, refusal.value.field) == ("municipality-asked", "municipality")
    Message.objects.all().delete()
    client.force_login(coordinator)
    address = reverse("authorisation_withdraw", kwargs={"partnership": opened.slug, "fair": fair.slug})
    assert client.post(address).status_code == 302
    assert answers.find_by_link(opened, token) is None
    assert [message.to for message in Message.objects.all()] == ["committee@example.org"]
    entry = AuditEntry.objects.get(event="fair.authorisation_withdrawn")
    assert entry.before == {"steps": ["Επιτροπή", "Συμβούλιο"]}
    assert client.post(address).status_code == 422
    assert update_fair(fair, acting_user=coordinator, municipality=other_municipality)
    assert update_fair(fair, acting_user=coordinator, municipality=municipality)
    assert len(actions.start_chain(fair, acting_user=coordinator)) == 2


def test_link_of_a_cancelled_fair_is_dead(chain, coordinator):
    cancel_fair(chain[0].fair, acting_user=coordinator, reason="Κακοκαιρία.")
    assert answers.find_by_link(chain[0].partnership, token_in_mail()) is None
