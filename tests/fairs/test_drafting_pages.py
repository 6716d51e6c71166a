"""The pages of an application in the making: saved by a button or by itself, handed in, read."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from core.models import AuditEntry
from core.search import greek
from core.tenancy import activate
from fairs.actions.drafts import edit_application
from fairs.models import ApplicationAnswer, ApplicationDocument, DocumentRequest, FormQuestion
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import DocumentFactory, OrganisationFactory, ProductFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import give_role

ITSELF = {"HX-Request": "true"}
FILLED = {"products_shown": "Μέλι", "goods": "food", "frontage": "3.5", "power_watts": "", "needs_water": "on"}


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership)


@pytest.fixture
def draft(fair, organisation):
    return ApplicationFactory(fair=fair, organisation=organisation, state="draft", products_shown="")


@pytest.fixture
def contributor(organisation):
    return give_role(
        UserFactory(name="Άννα"), Role.CONTRIBUTOR, partnership=organisation.partnership, subject=organisation
    )


def page(name, draft, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", "application": draft.pk, **kwargs})


def ask(fair, kind, **values):
    with activate(fair.partnership):
        return FormQuestion.objects.create(
            partnership=fair.partnership, fair=fair, kind=kind, call_is_public=True, **{"label": kind, **values}
        )


def fresh(draft):
    with activate(draft.partnership):
        draft.refresh_from_db()
    return draft


def answers(draft):
    with activate(draft.partnership):
        return dict(ApplicationAnswer.objects.values_list("question__kind", "value"))


def seen_in(response):
    return response.content.decode().partition('name="seen" form="fill-in" value="')[2].partition('"')[0]


def test_every_kind_of_question_is_filled_in_and_shown_again(client, fair, draft, manager, organisation):
    options = [{"code": code, "label": word, "label_en": ""} for code, word in (("1", "Ξύλο"), ("2", "Πέτρα"))]
    product = ProductFactory(organisation=organisation)
    asked = {kind: ask(fair, kind, options=options) for kind in FormQuestion.Kind.values}
    sent = {
        "text": "Δύο",
        "long_text": "Πολλά\nλόγια",
        "number": "2,5",
        "yes_no": "no",
        "choice": "2",
        "choices": ["1", "2"],
        "date": "2027-05-01",
    }
    client.force_login(manager)
    address = page("application_edit", draft)
    named = {f"question_{asked[kind].pk}": value for kind, value in sent.items()}
    response = client.post(address, FILLED | named | {"products": [product.pk], "save": "yes"})
    assert (response.status_code, response["Location"]) == (302, address)
    kept = {"number": "2.5", "yes_no": False, "long_text": "Πολλά\r\nλόγια"}
    assert answers(draft) == sent | kept | {"long_text": "Πολλά\nλόγια"}
    assert (fresh(draft).frontage, draft.needs_water, draft.version) == (3.5, True, 2)
    shown = client.get(address)
    values = {kind: shown.context["form"][f"question_{asked[kind].pk}"].value() for kind in sent}
    assert values == sent | {"number": "2.5"}
    # Nothing changed, so nothing is written.
    client.post(address, FILLED | named | {"products": [product.pk], "save": "yes"})
    assert fresh(draft).version == 2


def test_page_saves_itself_and_says_what_is_missing(client, fair, draft, manager):
    question = ask(fair, "text", is_required=True, label="Πόσοι;")
    client.force_login(manager)
    address = page("application_edit", draft)
    before = client.get(address)
    assert [words for _place, words in before.context["missing"]] == [
        "Γράψτε τι θα παρουσιάσετε.",
        "Απαντήστε στην ερώτηση: «Πόσοι;»",
    ]
    answer = client.post(address, FILLED | {"seen": json.dumps({"products_shown": ""})}, headers=ITSELF)
    assert (answer.status_code, answer.context["missing"]) == (
        200,
        [(f"id_question_{question.pk}", "Απαντήστε στην ερώτηση: «Πόσοι;»")],
    )
    assert 'hx-swap-oob="true"' in answer.content.decode()
    assert fresh(draft).products_shown == "Μέλι"
    # What is wrong stays out, and the rest is saved.
    client.post(address, FILLED | {"frontage": "-1", "needs": "Σκιά"}, headers=ITSELF)
    assert (fresh(draft).needs, draft.frontage) == ("Σκιά", 3.5)


def test_words_of_another_are_kept_until_somebody_has_compared(client, draft, manager, contributor):
    client.force_login(manager)
    address = page("application_edit", draft)
    seen = client.get(address).context["seen"]
    with activate(draft.partnership):
        edit_application(draft, acting_user=contributor, values={"needs": "Νερό από την Άννα"}, seen={"needs": ""})
    mine = FILLED | {"needs": "Σκιά", "seen": seen}
    answer = client.post(address, mine, headers=ITSELF)
    assert json.loads(answer.context["seen"])["needs"] == ""
    assert (fresh(draft).needs, draft.products_shown) == ("Νερό από την Άννα", "Μέλι")
    told = client.post(address, mine | {"seen": answer.context["seen"], "save": "yes"})
    body = told.content.decode()
    shown = ("Νερό από την Άννα" in body, "Σκιά" in body, "hx-post" in body.partition("fill-in")[2])
    assert (told.status_code, shown) == (422, (True, True, False))
    client.post(address, mine | {"seen": told.context["seen"], "save": "yes"})
    assert fresh(draft).needs == "Σκιά"


def test_submit_is_the_managers_and_says_what_is_missing_at_the_field(client, fair, draft, manager, contributor):
    question = ask(fair, "yes_no", is_required=True)
    address = page("application_edit", draft)
    client.force_login(contributor)
    assert 'name="submit"' not in client.get(address).content.decode()
    assert client.post(address, FILLED | {"submit": "yes"}).status_code == 422
    client.force_login(manager)
    incomplete = client.post(address, {"goods": "food", "submit": "yes", "products_shown": ""})
    assert [*incomplete.context["form"].errors] == ["products_shown", f"question_{question.pk}"]
    done = client.post(address, FILLED | {f"question_{question.pk}": "yes", "submit": "yes"})
    assert done["Location"] == page("application_detail", draft)
    assert fresh(draft).state == "submitted"
    # Until the deadline it can be changed, as a whole.
    assert client.post(address, FILLED | {"products_shown": "", "save": "yes"}).status_code == 422
    changed = client.post(address, FILLED | {f"question_{question.pk}": "no", "save": "yes"})
    assert (changed["Location"], fresh(draft).version) == (page("application_detail", draft), 5)
    assert "έκδοση 5" in client.get(page("application_detail", draft)).content.decode()


def test_paper_comes_from_the_wallet_or_goes_through_it(client, fair, draft, manager, organisation):
    with activate(fair.partnership):
        DocumentRequest.objects.create(partnership=fair.partnership, fair=fair, kind="hygiene", call_is_public=True)
    wallet = DocumentFactory(organisation=organisation, kind="hygiene", number="7", expires_on=fair.ends_on)
    client.force_login(manager)
    address = page("application_paper", draft, kind="hygiene")
    assert client.get(address).context["form"].initial["document"] == str(wallet.pk)
    client.post(address, {"document": wallet.pk})
    assert papers_of(draft) == [("hygiene", "7", wallet.pk)]
    # A new one needs its last day, and says so where it is asked for.
    assert client.post(address, {"file": photo()}).context["form"].errors.keys() >= {"expires_on"}
    client.post(address, {"file": photo(), "number": "8", "expires_on": fair.ends_on.isoformat()})
    ((_kind, number, source),) = papers_of(draft)
    assert (number, source == wallet.pk) == ("8", False)
    client.post(page("application_paper_take_back", draft, kind="hygiene"))
    assert papers_of(draft) == []


def papers_of(draft):
    with activate(draft.partnership):
        return list(ApplicationDocument.objects.values_list("kind", "number", "source_id"))


def photo():
    out = ContentFile(b"")
    Image.new("RGB", (80, 80)).save(out, "JPEG")
    return SimpleUploadedFile("hygiene.jpg", out.file.getvalue(), content_type="image/jpeg")


def test_what_concerns_persons_is_shown_to_those_who_may(
    client, partnership, fair, organisation, manager, officer, coordinator, observer
):
    submitted = ApplicationFactory(fair=fair, organisation=organisation)
    personal, plain = ask(fair, "text", label="Κινητό", is_personal=True), ask(fair, "number", label="Άτομα")
    path = storages["vault"].save("test/statute.pdf", ContentFile(b"%PDF-1.7"))
    with activate(partnership):
        for question, value in ((personal, "6900000000"), (plain, "2")):
            ApplicationAnswer.objects.create(
                partnership=partnership, application=submitted, question=question, value=value
            )
        ApplicationDocument.objects.create(
            partnership=partnership, application=submitted, kind="statute", source_id=1, path=path, file_name="α.pdf"
        )
    file = page("application_paper_file", submitted, kind="statute")
    found = {}
    for user in (manager, officer, coordinator, observer):
        client.force_login(user)
        body = client.get(page("application_detail", submitted)).content.decode()
        found[user.pk] = ("6900000000" in body, "Άτομα" in body, file in body, client.get(file).status_code)
    everything = (True, True, True, 200)
    assert found == {
        manager.pk: everything,
        officer.pk: everything,
        coordinator.pk: everything,
        observer.pk: (False, True, False, 403),
    }
    with activate(partnership):
        assert AuditEntry.objects.filter(event="applicationdocument.opened").count() == 3


def test_draft_waits_in_the_workspace_and_is_deleted(client, draft, manager):
    client.force_login(manager)
    assert page("application_edit", draft) in client.get(reverse("workspace")).content.decode()
    assert client.post(page("application_discard", draft))["Location"] == reverse(
        "application_list", kwargs={"partnership": "thessaly"}
    )
    assert client.get(page("application_edit", draft)).status_code == 404


def test_form_costs_the_same_however_much_is_asked(client, fair, draft, manager, organisation):
    client.force_login(manager)
    address, counts = page("application_edit", draft), []
    for kinds in (["statute"], ["certificate", "other"]):
        with activate(fair.partnership):
            for kind in kinds:
                question = FormQuestion.objects.create(partnership=fair.partnership, fair=fair, call_is_public=True)
                DocumentRequest.objects.create(partnership=fair.partnership, fair=fair, kind=kind)
                ProductFactory(organisation=organisation)
                ApplicationAnswer.objects.create(
                    partnership=fair.partnership, application=draft, question=question, value="α"
                )
        for where in (address, page("application_detail", draft)):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(where).status_code == 200
            counts.append(len([query for query in captured if "SAVEPOINT" not in query["sql"]]))
    assert counts[:2] == counts[2:]


def test_neighbours_are_found_asked_for_and_taken_back(client, partnership, other_partnership, draft, manager):
    near = [OrganisationFactory(partnership=partnership, name=f"Μέλισσα {number}") for number in range(4)]
    OrganisationFactory(partnership=other_partnership, name="Μέλισσα Κρήτης", sort_key="μελισσα κρητησ")
    for organisation in near:
        organisation.sort_key = greek.sort_key(organisation.name)
        with activate(partnership):
            organisation.save(update_fields=["sort_key"])
    client.force_login(manager)
    address = page("application_neighbours", draft)
    found = client.get(address, {"name": "μελισσα"}).context["found"]
    assert [organisation.pk for organisation in found] == [organisation.pk for organisation in near]
    outcomes = []
    for organisation in (*near, draft.organisation):
        client.post(page("application_neighbour_wish", draft, organisation=organisation.pk))
        outcomes.append([wish.organisation_id for wish in client.get(address).context["wishes"]])
    wished = [organisation.pk for organisation in near[:3]]
    assert outcomes == [wished[:1], wished[:2], wished, wished, wished]
    client.post(page("application_neighbour_drop", draft, organisation=near[0].pk))
    assert [wish.organisation_id for wish in client.get(address).context["wishes"]] == wished[1:]
    assert "Μέλισσα 1" in client.get(page("application_detail", draft)).content.decode()
