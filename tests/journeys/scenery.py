"""What stands before a journey begins: partnerships, people, and a few organisations."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from accounts.models import User
from core.search.index import index_many
from core.tenancy import activate
from enterprises.models import Organisation
from partnerships.models import Municipality, Partnership, Region
from partnerships.states import Role
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory
from tests.factories.partnerships import PartnershipFactory, give_role

TWIN = "Κοινωνικό Παντοπωλείο Κάμπου"
SECOND = "Πράσινη Συνεργασία Κάμπου"
KNOWN = "Ανθός Θεσσαλίας Κοιν.Σ.Επ."


@dataclass
class World:
    """The partnerships by their slugs."""

    partnerships: dict[str, Partnership] = field(default_factory=dict)

    @property
    def thessaly(self):
        return self.partnerships["thessaly"]

    @property
    def crete(self):
        return self.partnerships["crete"]


def people_and_places():
    """Create the 13 partnerships, the people of Thessaly, and three organisations; return the World."""
    world = World(
        {region.slug: PartnershipFactory(slug=region.slug, region=region) for region in Region.objects.all()}
    )
    here = {"partnership": world.thessaly}
    give_role(_person("coordinator"), Role.COORDINATOR, **here)
    give_role(_person("editor"), Role.EDITOR, **here)
    give_role(_person("steward"), Role.STEWARD, **here)
    give_role(_person("officer"), Role.OFFICER, municipality=_place("karditsa"), **here)
    give_role(_person("other-officer"), Role.OFFICER, municipality=_place("volos"), **here)
    give_role(_person("administrator"), Role.ADMINISTRATOR)
    _person("manager")
    second = organisation(world.thessaly, SECOND, "prasini", kind_id="environmental")
    give_role(_person("second"), Role.MANAGER, subject=second, **here)
    organisation(world.thessaly, TWIN, "kampou")
    organisation(world.thessaly, KNOWN, "anthos", municipality=_place("larissa"), kind_id="koinsep")
    make_searchable(world.thessaly, Organisation)
    # The running platform hashes as Django does; one hash serves all, as it is slow by design.
    User.objects.update(password=PBKDF2PasswordHasher().encode(PASSWORD, "salt-of-a-journey-and-no-other"))
    return world


def organisation(partnership, name, slug, **fields):
    """Create a published organisation with its private record."""
    made = OrganisationFactory(partnership=partnership, name=name, slug=slug, **fields)
    OrganisationRecordFactory(organisation=made)
    return made


def make_searchable(partnership, *models):
    """Bring what is public into the search, as the actions would have."""
    with activate(partnership):
        for model in models:
            index_many(model.objects.filter(partnership=partnership))


def _person(name):
    return UserFactory(email=f"{name}@example.org", name=name)


def _place(slug):
    return Municipality.objects.get(slug=slug)
