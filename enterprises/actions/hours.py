"""When a facility is open: the ordinary week, and the days on which it is otherwise."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import audit
from core.errors import DomainError
from enterprises.actions.discretion import refuse_identity_numbers
from enterprises.actions.facilities import locked
from enterprises.actions.facility_publicity import show
from enterprises.hours.spans import checked_rhythm, checked_week, tidy
from enterprises.models import HoursException
from enterprises.queries.facilities import proposed_holidays

LONGEST_EXCEPTION = 366
MOST_EXCEPTIONS = 100


@transaction.atomic
def set_hours(facility, *, acting_user, week, fortnightly=None, note="", note_en=""):
    """Set the hours of the ordinary week and return the facility.

    `week` is as enterprises.hours says, `fortnightly` ({"5": 0}) names the days that hold every second week only.
    Raises DomainError with the field (`day_0` … `day_6`, `rhythm_0` … `rhythm_6`, `hours_note`, `hours_note_en`)
    that can't be right.
    """
    row = locked(facility, acting_user)
    hours = checked_week(week)
    values = {
        "hours": hours,
        "fortnightly": checked_rhythm(fortnightly or {}, hours),
        "hours_note": note.strip(),
        "hours_note_en": note_en.strip(),
    }
    refuse_identity_numbers(values, "hours_note", "hours_note_en")
    before = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    if not before:
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values, "updated_at"])
    after = {name: values[name] for name in before}
    audit.record("facility.hours", row, acting_user=acting_user, before=before, after=after)
    show(row)
    return row


@transaction.atomic
def add_exception(facility, *, acting_user, **data):
    """Add days with other hours, none meaning closed, and return the HoursException.

    `data`: starts_on, ends_on (None: one day), hours, note, note_en. Raises DomainError, with the field, when
    something can't be right.
    """
    row = locked(facility, acting_user)
    if row.exceptions.filter(ends_on__gte=timezone.localdate()).count() >= MOST_EXCEPTIONS:
        raise DomainError("too-many-exceptions", _("These are too many exceptions. Please remove some first."))
    exception = HoursException(partnership_id=row.partnership_id, facility=row, facility_is_public=row.is_published)
    values = _set(exception, data)
    exception.save()
    audit.record("hoursexception.added", exception, acting_user=acting_user, after=values)
    show(row)
    return exception


@transaction.atomic
def edit_exception(exception, *, acting_user, **data):
    """Change days with other hours and return them. Raises DomainError as `add_exception` does."""
    facility = locked(exception.facility, acting_user)
    row = _still_there(exception)
    before = {name: getattr(row, name) for name in data}
    values = _set(row, data)
    row.save()
    audit.record("hoursexception.edited", row, acting_user=acting_user, before=before, after=values)
    show(facility)
    return row


@transaction.atomic
def remove_exception(exception, *, acting_user):
    """Remove days with other hours: the ordinary week holds again. Return the facility."""
    facility = locked(exception.facility, acting_user)
    row = _still_there(exception)
    before = {name: getattr(row, name) for name in ("starts_on", "ends_on", "hours", "note")}
    audit.record("hoursexception.removed", row, acting_user=acting_user, before=before)
    row.delete()
    show(facility)
    return facility


@transaction.atomic
def close_on_holidays(facility, *, acting_user, days):
    """Close a facility on the public holidays among `days` (dates); return how many were added.

    Days on which an exception begins and ends already stay as they are.
    """
    row = locked(facility, acting_user)
    proposed = [holiday for holiday in proposed_holidays(row) if holiday.day in days]
    for holiday in proposed:
        notes = {"note": _said_in("el", holiday.name), "note_en": _said_in("en", holiday.name)}
        add_exception(row, acting_user=acting_user, starts_on=holiday.day, **notes)
    return len(proposed)


def _still_there(exception):
    """Return the fresh row of an exception whose facility is locked; raise DomainError when somebody removed it."""
    row = HoursException.objects.select_related("facility").filter(pk=exception.pk).first()
    if row is None:
        raise DomainError("exception-gone", _("Somebody has already removed this exception."))
    return row


def _said_in(language, text):
    with override(language):
        return str(text)


def _set(exception, data):
    """Set checked values on an exception and return them {name: value}."""
    values = {**data, "ends_on": data.get("ends_on") or data["starts_on"], "hours": tidy(data.get("hours") or [])}
    refuse_identity_numbers(values, "note", "note_en")
    if values["ends_on"] < values["starts_on"]:
        raise DomainError("ends-before-start", _("It ends before it begins."), field="ends_on")
    if (values["ends_on"] - values["starts_on"]).days >= LONGEST_EXCEPTION:
        raise DomainError("exception-too-long", _("An exception lasts a year at most."), field="ends_on")
    if values["ends_on"] < timezone.localdate():
        raise DomainError("exception-over", _("These days are over."), field="ends_on")
    for name, value in values.items():
        setattr(exception, name, value)
    return values
