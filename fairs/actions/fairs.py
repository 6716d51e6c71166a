"""A fair is planned, announced, and led through its steps by the coordinator."""

from itertools import chain

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.search import index
from core.slugs import free_slug
from fairs.actions import allocation_rules, cancelling, dates, hours, particulars, programme, publicity
from fairs.actions.calls import announce_call
from fairs.actions.changing import fair_to_change
from fairs.actions.offers import offer_stands
from fairs.actions.regulations import note_at_call
from fairs.actions.stands import publish_plan
from fairs.models import Application, Fair
from fairs.queries.authorisations import is_granted
from fairs.states import FAIR_TRANSITIONS, PREPARED_STATES, SeriesState

RESERVED_SLUGS = {"new", "series"}
FIELDS = (
    "title",
    "title_en",
    "kind",
    "market_kind",
    "series",
    "themes",
    "is_organic",
    "municipality",
    "more_municipalities",
    "venue",
    "address",
    "lat",
    "lng",
    "starts_on",
    "ends_on",
    "apply_by",
    "capacity",
    "fee_per_metre",
    "fee_note",
    "fee_note_en",
    "takes_other_regions",
    "confirm_days",
    "description",
    "description_en",
)


@transaction.atomic
def create_fair(partnership, *, acting_user, **values):
    """Plan a fair of the open partnership from the values of FIELDS and return it.

    Raises PermissionRefused, or DomainError when the dates or the place don't fit.
    """
    tenancy.require(partnership.pk)
    policy.enforce(acting_user, "fairs.organise", partnership)
    _check(values, partnership)
    fair = Fair(partnership=partnership, **values)
    fair.slug = _free_slug(fair)
    _save(fair)
    audit.record("fair.create", fair, acting_user=acting_user, after=values)
    return fair


@transaction.atomic
def update_fair(fair, *, acting_user, **values):
    """Change any of FIELDS of a fair that is neither over nor cancelled and return it.

    Its address follows its title and its year until it is announced. The municipality stays once somebody has
    applied, and stands that were promised are never taken away.
    """
    row = fair_to_change(fair, acting_user, "partnership", "municipality")
    _check({field: values.get(field, getattr(row, field)) for field in FIELDS}, row.partnership, stored=row)
    _respect_applications(row, values)
    allocation_rules.respect_draw(row, values.get("apply_by", row.apply_by))
    before, name = {field: getattr(row, field) for field in values}, _name_in_address(row)
    first_day = row.starts_on
    for field, value in values.items():
        setattr(row, field, value)
    if row.state in PREPARED_STATES and _name_in_address(row) != name:
        row.slug = _free_slug(row)
    _save(row, update_fields=[*values, "slug"])
    programme.move_with(row, first_day)
    hours.follow_moved_days(row, from_day=first_day)
    audit.record("fair.update", row, acting_user=acting_user, before=before, after=values)
    index.index(row)
    return row


@transaction.atomic
def authorise_fair(fair, *, acting_user):
    """Mark a planned fair as authorised by its municipality, as the platform does with the last answer in favour.

    Raises DomainError unless the chain ends with the decision of the council (law 4849/2021), and all are in favour.
    """
    row = transitions.take(fair, FAIR_TRANSITIONS["authorise"], acting_user=acting_user)
    if not is_granted(row):
        raise DomainError("authorisation-incomplete", _("Not every body that has to agree is in favour yet."))
    return row


@transaction.atomic
def open_call(fair, *, acting_user):
    """Announce an authorised fair: from now on it is public and takes applications."""
    row = transitions.take(fair, FAIR_TRANSITIONS["open_call"], acting_user=acting_user)
    if row.apply_by < timezone.localdate():
        raise DomainError(
            "deadline-has-passed", _("The last day for applications has passed. Edit the fair and set a later one.")
        )
    announce_call(row)
    note_at_call(row)
    publicity.publish_with(row)
    programme.publish_with(row)
    allocation_rules.publish_with_call(row)
    publish_plan(row)
    index.index(row)
    return row


@transaction.atomic
def close_call(fair, *, acting_user):
    """Take no more applications; those that wait can still be decided."""
    return transitions.take(fair, FAIR_TRANSITIONS["close_call"], acting_user=acting_user)


@transaction.atomic
def allocate_stands(fair, *, acting_user):
    """Put the allocation of stands into force: no application may be without a decision."""
    row = transitions.take(fair, FAIR_TRANSITIONS["allocate"], acting_user=acting_user)
    waiting = Application.objects.filter(fair=row).waiting().count()
    if waiting:
        message = ngettext(
            "%(number)s application still waits for the decision of the municipality.",
            "%(number)s applications still wait for the decision of the municipality.",
            waiting,
        )
        raise DomainError("applications-wait", message % {"number": waiting})
    return row


