import pytest
from django.contrib.auth.models import AnonymousUser

from core.policy import SYSTEM, authorise
from enterprises.models import Organisation
from partnerships.states import Role
from tests.factories.enterprises import OrganisationFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db

PEOPLE = [
    "anonymous",
    "citizen",
    "manager",
    "contributor",
    "officer",
    "steward",
    "observer",
    "editor",
    "coordinator",
    "administrator",
    "outsider",
]


@pytest.fixture
def contributor(citizen, organisation):
    return give_role(citizen, Role.CONTRIBUTOR, partnership=organisation.partnership, subject=organisation)


@pytest.fixture
def actor(request, organisation):
    name = request.param
    return AnonymousUser() if name == "anonymous" else request.getfixturevalue(name)


@pytest.mark.parametrize("actor", PEOPLE, indirect=True)
@pytest.mark.parametrize("state", Organisation.State.values)
def test_visible_to_equals_the_policy(actor, state, organisation, opened):
    OrganisationFactory(partnership=opened, state=state)
    Organisation.objects.filter(pk=organisation.pk).update(state=state)
    visible = set(Organisation.objects.visible_to(actor).values_list("pk", flat=True))
    allowed = {row.pk for row in Organisation.objects.all() if authorise(actor, "enterprises.view", row)}
    assert visible == allowed


@pytest.mark.parametrize(
    "permission, allowed",
    [
        ("enterprises.view", {"manager", "contributor", "observer", "editor", "coordinator"}),
        ("enterprises.follow", {"manager", "contributor", "observer", "editor", "coordinator"}),
        ("enterprises.edit", {"manager", "contributor", "coordinator"}),
        ("enterprises.submit", {"manager"}),
        ("enterprises.decide", {"coordinator"}),
        ("enterprises.manage_products", {"manager", "contributor"}),
    ],
)
def test_a_draft_is_open_to_its_own_people(permission, allowed, organisation, opened, request):
    Organisation.objects.filter(pk=organisation.pk).update(state="draft")
    draft = Organisation.objects.get(pk=organisation.pk)
    people = {
        name: AnonymousUser() if name == "anonymous" else request.getfixturevalue(name)
        for name in PEOPLE
        if name != "citizen"  # the contributor is that person
    }
    assert {name for name, actor in people.items() if authorise(actor, permission, draft)} == allowed


@pytest.mark.parametrize("permission", ["enterprises.import", "enterprises.import_national"])
def test_jobs_may_import(permission, opened):
    assert authorise(SYSTEM, permission, opened)


def test_an_archived_organisation_is_not_edited(organisation, opened, manager, coordinator):
    Organisation.objects.filter(pk=organisation.pk).update(state="archived")
    archived = Organisation.objects.get(pk=organisation.pk)
    assert not authorise(manager, "enterprises.edit", archived)
    assert not authorise(coordinator, "enterprises.edit", archived)
