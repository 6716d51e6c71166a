"""Who answers for what at a fair: named, changed and taken off by its organiser."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import DomainError
from fairs.actions.changing import fair_to_change
from fairs.models import FairPerson
from fairs.queries.people import people_to_choose

FIELDS = ("duty", "user", "name", "phone", "email")
MOST_PEOPLE = 40


@transaction.atomic
def add_person(fair, *, acting_user, **values):
    """Name somebody responsible with the values of FIELDS and return the FairPerson.

    Somebody with an account is told by it and needs nothing else. Raises PermissionRefused, or DomainError at the
    field that is missing.
    """
    row = fair_to_change(fair, acting_user)
    if row.people.count() >= MOST_PEOPLE:
        raise DomainError("too-many-people", _("A fair has at most %(most)s people.") % {"most": MOST_PEOPLE})
    person = FairPerson(partnership_id=row.partnership_id, fair=row, **_checked(row, values))
    person.save()
    audit.record("fairperson.add", person, acting_user=acting_user, after={"duty": person.duty})
    return person


@transaction.atomic
def change_person(person, *, acting_user, **values):
    """Change who answers for it, or for what, and return the FairPerson."""
    row = fair_to_change(person.fair, acting_user)
    changed = _person_of(row, person)
    before = {"duty": changed.duty, "name": changed.name}
    for name, value in _checked(row, values).items():
        setattr(changed, name, value)
    changed.save()
    after = {"duty": changed.duty, "name": changed.name}
    audit.record("fairperson.update", changed, acting_user=acting_user, before=before, after=after)
    return changed


@transaction.atomic
def remove_person(person, *, acting_user):
    """Take somebody off the fair; what is known of them is deleted."""
    row = fair_to_change(person.fair, acting_user)
    removed = _person_of(row, person)
    audit.record("fairperson.remove", removed, acting_user=acting_user, before={"duty": removed.duty})
    removed.delete()


def faults(values):
    """Yield a DomainError, at its field, for what is missing of a responsible person."""
    if values.get("user"):
        return
    if not values.get("name", "").strip():
        yield DomainError("name-missing", _("Choose an account, or give a name."), field="name")
    if not values.get("phone", "").strip() and not values.get("email", "").strip():
        yield DomainError("unreachable", _("Give a phone number or an e-mail address."), field="phone")


def _checked(fair, values):
    for fault in faults(values):
        raise fault
    user = values.get("user")
    if user and not people_to_choose(fair.partnership_id).filter(pk=user.pk).exists():
        raise DomainError("not-of-the-partnership", _("This person has no part in the partnership."), field="user")
    return values | {"name": values.get("name", "").strip() or user.name}


def _person_of(fair, person):
    found = FairPerson.objects.select_for_update().filter(fair=fair, pk=person.pk).first()
    if found is None:
        raise DomainError("gone-meanwhile", _("It has been deleted meanwhile."))
    return found
