"""Social groceries, clinics, farms and markets, kept by the people of the organisation that runs them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from core.search import greek
from core.slugs import free_slug
from enterprises.actions.discretion import refuse_identity_numbers
from enterprises.actions.facility_publicity import show
from enterprises.actions.normalise import normalised
from enterprises.models import Facility
from enterprises.queries.places import is_in_greece

FACILITY_FIELDS = (
    "kind",
    "name",
    "name_en",
    "municipality",
    "address",
    "postcode",
    "phone",
    "lat",
    "lng",
    "offers",
    "offers_en",
    "who_may_come",
    "who_may_come_en",
)
FREE_TEXTS = ("name", "name_en", "offers", "offers_en", "who_may_come", "who_may_come_en")
JOINS = ("organisation", "municipality", "partnership__region")


@transaction.atomic
def add_facility(organisation, *, acting_user, **data):
    """Put up a new facility of an organisation and return it.

    `data` holds FACILITY_FIELDS; kind, name and municipality are needed. Raises DomainError, with the field it is
    about, when something can't be right.
    """
    policy.enforce(acting_user, "enterprises.manage_facilities", organisation)
    data = _checked(organisation.partnership, data)
    facility = Facility(
        partnership=organisation.partnership,
        organisation=organisation,
        organisation_is_public=organisation.is_published,
        **data,
    )
    facility.sort_key = greek.sort_key(facility.name)
    _save_under_free_slug(facility)
    audit.record("facility.added", facility, acting_user=acting_user, after=data)
    show(facility)
    return facility


@transaction.atomic
def edit_facility(facility, *, acting_user, **data):
    """Change what is known about a facility and return it; its address stays. Raises DomainError as `add_facility`."""
    row = locked(facility, acting_user)
    data = _checked(row.partnership, data)
    before = {name: getattr(row, name) for name, value in data.items() if getattr(row, name) != value}
    if not before:
        return row
    for name, value in data.items():
        setattr(row, name, value)
    row.sort_key = greek.sort_key(row.name)
    _clean(row)
    row.save()
    after = {name: data[name] for name in before}
    audit.record("facility.edited", row, acting_user=acting_user, before=before, after=after)
    show(row)
    return row


def hide_facility(facility, *, acting_user):
    """Take a facility, its board and its hours off the public pages and return it."""
    return _set_state(facility, Facility.State.HIDDEN, acting_user)


def show_facility(facility, *, acting_user):
    """Put a hidden facility back on the public pages and return it."""
    return _set_state(facility, Facility.State.LISTED, acting_user)


def locked(facility, acting_user):
    """Return a fresh, locked copy of a facility that the actor may change. Raises PermissionRefused."""
    row = transitions.lock(facility, *JOINS)
    policy.enforce(acting_user, "enterprises.manage_facilities", row.organisation)
    return row


@transaction.atomic
def _set_state(facility, state, acting_user):
    row = locked(facility, acting_user)
    if row.state == state:
        return row
    before = {"state": row.state}
    row.state = state
    row.save(update_fields=["state"])
    audit.record(f"facility.{state}", row, acting_user=acting_user, before=before, after={"state": state})
    show(row)
    return row


def _checked(partnership, data):
    unknown = set(data) - set(FACILITY_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of a facility: {', '.join(sorted(unknown))}")
    data = normalised(data)
    municipality = data.get("municipality")
    if municipality and municipality.region_id != partnership.region_id:
        raise DomainError("other-region", _("This municipality lies in another region."), field="municipality")
    refuse_identity_numbers(data, *FREE_TEXTS)
    return data


def _save_under_free_slug(facility):
    """Save a new row under a slug of its name; a second try follows when somebody took the slug meanwhile."""
    facility.slug = _free_slug(facility)
    _clean(facility)
    try:
        with transaction.atomic():
            facility.save()
    except IntegrityError:
        facility.slug = _free_slug(facility)
        facility.save()


def _free_slug(facility):
    return free_slug(facility.name, Facility.objects.filter(partnership=facility.partnership), fallback="facility")


def _clean(facility):
    """Run the model's own checks; raise DomainError for the first field that fails."""
    if (facility.lat is None) != (facility.lng is None):
        raise DomainError("half-a-point", _("A point has a latitude and a longitude."), field="lat")
    if facility.lat is not None and not is_in_greece((facility.lat, facility.lng)):
        raise DomainError("not-in-greece", _("This point does not lie in Greece."), field="lat")
    try:
        facility.full_clean(validate_unique=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
