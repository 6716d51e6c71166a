"""The wallet: what goes in, who opens it, what is replaced, and the mails before a paper ends."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, Message
from core.tenancy import activate
from core.uploads import prepare_paper
from core.uploads.keeping import read
from enterprises.actions import documents as actions
from enterprises.models import ControlBody, Document
from enterprises.queries.documents import ending, standing, usable, wallet
from enterprises.tasks import remind_of_expiry
from tests.core.uploads.samples import bomb, pdf, upload
from tests.factories.enterprises import DocumentFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def address(organisation, *parts):
    return "/".join(["/thessaly/organisations", organisation.slug, "documents", *map(str, parts), ""])


@pytest.fixture
def paper():
    return prepare_paper(upload(pdf()))


def add(organisation, paper, manager, **facts):
    return actions.add_document(
        organisation, paper, acting_user=manager, file_name="χαρτί.pdf", **{"kind": "statute", **facts}
    )


def test_added_paper_lies_in_the_vault(opened, organisation, manager, paper):
    document = add(organisation, paper, manager)
    assert read("vault", document.path) == paper.content
    assert wallet(organisation) == [document]
    assert AuditEntry.objects.get(event="document.added").object_id == document.pk


@pytest.mark.parametrize(
    "facts, code, field",
    [
        ({"kind": "hygiene"}, "expiry-missing", "expires_on"),
        ({"kind": "organic", "expires_on": in_days(100)}, "control-body-missing", "control_body"),
        ({"issued_on": in_days(1)}, "issued-later", "issued_on"),
        ({"issued_on": in_days(-1), "expires_on": in_days(-2)}, "expires-before-issue", "expires_on"),
        ({"kind": "letter"}, "invalid", "kind"),
    ],
)
def test_paper_that_cannot_be_right_is_refused_and_kept_nowhere(opened, organisation, manager, facts, code, field):
    paper = prepare_paper(upload(pdf() + b"\n" * 7))
    with pytest.raises(DomainError) as refused:
        add(organisation, paper, manager, **facts)
    assert (refused.value.code, refused.value.field) == (code, field)
    folder = Path(storages["vault"].location) / actions.folder_of(organisation)
    assert list(folder.rglob("*.*")) == []


def test_organic_certificate_names_its_control_body(opened, organisation, manager, paper):
    body = ControlBody.objects.get(number="GR-BIO-01")
    document = add(organisation, paper, manager, kind="organic", control_body=body, expires_on=in_days(90))
    assert document.control_body == body


def test_newer_paper_takes_the_place_of_the_older(opened, organisation, manager, paper):
    old = add(organisation, paper, manager, kind="hygiene", expires_on=in_days(3))
    new = add(organisation, paper, manager, kind="hygiene", expires_on=in_days(400), replaces=old)
    assert wallet(organisation) == [new]
    with pytest.raises(DomainError):
        add(organisation, paper, manager, kind="hygiene", expires_on=in_days(500), replaces=old)


def test_paper_of_another_organisation_is_not_replaced(opened, organisation, manager, paper):
    foreign = DocumentFactory(organisation=OrganisationFactory(partnership=opened))
    with pytest.raises(DomainError):
        add(organisation, paper, manager, replaces=foreign)
    assert wallet(organisation) == []


def test_withdrawn_paper_comes_back(opened, organisation, manager, paper):
    document = add(organisation, paper, manager)
    actions.withdraw_document(document, acting_user=manager)
    assert wallet(organisation) == []
    actions.bring_back_document(document, acting_user=manager)
    assert wallet(organisation) == [document]


@pytest.mark.parametrize("who", ["coordinator", "citizen", "outsider", "officer"])
def test_wallet_is_filled_by_its_own_people_alone(opened, organisation, paper, who, request):
    with pytest.raises(PermissionRefused):
        add(organisation, paper, request.getfixturevalue(who))


def test_usable_papers_have_not_ended(opened, organisation):
    good = DocumentFactory(organisation=organisation, kind="hygiene", expires_on=in_days(0))
    DocumentFactory(organisation=organisation, kind="hygiene", expires_on=in_days(-1))
    DocumentFactory(organisation=organisation, kind="hygiene", withdrawn_at=timezone.now())
    DocumentFactory(organisation=organisation, kind="statute")
    assert list(usable(organisation, "hygiene")) == [good]


@pytest.mark.parametrize(
    "days, mark, words",
    [
        (-1, "no", "Έληξε"),
        (0, "attention", "Λήγει σήμερα"),
        (1, "attention", "Λήγει σε 1 ημέρα"),
        (31, "yes", "Ισχύει ως"),
    ],
)
def test_standing_says_how_long(opened, organisation, days, mark, words):
    found = standing(DocumentFactory(organisation=organisation, expires_on=in_days(days)))
    assert (found.mark, found.words[: len(words)]) == (mark, words)


def test_reminders_fall_due_a_month_and_a_week_before(opened, organisation):
    papers = {
        days: DocumentFactory(organisation=organisation, expires_on=in_days(days)) for days in (-1, 0, 7, 8, 30, 31)
    }
    assert ending(opened) == [(papers[0], 7), (papers[7], 7), (papers[8], 30), (papers[30], 30)]


def test_task_reminds_once_for_each_day_of_reminder(partnership, organisation, manager):
    document = DocumentFactory(organisation=organisation, kind="hygiene", expires_on=in_days(20))
    remind_of_expiry()
    remind_of_expiry()
    with activate(partnership):
        assert [(mail.to, mail.subject) for mail in Message.objects.all()] == [
            (manager.email, f"Λήγει σύντομα: Πιστοποιητικό υγιεινής ({organisation.name})")
        ]
        Document.objects.filter(pk=document.pk).update(expires_on=in_days(5))
    remind_of_expiry()
    remind_of_expiry()
    with activate(partnership):
        assert Message.objects.count() == 2


def test_replaced_paper_is_not_reminded_of(opened, organisation, manager, paper):
    old = add(organisation, paper, manager, kind="hygiene", expires_on=in_days(3))
    add(organisation, paper, manager, kind="hygiene", expires_on=in_days(400), replaces=old)
    assert ending(opened) == []


def test_upload_lands_in_the_wallet(client, organisation, manager):
    client.force_login(manager)
    data = {"kind": "statute", "file": upload(pdf(), "Καταστατικό 2024.docx")}
    answer = client.post(address(organisation, "new"), data, follow=True)
    assert answer.status_code == 200
    with activate(organisation.partnership):
        document = Document.objects.get()
    file = client.get(address(organisation, document.pk))
    assert file.getvalue() == pdf()
    assert "attachment" in file["Content-Disposition"]
    with activate(organisation.partnership):
        assert AuditEntry.objects.get(event="document.opened").actor == manager


def test_paper_that_has_ended_already_is_kept_with_a_warning(client, organisation, manager):
    client.force_login(manager)
    data = {"kind": "statute", "expires_on": in_days(-3).isoformat(), "file": upload(pdf(), "Καταστατικό.pdf")}
    [message] = client.post(address(organisation, "new"), data, follow=True).context["messages"]
    assert (message.level_tag, "έχει ήδη λήξει" in str(message)) == ("warning", True)


def test_refused_file_keeps_what_was_typed(client, organisation, manager):
    client.force_login(manager)
    data = {"kind": "statute", "title": "Το καταστατικό μας", "file": upload(bomb(), "scan.png")}
    answer = client.post(address(organisation, "new"), data)
    assert answer.status_code == 422
    assert "περισσότερα από 50 megapixel" in answer.text
    assert "Το καταστατικό μας" in answer.text
    with activate(organisation.partnership):
        assert Document.objects.count() == 0


def test_paper_of_another_organisation_is_not_found(client, organisation, manager):
    foreign = DocumentFactory(organisation=OrganisationFactory(partnership=organisation.partnership))
    client.force_login(manager)
    assert client.get(address(organisation, foreign.pk)).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_wallet_page_asks_the_database_as_often_for_many_papers(
    client, organisation, manager, number, django_assert_num_queries
):
    for _ in range(number):
        DocumentFactory(organisation=organisation)
    client.force_login(manager)
    client.get(address(organisation))
    with django_assert_num_queries(12):
        client.get(address(organisation))


def test_workspace_names_what_ends(client, organisation, manager):
    DocumentFactory(organisation=organisation, kind="hygiene", expires_on=in_days(5))
    client.force_login(manager)
    assert f"Πιστοποιητικό υγιεινής ({organisation.name}): Λήγει σε 5 ημέρες" in client.get("/workspace/").text


def test_paper_is_handed_out_whole_unkept_and_noted(client, organisation, manager, paper):
    with activate(organisation.partnership):
        document = add(organisation, paper, manager)
    client.force_login(manager)
    answer = client.get(address(organisation, document.pk), headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer.getvalue()) == (200, paper.content)
    assert {name: answer[name] for name in ("Cache-Control", "X-Content-Type-Options", "Content-Type")} == {
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Type": "application/pdf",
    }
    assert "sandbox" in answer["Content-Security-Policy"]
    with activate(organisation.partnership):
        assert AuditEntry.objects.filter(event="document.opened").count() == 1


def test_paper_is_nobody_elses(client, organisation, manager, paper, other_partnership, outsider, citizen):
    with activate(organisation.partnership):
        document = add(organisation, paper, manager)
    for who, status in ((None, 302), (citizen, 403), (outsider, 403)):
        client.logout()
        if who:
            client.force_login(who)
        assert client.get(address(organisation, document.pk)).status_code == status
    elsewhere = address(organisation, document.pk).replace("thessaly", "crete")
    client.force_login(manager)
    assert client.get(elsewhere).status_code == 404
    with activate(organisation.partnership):
        assert AuditEntry.objects.filter(event="document.opened").count() == 0


def test_whoever_forgot_a_day_is_asked_for_the_file_again(client, organisation, manager):
    client.force_login(manager)
    page = f"/thessaly/organisations/{organisation.slug}/documents/new/"
    response = client.post(page, {"kind": "fair_trade", "file": upload(pdf(), "FLO-77.pdf")})
    errors = response.context["form"].errors
    assert sorted(errors) == ["expires_on", "file"]
    assert "«FLO-77.pdf»" in errors["file"][0]


def test_file_that_was_forgotten_is_asked_for_in_words(client, organisation, manager):
    client.force_login(manager)
    page = f"/thessaly/organisations/{organisation.slug}/documents/new/"
    response = client.post(page, {"kind": "statute"})
    assert response.context["form"].errors == {"file": ["Επιλέξτε ένα αρχείο."]}


def test_fair_trade_papers_end_and_are_reminded_of(opened, organisation, manager, paper):
    with pytest.raises(DomainError) as refused:
        add(organisation, paper, manager, kind="fair_trade")
    assert (refused.value.code, refused.value.field) == ("expiry-missing", "expires_on")
    document = add(organisation, paper, manager, kind="fair_trade", expires_on=in_days(20))
    assert [(one.pk, days) for one, days in ending(opened)] == [(document.pk, 30)]
