"""The people who speak for an organisation: added, changed, put in order, taken away and brought back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from enterprises.actions.normalise import phone
from enterprises.models import ContactPerson

CONTACT_FIELDS = ("name", "duty", "role", "email", "phone", "is_shown")
MOST_CONTACTS = 20


@transaction.atomic
def add_contact(organisation, *, acting_user, **fields):
    """Put somebody last among those who speak for an organisation, and return the ContactPerson.

    `fields` are CONTACT_FIELDS; the name is needed. They are shown to visitors only where `is_shown` says so.
    Raises DomainError, with the field it is about, when something can't be right.
    """
    row = transitions.lock(organisation)
    policy.enforce(acting_user, "enterprises.edit", row)
    if row.contacts.count() >= MOST_CONTACTS:
        raise DomainError("too-many-contacts", _("%(most)s people are possible.") % {"most": MOST_CONTACTS})
    last = row.contacts.aggregate(last=Max("position"))["last"] or 0
    contact = _made(row, fields, position=last + 1)
    contact.save(force_insert=True)
    audit.record("contactperson.added", contact, acting_user=acting_user, after=_told(fields))
    return contact


@transaction.atomic
def edit_contact(contact, *, acting_user, **fields):
    """Change what is known of somebody who speaks for an organisation, and return them."""
    row = _locked(contact, acting_user)
    fields = _checked(fields)
    before = {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}
    if not before:
        return row
    for name, value in fields.items():
        setattr(row, name, value)
    _clean(row)
    row.save(update_fields=[*fields])
    after = {name: fields[name] for name in before}
    audit.record("contactperson.edited", row, acting_user=acting_user, before=_told(before), after=_told(after))
    return row


@transaction.atomic
def move_contact_up(contact, *, acting_user):
    """Let somebody change places with the one before them, and return them; the first one stays where they are."""
    row = _locked(contact, acting_user)
    earlier = row.organisation.contacts.filter(position__lt=row.position).last()
    if earlier is None:
        return row
    before = {"position": row.position}
    ContactPerson.objects.filter(pk=earlier.pk).update(position=row.position)
    row.position = earlier.position
    row.save(update_fields=["position"])
    audit.record("contactperson.moved", row, acting_user=acting_user, before=before, after={"position": row.position})
    return row


@transaction.atomic
def remove_contact(contact, *, acting_user):
    """Delete what is known of somebody, and return it as `bring_back_contact` takes it: nothing of it is kept here."""
    row = _locked(contact, acting_user)
    kept = {"pk": row.pk, "position": row.position, **{name: getattr(row, name) for name in CONTACT_FIELDS}}
    audit.record("contactperson.removed", row, acting_user=acting_user, before=_told(kept))
    row.delete()
    row.organisation.contacts.filter(position__gt=kept["position"]).update(position=F("position") - 1)
    return kept


@transaction.atomic
def bring_back_contact(organisation, kept, *, acting_user):
    """Undo `remove_contact` with what it returned, and return the ContactPerson; done twice, nothing happens twice."""
    row = transitions.lock(organisation)
    policy.enforce(acting_user, "enterprises.edit", row)
    there = row.contacts.filter(pk=kept["pk"]).first()
    if there:
        return there
    fields = {name: kept[name] for name in CONTACT_FIELDS}
    contact = _made(row, fields, pk=kept["pk"], position=kept["position"])
    row.contacts.filter(position__gte=contact.position).update(position=F("position") + 1)
    contact.save(force_insert=True)
    audit.record("contactperson.brought_back", contact, acting_user=acting_user, after=_told(fields))
    return contact


def _told(fields):
    """Return what the history keeps: it outlives the person's entry, so neither mailbox nor telephone."""
    return {name: fields[name] for name in ("duty", "role", "is_shown") if name in fields}


def _made(organisation, fields, **own):
    contact = ContactPerson(
        partnership_id=organisation.partnership_id,
        organisation=organisation,
        organisation_is_public=organisation.is_published,
        **own,
        **_checked(fields),
    )
    _clean(contact)
    return contact


def _locked(contact, acting_user):
    row = transitions.lock(contact, "organisation")
    policy.enforce(acting_user, "enterprises.edit", row.organisation)
    return row


def _checked(fields):
    unknown = set(fields) - set(CONTACT_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of a contact: {', '.join(sorted(unknown))}")
    fields = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    if fields.get("phone"):
        fields["phone"] = phone(fields["phone"])
    return fields


def _clean(contact):
    try:
        contact.full_clean(validate_unique=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
