"""What would a row change about a registered organisation?

Filled fields are never emptied. A profile that its own people look after is only completed: where it is
empty, the row fills it; where it differs, the difference is told and nothing is changed.
"""

from enterprises.models import OrganisationRecord
from enterprises.states import OrganisationState
from partnerships.models import RoleAssignment
from partnerships.states import Role

TEXTS = ("name", "name_en", "address", "postcode", "phone", "website", "description", "description_en")
NUMBERS = ("afm", "kalo_number", "gemi_number")
CLOSED = (OrganisationState.SUSPENDED, OrganisationState.ARCHIVED)

_SAME_POINT = 1e-6


def claimed_ids(partnership, organisation_ids):
    """Return the ids of those organisations that have people of their own."""
    held = RoleAssignment.objects.current().filter(
        partnership=partnership, role__in=[Role.MANAGER, Role.CONTRIBUTOR], subject_id__in=organisation_ids
    )
    return set(held.values_list("subject_id", flat=True))


def changes_to(organisation, values, *, is_claimed):
    """Return ({field: [before, after]} to write, [fields that differ and stay]).

    `values` are those of a judged row: cleaned, with municipality_id and is_guess.
    """
    wanted = {**_texts(organisation, values), **_terms(organisation, values), **_place(organisation, values)}
    if not is_claimed:
        return wanted, []
    filling = {name: change for name, change in wanted.items() if change[0] in ("", None)}
    if "lat" in filling or "lng" in filling:
        # A point is one thing.
        filling |= {name: wanted[name] for name in ("lat", "lng")}
    return filling, [name for name in wanted if name not in filling and name != "municipality_is_guess"]


def news(changes, former):
    """Return those changes that are news to an organisation, of a row that met the entry merged into it.

    What that entry said was weighed when the two became one: it does not come back. Names were chosen then, too; and a
    number that differs may be the one that was wrong.
    """
    decided = {name for name, change in changes.items() if change[1] == _stored(former, name)}
    if not {"lat", "lng"} <= decided:
        # A point is one thing.
        decided -= {"lat", "lng"}
    decided |= {"name"} | {name for name in NUMBERS if name in changes and changes[name][0]}
    return {name: change for name, change in changes.items() if name not in decided}


def record_of(organisation):
    """Return the private record of an organisation, an unsaved one if it has none."""
    try:
        return organisation.record
    except OrganisationRecord.DoesNotExist:
        return OrganisationRecord(organisation=organisation, partnership_id=organisation.partnership_id)


def _stored(organisation, name):
    if name in NUMBERS:
        return getattr(record_of(organisation), name)
    return getattr(organisation, f"{name}_id" if name in ("kind", "legal_form", "municipality") else name)


def _texts(organisation, values):
    record = record_of(organisation)
    present = {name: getattr(organisation, name) for name in TEXTS} | {name: getattr(record, name) for name in NUMBERS}
    return {name: [old, values[name]] for name, old in present.items() if values[name] and values[name] != old}


def _terms(organisation, values):
    """Kind and legal form. One that only the name tells does not overrule one that was set."""
    changes = {}
    if values["kind"] and values["kind"] != organisation.kind_id:
        changes["kind"] = [organisation.kind_id, values["kind"]]
    form = values["legal_form"]
    may_set = form and (not values["form_is_guess"] or organisation.legal_form_id == "other")
    if may_set and form != organisation.legal_form_id:
        changes["legal_form"] = [organisation.legal_form_id, form]
    return changes


def _place(organisation, values):
    """Point and municipality. An estimate replaces only another estimate, and only when the point moved."""
    changes = {}
    moved = values["lat"] is not None and not _same_point(organisation, values)
    if moved:
        changes |= {name: [getattr(organisation, name), values[name]] for name in ("lat", "lng")}
    if values["is_guess"]:
        may_move = moved and organisation.municipality_is_guess
    else:
        may_move = True
        if organisation.municipality_is_guess:
            changes["municipality_is_guess"] = [True, False]
    if may_move and values["municipality_id"] != organisation.municipality_id:
        changes["municipality"] = [organisation.municipality_id, values["municipality_id"]]
    return changes


def _same_point(organisation, values):
    if organisation.lat is None:
        return False
    return all(abs(getattr(organisation, name) - values[name]) < _SAME_POINT for name in ("lat", "lng"))
