"""The end: the project becomes an organisation with everything carried over, once."""

import pytest

from core.errors import DomainError, TransitionRefused
from core.models import AuditEntry, Message
from core.tenancy import activate
from core.uploads import prepare_paper
from core.uploads.keeping import read
from enterprises.actions.founding import checklist
from enterprises.actions.founding.registering import register_project
from enterprises.models import Organisation, OrganisationRecord
from enterprises.states import FoundingState
from partnerships.models import RoleAssignment
from tests.core.uploads.samples import pdf, upload
from tests.enterprises.conftest import AFM
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory
from tests.factories.founding import FoundingProjectFactory, FoundingStepFactory

pytestmark = pytest.mark.django_db
FACTS = {"name": "Κοιν.Σ.Επ. Το Προζύμι", "afm": AFM, "kalo_number": "100200300"}
NEEDED = ["registry_certificate", "tax_start", "bank_account", "registry_additional"]


def filed(partnership, lead):
    """A filed project whose steps before the registration are done, but not yet ticked off."""
    project = FoundingProjectFactory(
        partnership=partnership,
        lead=lead,
        state="filed",
        legal_form_id="koinsep_collective",
        kind_id="koinsep",
        form_chosen_on="2026-01-10",
        members=5,
    )
    for kind in NEEDED:
        FoundingStepFactory(project=project, kind_id=kind)
    FoundingStepFactory(project=project, kind_id="draft_statute", done_at=project.started_at)
    return project


@pytest.fixture
def project(partnership, lead):
    return filed(partnership, lead)


@pytest.fixture
def done(project, lead):
    """The same with every step ticked off."""
    with activate(project.partnership):
        for step in project.steps.filter(done_at=None):
            checklist.do_step(step, acting_user=lead)
    return project


def test_everything_is_carried_over(opened, done, lead, mate, seat, mentor):
    statute = done.steps.get(kind="draft_statute")
    paper = prepare_paper(upload(pdf()))
    checklist.add_paper(statute, paper, acting_user=lead, file_name="καταστατικό.pdf")
    certificate = done.steps.get(kind="registry_certificate")
    checklist.add_paper(certificate, paper, acting_user=mate, file_name="βεβαίωση.pdf", title="Βεβαίωση")
    organisation = register_project(done, acting_user=lead, **FACTS)
    assert (organisation.state, organisation.name, organisation.description) == ("draft", FACTS["name"], done.idea)
    assert (organisation.kind_id, organisation.legal_form_id, organisation.municipality) == (
        "koinsep",
        "koinsep_collective",
        done.municipality,
    )
    record = OrganisationRecord.objects.get(organisation=organisation)
    assert (record.afm, record.kalo_number, record.steps_done) == (AFM, "100200300", ["identity"])
    papers = organisation.documents.order_by("kind")
    assert [(row.kind, row.title, row.uploaded_by) for row in papers] == [
        ("certificate", "Βεβαίωση", mate),
        ("statute", "Καταστατικό", lead),
    ]
    assert read("vault", papers[0].path) == pdf()
    held = RoleAssignment.objects.filter(subject_id=organisation.pk, role__in=["manager", "contributor"])
    assert dict(held.values_list("user", "role")) == {lead.pk: "manager", mate.pk: "contributor"}
    done.refresh_from_db()
    assert (done.state, done.organisation, done.ended_at is None) == (FoundingState.REGISTERED, organisation, False)
    assert [row.organisation for row in organisation.founding_project.mentors.all()] == [mentor.organisation]
    events = {"organisation.registered", "foundingproject.register", "document.added", "role.given"}
    assert events <= set(AuditEntry.objects.values_list("event", flat=True))


def test_team_mentors_and_coordinators_are_told(opened, done, lead, mate, seat, mentor, manager, coordinator):
    Message.objects.all().delete()
    register_project(done, acting_user=lead, **FACTS)
    told = Message.objects.filter(subject=f"Ιδρύθηκε: {FACTS['name']}").values_list("to", flat=True)
    assert sorted(told) == [coordinator.email, manager.email, mate.email]


@pytest.mark.parametrize(
    "facts, code, field",
    [
        ({"afm": ""}, "afm-missing", "afm"),
        ({"afm": "123456789"}, "afm-wrong", "afm"),
        ({"kalo_number": ""}, "number-missing", "kalo_number"),
        ({"gemi_number": "12"}, "gemi-wrong", "gemi_number"),
        ({"name": ""}, "invalid", "name"),
    ],
)
def test_facts_that_cannot_be_right_change_nothing(opened, done, lead, facts, code, field):
    with pytest.raises(DomainError) as refused:
        register_project(done, acting_user=lead, **FACTS | facts)
    assert (refused.value.code, refused.value.field) == (code, field)
    done.refresh_from_db()
    assert (done.state, Organisation.objects.count()) == ("filed", 0)


def test_tax_number_of_another_is_refused(opened, done, lead):
    OrganisationRecordFactory(organisation=OrganisationFactory(partnership=opened), afm=AFM)
    with pytest.raises(DomainError) as refused:
        register_project(done, acting_user=lead, **FACTS)
    assert refused.value.code == "afm-taken"


def test_open_steps_stand_in_the_way(opened, project, lead):
    with pytest.raises(DomainError) as refused:
        register_project(project, acting_user=lead, **FACTS)
    assert refused.value.code == "incomplete"


def test_second_time_is_refused(opened, done, lead):
    register_project(done, acting_user=lead, **FACTS)
    with pytest.raises(TransitionRefused):
        register_project(done, acting_user=lead, **FACTS)


def test_page_leads_to_the_desk(client, done, lead):
    client.force_login(lead)
    address = f"/thessaly/founding/{done.pk}/register/"
    answer = client.post(address, FACTS | {"afm": "123456789"})
    assert (answer.status_code, FACTS["name"] in answer.text) == (422, True)
    answer = client.post(address, FACTS, follow=True)
    assert answer.redirect_chain == [("/thessaly/organisations/koinsep-to-prozymi/desk/", 302)]
    assert f"/thessaly/founding/{done.pk}/" in answer.text
    page = client.get(f"/thessaly/founding/{done.pk}/")
    assert "/thessaly/organisations/koinsep-to-prozymi/desk/" in page.text
