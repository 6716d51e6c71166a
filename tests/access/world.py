"""A small world in which every route has something to show, and one person for each role knocks at the door."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory, ProductFactory
from tests.factories.partnerships import PartnershipFactory, give_role


@dataclass
class World:
    """`partnership` is Thessaly, `organisation` the manager's own (active), `draft` the manager's other one (a draft),
    `submitted` one that waits for the coordinator; `rows` holds what apps add under a name of their own."""

    partnership: Any
    organisation: Any
    draft: Any
    submitted: Any
    product: Any
    municipality: Any
    people: dict
    rows: dict

    @property
    def slug(self):
        return self.partnership.slug

    def tenant(self, **more):
        """The kwargs of an address below the partnership."""
        return {"partnership": self.slug, **more}


BUILDERS = {}
"""{name: builder(world) -> row}: each app's `<app>_rows.py` registers what its routes need."""


def build_world():
    """Create the rows and the people, and return the World."""
    partnership = PartnershipFactory(slug="thessaly", region__slug="thessaly")
    other = PartnershipFactory(slug="crete", region__slug="crete")
    organisation = OrganisationFactory(partnership=partnership)
    draft = OrganisationFactory(partnership=partnership, state="draft")
    submitted = OrganisationFactory(partnership=partnership, state="submitted")
    for registered in (organisation, draft, submitted):
        OrganisationRecordFactory(organisation=registered)
    municipality = organisation.municipality
    other_municipality = type(municipality).objects.get(slug="volos")

    def person(email, role, **scope):
        return give_role(UserFactory(email=f"{email}@example.org"), role, **scope)

    manager = person("manager", Role.MANAGER, partnership=partnership, subject=organisation)
    for theirs in (draft, submitted):
        give_role(manager, Role.MANAGER, partnership=partnership, subject=theirs)
    people = {
        "anonymous": AnonymousUser(),
        "citizen": UserFactory(email="citizen@example.org"),
        "outsider": person("outsider", Role.COORDINATOR, partnership=other),
        "manager": manager,
        "steward": person("steward", Role.STEWARD, partnership=partnership),
        "officer": person("officer", Role.OFFICER, partnership=partnership, municipality=municipality),
        "other_officer": person("other", Role.OFFICER, partnership=partnership, municipality=other_municipality),
        "observer": person("observer", Role.OBSERVER, partnership=partnership),
        "editor": person("editor", Role.EDITOR, partnership=partnership),
        "coordinator": person("coordinator", Role.COORDINATOR, partnership=partnership),
        "administrator": person("administrator", Role.ADMINISTRATOR),
    }
    world = World(
        partnership=partnership,
        organisation=organisation,
        draft=draft,
        submitted=submitted,
        product=ProductFactory(organisation=organisation),
        municipality=municipality,
        people=people,
        rows={},
    )
    for name, builder in BUILDERS.items():
        world.rows[name] = builder(world)
    return world