@transaction.atomic
def publish_participants(fair, *, acting_user):
    """Announce who takes part and where they stand; whoever has a stand is asked to confirm it."""
    row = transitions.take(fair, FAIR_TRANSITIONS["publish"], acting_user=acting_user, related=("partnership",))
    offer_stands(row)
    return row


@transaction.atomic
def begin_fair(fair, *, acting_user):
    """Mark a published fair as on now, once its first day has come."""
    row = transitions.take(fair, FAIR_TRANSITIONS["begin"], acting_user=acting_user)
    if not row.has_begun:
        raise DomainError("fair-not-begun", _("The fair has not begun: its first day is still to come."))
    return row


@transaction.atomic
def close_fair(fair, *, acting_user):
    """Mark a fair as over, once its last day has come."""
    row = transitions.take(fair, FAIR_TRANSITIONS["close"], acting_user=acting_user)
    if row.ends_on > timezone.localdate():
        raise DomainError("fair-goes-on", _("The fair is not over yet: its last day is still to come."))
    return row


@transaction.atomic
def cancel_fair(fair, *, acting_user, reason):
    """Cancel a fair for a reason that everybody concerned reads, and return it.

    Open applications are cancelled with it, offers of stands taken back, fees settled (fairs/actions/cancelling.py).
    """
    reason = reason.strip()
    if not reason:
        raise DomainError("reason-missing", _("Please say why: everybody who applied will read it."), field="reason")
    row = transitions.take(
        fair,
        FAIR_TRANSITIONS["cancel"],
        acting_user=acting_user,
        changes={"cancel_reason": reason},
        related=("partnership", "municipality"),
    )
    publicity.publish_with(row)
    cancelling.settle(row, acting_user=acting_user, reason=reason)
    programme.publish_with(row)
    publish_plan(row)
    index.index(row)
    return row


STEPS = {
    "open_call": open_call,
    "close_call": close_call,
    "allocate": allocate_stands,
    "publish": publish_participants,
    "begin": begin_fair,
    "close": close_fair,
}
"""The steps that need nothing but a confirmation; cancelling needs a reason, authorising what the bodies answer."""


def _check(values, partnership, stored=None):
    """Raise DomainError, at the field, for what does not fit, or a municipality of another region."""
    for fault in chain(dates.faults(values, stored), particulars.faults(values, partnership)):
        raise fault
    _check_series(values.get("series"), partnership, stored)


def _check_series(series, partnership, stored):
    if series is None:
        return
    if series.partnership_id != partnership.pk:
        raise DomainError("another-partnership", _("This series belongs to another partnership."), field="series")
    # The lock lets no step end the series between this look and the saving of the fair.
    ended = transitions.lock(series).state == SeriesState.ENDED
    if ended and series.pk != getattr(stored, "series_id", None):
        raise DomainError(
            "series-has-ended", _("This series has ended. Resume it to plan another edition."), field="series"
        )


def _name_in_address(fair):
    return f"{fair.title_en or fair.title} {fair.starts_on.year}"


def _free_slug(fair):
    others = Fair.objects.filter(partnership=fair.partnership_id).exclude(pk=fair.pk)
    return free_slug(_name_in_address(fair), others, reserved=RESERVED_SLUGS)


def _save(fair, **options):
    try:
        with transaction.atomic():
            fair.save(**options)
    except IntegrityError as error:
        raise DomainError("fair-exists", _("A fair of this title was just created."), field="title") from error


def _respect_applications(row, values):
    applications = Application.objects.filter(fair=row)
    moved = "municipality" in values and values["municipality"].pk != row.municipality_id
    if moved and applications.exists():
        raise DomainError(
            "fair-has-applications",
            _("Organisations have applied to this municipality; the fair can no longer move."),
            field="municipality",
        )
    if moved and row.authorisation_steps.exists():
        raise DomainError(
            "municipality-asked",
            _("This municipality has been asked to authorise the fair. Take the question back first."),
            field="municipality",
        )
    fee, old_fee = values.get("fee_per_metre", row.fee_per_metre) or 0, row.fee_per_metre or 0
    if fee > old_fee and applications.handed_in().exists():
        raise DomainError(
            "fee-is-promised",
            _("Organisations have applied for this fee; it can only become less."),
            field="fee_per_metre",
        )
    approved = applications.approved().count()
    # More may be approved than there are stands; nobody makes the gap wider.
    if values.get("capacity", row.capacity) < min(approved, row.capacity):
        message = ngettext(
            "%(number)s stand is promised already.", "%(number)s stands are promised already.", approved
        )
        raise DomainError("stands-promised", message % {"number": approved}, field="capacity")
