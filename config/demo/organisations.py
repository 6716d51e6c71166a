"""Organisations in every state, with what they make."""

import csv
import io
from datetime import timedelta

from django.utils import timezone

from config.demo import data, names, people, products, said
from core.search import greek
from enterprises.actions import drafts, imports, organisations
from enterprises.actions.import_writing import write_chunk
from enterprises.models import LegalForm, Organisation, OrganisationKind
from enterprises.queries.steps import STEPS
from partnerships.actions.roles import give_role
from partnerships.models import Municipality
from partnerships.states import Role

_NUMBERS_OF_A_REGION = 100
_LONGEST_LIFE = 700
_LEFT_AFTER = 2
_SHARE_WITH_PICTURES = 0.15
_COLUMNS = (
    "name",
    "name_en",
    "legal_form",
    "kind",
    "afm",
    "municipality",
    "address",
    "postcode",
    "phone",
    "website",
    "description",
    "description_en",
    "lat",
    "lng",
)


def load(partnership, crew, entries, *, position):
    """Register, submit and decide `entries` in the open partnership; `position` keeps numbers of regions apart."""
    places = {place.slug: place for place in Municipality.objects.filter(region=partnership.region)}
    first = position * _NUMBERS_OF_A_REGION + 1
    numbered = [(entry, _facts(entry, places, first + n)) for n, entry in enumerate(entries)]
    owners = names.some_people(position * 17, len(entries))
    unclaimed = []
    for (entry, facts), owner in zip(numbered, owners, strict=True):
        if entry.get("state") == "unclaimed":
            unclaimed.append((entry, facts))
        else:
            _live(entry, _registered(partnership, crew, entry, facts, owner), crew)
    if unclaimed:
        _import(partnership, crew, unclaimed)
    _remember(partnership, entries)


def _facts(entry, places, number):
    """Return what a registration says, as the forms of its steps would."""
    municipality = places[entry["at"]]
    lat, lng = names.point_near(municipality, entry["name"])
    mailbox = greek.slug(entry.get("name_en") or entry["name"], max_length=28)
    return {
        "name": entry["name"],
        "name_en": entry.get("name_en", ""),
        "legal_form": LegalForm(code=entry["form"]),
        "kind": OrganisationKind(code=entry["kind"]),
        "municipality": municipality,
        "address": entry["address"],
        "postcode": entry.get("postcode", ""),
        "phone": names.phone(municipality.unit.ypes_code, number),
        "website": f"https://www.{mailbox}.example" if names.share(entry["name"], 2) < 0.6 else "",
        "description": entry["about"],
        "description_en": entry.get("about_en", ""),
        "target_groups": entry["groups"],
        "is_organic": entry.get("organic", False),
        "lat": lat,
        "lng": lng,
        "afm": "" if entry["form"] == "other" else names.afm(number),
        **_beyond(entry, municipality, list(places.values())),
    }


def _beyond(entry, municipality, places):
    """Return where it works and at what; a draft has not come so far."""
    if entry.get("state") == "draft":
        return {}
    lines = (line.split(" | ") for line in entry.get("products", []))
    categories = [data.category_of(name) or "" for name, *_more in lines]
    return said.activity(entry, categories) | said.reach(entry, municipality, places)


def _registered(partnership, crew, entry, facts, owner_name):
    """Register a draft as its manager, list its products, and return it."""
    is_the_managers = entry.get("role") == "manager"
    owner = crew.manager if is_the_managers else people.add_owner(crew, entry["name"], owner_name)
    crew.owners[entry["name"]] = owner
    draft = organisations.register_organisation(
        partnership=partnership, acting_user=owner, contact_email=owner.email, **facts
    )
    if is_the_managers and "contributor" in crew.people:
        give_role(crew.contributor, Role.CONTRIBUTOR, acting_user=owner, partnership=partnership, subject=draft)
    has_pictures = is_the_managers or names.share(entry["name"], 4) < _SHARE_WITH_PICTURES
    products.load(draft, entry, owner, has_pictures=has_pictures and partnership.slug in data.FULL)
    is_left = entry.get("state") == "draft"
    if not is_left:
        said.add_people(draft, entry, acting_user=owner)
    for step in STEPS[:_LEFT_AFTER] if is_left else STEPS:
        drafts.finish_step(draft, step.code, acting_user=owner)
    return draft


def _live(entry, draft, crew):
    """Take a draft as far as its entry says."""
    state = entry.get("state", "active")
    if state == "draft":
        return
    row = organisations.submit_organisation(draft, acting_user=crew.owners[entry["name"]])
    if state == "submitted":
        return
    row = organisations.approve_organisation(row, acting_user=crew.coordinator)
    if state == "suspended":
        organisations.suspend_organisation(row, acting_user=crew.coordinator, reason=entry["reason"])
    if state == "archived":
        organisations.archive_organisation(row, acting_user=crew.coordinator)


def _import(partnership, crew, rows):
    """Bring in what nobody has claimed yet, as a coordinator would: from a file."""
    batch = imports.upload_file(
        partnership,
        file_name="foreis-perifereias.csv",
        content=_csv(facts for _entry, facts in rows),
        acting_user=crew.coordinator,
    )
    mapping = imports.suggested_mapping(batch)
    batch = imports.choose_columns(batch, mapping=mapping, acting_user=crew.coordinator)
    batch = imports.start_import(batch, publish=True, acting_user=crew.coordinator)
    write_chunk(batch)
    imports.finish_import(batch, acting_user=crew.coordinator)
    for entry, _facts in rows:
        row = Organisation.objects.get(partnership=partnership, name=entry["name"])
        organisations.edit_organisation(row, acting_user=crew.coordinator, target_groups=entry["groups"])


def _csv(rows):
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for facts in rows:
        codes = {name: facts[name].pk for name in ("legal_form", "kind")}
        values = facts | codes | {"municipality": facts["municipality"].slug}
        writer.writerow([values[name] for name in _COLUMNS])
    return file.getvalue().encode()


def _remember(partnership, entries):
    """Spread the dates over two years: everything was written just now."""
    now = timezone.now()
    for row in Organisation.objects.filter(partnership=partnership):
        began = now - timedelta(days=2 + int(names.share(row.name, 3) * _LONGEST_LIFE))
        if row.state == Organisation.State.SUBMITTED:
            began = now - timedelta(days=1 + int(names.share(row.name, 3) * 6))
        published = began + timedelta(days=1) if row.published_at else None
        Organisation.objects.filter(pk=row.pk).update(created_at=began, published_at=published)
