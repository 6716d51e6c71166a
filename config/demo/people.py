"""The demo's people: one sign-in for each role, and the others who keep it alive."""

from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from config.demo import data
from core.policy import SYSTEM
from core.search import greek
from partnerships.actions.roles import give_role
from partnerships.states import Role

PASSWORD = "elies-thymari-meli"  # noqa: S105 -- printed on the terminal: it opens a demo, and nothing but a demo
ADMINISTRATOR = "administrator@sympraxis.example"
_LONGEST_MAILBOX = 40

ADMINISTRATORS_NAME = "Ευανθία Πλατυφύλλη"
NAMES = {
    "thessaly": {
        "coordinator": "Μυρτώ Καμπίσιου",
        "editor": "Στέργιος Χαρτοδέντρης",
        "observer": "Ουρανία Βιγλάτορη",
        "officer": "Θωμάς Αγραφόπουλος",
        "deputy": "Κρυστάλλω Ποταμίδου",
        "manager": "Αριστείδης Κηρηθράς",
        "contributor": "Φιλίτσα Κηρηθρά",
        "steward": "Πολύκαρπος Λιμνάδης",
        "citizen": "Δανάη Περιπατητού",
    },
    "crete": {
        "coordinator": "Ερωφίλη Μαδαροκάμπη",
        "editor": "Μηνάς Πετρολιθάκης",
        "officer": "Σηφαλιώ Κουμοπύργου",
        "manager": "Ζαχάρης Θυμαροπέτρης",
        "steward": "Ρηνιώ Ανεμομυλάκη",
    },
    "attica": {
        "coordinator": "Αμαλία Στενοδρόμου",
        "editor": "Περικλής Χαλικιάς",
        "officer": "Ιάσων Αμμοπλατείας",
        "manager": "Φρόσω Κουμαριανίδου",
        "steward": "Λέανδρος Σπιθοκόπος",
    },
}
SEATS = {"thessaly": "karditsa", "crete": "heraklion", "attica": "athens"}
"""The municipality whose officer has a sign-in."""


@dataclass
class Crew:
    """Who works in one partnership: by role, by the municipality an officer decides for, by the organisation."""

    slug: str
    administrator: User
    people: dict = field(default_factory=dict)
    officers: dict = field(default_factory=dict)
    owners: dict = field(default_factory=dict)

    def __getattr__(self, role):
        try:
            return self.__dict__["people"][role]
        except KeyError:
            raise AttributeError(role) from None


def administrator():
    """Return the administrator of the demo, made at the first call."""
    found = User.objects.filter(email=ADMINISTRATOR).first()
    if found:
        return found
    user = add_person(ADMINISTRATOR, ADMINISTRATORS_NAME, make_password(PASSWORD))
    give_role(user, Role.ADMINISTRATOR, acting_user=SYSTEM)
    return user


def add_crew(partnership, administrator):
    """Make the people of a new, open partnership and return its Crew; roles come from the administrator."""
    crew = Crew(partnership.slug, administrator)
    names = NAMES.get(partnership.slug, {"coordinator": f"Συντονισμός {partnership.region.seat_el}"})
    for role, name in names.items():
        # All share one password and its hash, as hashing takes a quarter of a second.
        crew.people[role] = add_person(f"{role}@{partnership.slug}.example", name, administrator.password)
    for role in (Role.COORDINATOR, Role.EDITOR, Role.OBSERVER, Role.STEWARD):
        if role in names:
            give_role(crew.people[role], role, acting_user=administrator, partnership=partnership)
    return crew


def add_officers(crew, partnership, municipalities):
    """Give each of `municipalities` an officer; the one at the seat has the sign-in, and may have a deputy."""
    seat = SEATS.get(partnership.slug)
    for municipality in municipalities:
        if municipality.slug == seat:
            officer = crew.officer
        else:
            name = f"Γραφείο Αγορών, {municipality.name_el}"
            officer = add_person(f"officer-{municipality.slug}@{partnership.slug}.example", name)
        scope = {"partnership": partnership, "municipality": municipality, "acting_user": crew.administrator}
        give_role(officer, Role.OFFICER, **scope)
        if municipality.slug == seat and "deputy" in crew.people:
            give_role(crew.deputy, Role.DEPUTY, **scope)
        crew.officers[municipality.slug] = officer


def add_owner(crew, organisation_name, person_name):
    """Return the person who registers an organisation and so becomes its manager."""
    mailbox = greek.slug(organisation_name, max_length=_LONGEST_MAILBOX)
    return add_person(f"{mailbox}@{crew.slug}.example", person_name)


def add_person(email, name, password_hash=""):
    """Return a new demo user with a confirmed address; without the hash of a password nobody can sign in as them."""
    user = User.objects.create_user(email, name=name, is_demo=True)
    if password_hash:
        user.password = password_hash
        user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def sign_ins():
    """Return [(role in words, e-mail, password, page to look at)], one for each role, then more of them."""
    rows = [_row(_label(Role.ADMINISTRATOR), ADMINISTRATOR, "administration")]
    rows += [_row(_label(role), f"{role}@thessaly.example", route, **kwargs) for role, route, kwargs in _PAGES]
    for slug in data.FULL[1:]:
        for role, route, kwargs in (
            (Role.COORDINATOR, "workspace", {}),
            (Role.OFFICER, "application_queue", {"partnership": slug}),
        ):
            rows.append(_row(f"{_label(role)}, {slug.title()}", f"{role}@{slug}.example", route, **kwargs))
    return rows


def _label(role):
    with override("en"):
        return str(Role(role).label) if role in Role.values else "Citizen"


_HERE = {"partnership": "thessaly"}
_PAGES = (
    ("coordinator", "registration_queue", _HERE),
    ("editor", "manage_articles", _HERE),
    ("observer", "history", _HERE),
    ("officer", "application_queue", _HERE),
    ("deputy", "application_queue", _HERE),
    ("manager", "application_list", _HERE),
    ("contributor", "workspace", {}),
    ("steward", "network_members", _HERE | {"network": "environmental-organisations-of-thessaly"}),
    ("citizen", "partnership", _HERE),
)


def _row(label, email, route, **kwargs):
    with override("el"):
        return (label, email, PASSWORD, reverse(route, kwargs=kwargs))
