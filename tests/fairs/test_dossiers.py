"""The written decision: made by a job, numbered later, told to the applicant and published as a list."""

import io

import pypdf
import pytest

from core.errors import DomainError, PermissionRefused
from core.models import Job
from core.uploads.keeping import read
from fairs.actions.decisions import approve_application, reconsider_application
from fairs.actions.dossiers import JOB, number_dossier
from fairs.queries.dossiers import public_list
from fairs.tasks import make_dossier
from tests.factories.fairs import ApplicationFactory
from tests.fairs.deciding import EVERYBODY, PAPERS, page, queries, refuse, release, review
from tests.fairs.people import person

NUMBERS = {"protocol_number": "1234/5-6-2026", "ada": "ΨΩ4ΞΩΗΧ-ΑΒ1"}


@pytest.fixture
def refused(fair, organisation):
    return ApplicationFactory(fair=fair, organisation=organisation)


@pytest.fixture
def dossier(opened, fair, officer, refused):
    """Two were approved, one of them annulled since; the manager's own was refused."""
    gone = ApplicationFactory(fair=fair, organisation__name="Ανακλημένη")
    for application in (ApplicationFactory(fair=fair, organisation__name="Εγκεκριμένη"), gone):
        approve_application(application, acting_user=officer)
    refuse(refused, officer, reason="Εκτός <θέματος> #*του*.")
    review(fair)
    return release(fair, officer)


def made(dossier):
    """Let a worker do the latest job on a dossier, and return the row."""
    make_dossier(dossier.partnership_id, Job.objects.filter(task=JOB).latest("pk").pk)
    dossier.refresh_from_db()
    return dossier


def told(content):
    """Return what the PDF promises to screen readers, and its words in one line."""
    document = pypdf.PdfReader(io.BytesIO(content))
    root = document.trailer["/Root"]
    words = " ".join(" ".join(sheet.extract_text().split()) for sheet in document.pages)
    promised = {
        "tagged": root["/MarkInfo"]["/Marked"].value,
        "language": root["/Lang"],
        "title": document.metadata.title,
        "standard": "<pdfuaid:part>1</pdfuaid:part>" in content.decode("latin-1"),
        "tables": content.count(b"/S /Table") > 0 or "/StructTreeRoot" in root,
    }
    return promised, words


def test_dossier_is_an_accessible_pdf_with_all_facts(dossier, fair, officer, organisation):
    number_dossier(dossier, acting_user=officer, **NUMBERS)
    promised, words = told(read("vault", made(dossier).path))
    assert promised == {
        "tagged": True,
        "language": "el",
        "title": f"Απόφαση επί των αιτήσεων συμμετοχής στην έκθεση «{fair.title}»",
        "standard": True,
        "tables": True,
    }
    facts = [
        *NUMBERS.values(),
        PAPERS["legal_basis"],
        PAPERS["appeal_route"],
        f"{dossier.appeal_until.day} ",
        "Εγκεκριμένη",
        "Ανακλημένη",
        organisation.name,
        "Εκτός <θέματος> #*του*.",
        "2 αιτήσεις εγκρίνονται, 1 απορρίπτεται.",
    ]
    assert [fact for fact in facts if fact not in words] == []


def test_paper_is_made_anew_when_the_numbers_come(dossier, officer):
    first = made(dossier).path
    content = read("vault", first)
    assert NUMBERS["protocol_number"] not in told(content)[1]
    number_dossier(dossier, acting_user=officer, **NUMBERS)
    second = made(dossier)
    assert (second.path != first, second.size, second.content_type) == (
        True,
        len(read("vault", second.path)),
        "application/pdf",
    )
    for given, code in (({**NUMBERS, "ada": "abc"}, "ada-shape"), (NUMBERS, "nothing-changed")):
        with pytest.raises(DomainError) as refusal:
            number_dossier(dossier, acting_user=officer, **given)
        assert refusal.value.code in (code, "ada-latin")


def test_numbers_are_written_by_the_municipality_and_the_coordinator(dossier, request):
    found = {}
    for role in EVERYBODY:
        try:
            number_dossier(dossier, acting_user=person(request, role), protocol_number=role, ada="")
            found[role] = "written"
        except PermissionRefused:
            found[role] = "refused"
    may = {"officer", "deputy", "coordinator"}
    assert found == {role: "written" if role in may else "refused" for role in EVERYBODY}


def test_municipality_downloads_and_another_does_not(client, dossier, fair, officer, other_officer, manager):
    made(dossier)
    address, found = page("fair_dossier_file", fair=fair.slug, number=1), {}
    for name, reader in {"officer": officer, "other": other_officer, "manager": manager}.items():
        client.force_login(reader)
        response = client.get(address)
        found[name] = response.status_code, response.get("Content-Type", "").startswith("application/pdf")
    assert found == {"officer": (200, True), "other": (403, False), "manager": (403, False)}


def test_applicant_gets_a_letter_once_its_decision_is_released(
    client, opened, fair, officer, other_officer, manager, organisation
):
    application = ApplicationFactory(fair=fair, organisation=organisation)
    other = ApplicationFactory(fair=fair)
    refuse(application, officer, reason="Εκτός θέματος.")
    approve_application(other, acting_user=officer)
    client.force_login(manager)
    address = page("application_letter", application=application.pk)
    assert client.get(address).status_code == 404
    review(fair)
    release(fair, officer, **NUMBERS)
    promised, words = told(client.get(address).content)
    assert (promised["tagged"], promised["standard"], promised["language"]) == (True, True, "el")
    facts = [*NUMBERS.values(), PAPERS["appeal_route"], "Εκτός θέματος.", organisation.name, fair.title]
    assert [fact for fact in facts if fact not in words] == []
    assert other.organisation.name not in words
    assert promised == told(client.get(address.replace("/thessaly", "/en/thessaly")).content)[0] | {
        "language": "el",
        "title": promised["title"],
    }
    assert client.get(page("application_letter", application=other.pk)).status_code == 404
    client.force_login(other_officer)
    assert client.get(address).status_code == 404


def test_public_list_tells_who_takes_part_by_which_decision(client, dossier, fair, officer, organisation, opened):
    number_dossier(dossier, acting_user=officer, **NUMBERS)
    gone = dossier.decisions.get(application__organisation__name="Ανακλημένη").application
    reconsider_application(gone, acting_user=officer)
    assert [(row.number, [each.name for each in admitted]) for row, admitted in public_list(fair)] == [
        (1, ["Εγκεκριμένη"])
    ]
    shown = client.get(page("fair_participants", fair=fair.slug)).content.decode()
    found = [word in shown for word in ("Εγκεκριμένη", *NUMBERS.values(), "Ανακλημένη", organisation.name, "Εκτός")]
    assert found == [True, True, True, False, False, False]


def test_public_list_is_empty_before_the_release_and_asks_as_often_for_three_as_for_one(client, opened, officer, fair):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            approve_application(ApplicationFactory(fair=fair), acting_user=officer)
        type(fair).objects.filter(pk=fair.pk).update(state="in_review")
        assert (public_list(fair) == []) is (number == 1)
        release(fair, officer)
        counts.append(queries(client, page("fair_participants", fair=fair.slug)))
    assert counts[0] == counts[1]
