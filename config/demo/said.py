"""What the demo's organisations say of themselves beyond their texts: where they work, at what, and who speaks."""

from config.demo import names
from core.search import greek
from enterprises.actions import contacts
from enterprises.queries.places import distance

SECTIONS_OF_KINDS = {
    "volunteer_humanitarian": ["R"],
    "environmental": ["E"],
    "cultural": ["S"],
    "cso_network": ["T"],
    "consumer_movement": ["G", "T"],
    "neighbourhood": ["T"],
    "producer_org": ["A", "G"],
    "social_grocery": ["G", "R"],
    "social_clinic": ["R"],
    "social_farm": ["A"],
    "social_market": ["G"],
    "social_enterprise_other": ["O"],
}
SECTIONS_OF_PRODUCTS = {
    "food": "C",
    "drinks": "C",
    "body": "C",
    "crafts": "C",
    "reuse": "G",
    "care": "R",
    "learning": "Q",
    "table": "I",
    "culture": "S",
    "works": "O",
}
"""By the beginning of a category's code."""

NEIGHBOURS = {
    "social_grocery": ["consumer_movement", "volunteer_humanitarian"],
    "social_market": ["producer_org", "consumer_movement"],
    "producer_org": ["social_market"],
    "social_farm": ["producer_org", "environmental"],
    "environmental": ["social_farm"],
    "social_clinic": ["volunteer_humanitarian"],
    "volunteer_humanitarian": ["social_grocery", "social_clinic"],
    "cultural": ["neighbourhood"],
    "neighbourhood": ["cultural"],
}
"""Networks of which other kinds concern an organisation of this kind."""

_SHARE_OF_THE_REGION = 0.15
_SHARE_THAT_SHOWS_SOMEBODY = 0.55


def activity(entry, categories):
    """Return `nace_sections` and `themes` of an entry whose products have these category codes."""
    made = {
        section for code in categories for start, section in SECTIONS_OF_PRODUCTS.items() if code.startswith(start)
    }
    sections = sorted({*SECTIONS_OF_KINDS.get(entry["kind"], []), *made})
    return {"nace_sections": sections, "themes": [entry["kind"], *NEIGHBOURS.get(entry["kind"], [])]}


def reach(entry, municipality, places):
    """Return where an entry works: the whole region, or its own municipality and the nearest of `places`."""
    if names.share(entry["name"], 5) < _SHARE_OF_THE_REGION:
        return {"serves": [], "serves_region": True}
    here = (municipality.lat, municipality.lng)
    nearest = sorted(places, key=lambda place: distance(here, (place.lat, place.lng)))
    return {"serves": [place.slug for place in nearest[: 2 + int(names.share(entry["name"], 6) * 4)]]}


def add_people(draft, entry, *, acting_user):
    """Name who speaks for a draft: a chair always, somebody for orders where something is sold."""
    chair, seller = names.some_people(int(names.share(entry["name"], 8) * 200), 2)
    is_open = names.share(entry["name"], 7) < _SHARE_THAT_SHOWS_SOMEBODY
    contacts.add_contact(
        draft, acting_user=acting_user, name=chair, duty="chair", email=_mailbox(chair), is_shown=False
    )
    if entry.get("products"):
        contacts.add_contact(
            draft, acting_user=acting_user, name=seller, duty="orders", email=_mailbox(seller), is_shown=is_open
        )


def _mailbox(name):
    return f"{greek.slug(name)}@organisation.example"
