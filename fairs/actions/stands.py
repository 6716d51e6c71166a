"""The stand plan of a fair is drawn: stands are added, changed, moved, removed, and the last change is undone."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from fairs.models import Fair, PlanChange, Stand, VenuePlan
from fairs.models.fairs import MOST_STANDS
from fairs.queries.plan_geometry import neighbours_of
from fairs.queries.plans import FROZEN_STATES, KEPT_FIELDS, digest_of, snapshot, stands_on
from fairs.states import OVER_STATES

PLACES = ("x", "y", "frontage", "depth")
"""What is told in metres."""

KEPT_CHANGES = 20
"""So many changes of one plan can be undone, one after another."""


@dataclass(frozen=True)
class Grid:
    """Stands in rows: the first one's code and place, how many, and the metres between them."""

    prefix: str
    first_number: int
    columns: int
    rows: int = 1
    gap: Decimal = Decimal(0)
    aisle: Decimal = Decimal(4)
    goes_down: bool = False
    stand: dict = field(default_factory=dict)

    @property
    def number(self):
        return self.columns * self.rows


def add_stand(fair, *, acting_user, reason="", **values):
    """Add one stand with the values of KEPT_FIELDS to the plan and return it.

    Raises DomainError where the code is taken, the fair is full of stands, or it says no reason for a late change.
    """
    with _changing(fair, "stand.add", acting_user, reason) as row:
        return _create(row, [values])[0]


def add_grid(fair, grid, *, acting_user, reason=""):
    """Add all stands of a Grid, numbered on, and return them."""
    with _changing(fair, "stand.add_grid", acting_user, reason) as row:
        return _create(row, list(_cells(grid)))


def change_stand(stand, *, acting_user, reason="", **values):
    """Change what a stand is and return it."""
    with _changing(Fair(pk=stand.fair_id), "stand.change", acting_user, reason) as row:
        changed = transitions.lock(stand)
        if changed.fair_id != row.pk:
            raise DomainError("another-fair", _("This stand belongs to another fair."))
        _rename_neighbours(row, changed.code, values.get("code", changed.code))
        for name, value in values.items():
            setattr(changed, name, value)
        _save(changed)
        return changed


def move_stands(fair, places, *, acting_user, seen, reason=""):
    """Set {key: {"x", "y", "frontage", "depth"}} of stands, all at once, and return how many have changed.

    `seen` is the digest of the plan that the person looked at: raises DomainError when it is another one by now.
    """
    with _changing(fair, "stand.move", acting_user, reason) as row:
        if digest_of(snapshot(row)) != seen:
            raise DomainError(
                "plan-changed",
                _("Somebody has changed the plan meanwhile. What you moved is still here: look once more and save."),
            )
        moved = []
        for stand in Stand.objects.filter(fair=row, pk__in=places):
            if any(getattr(stand, name) != value for name, value in places[stand.pk].items()):
                for name, value in places[stand.pk].items():
                    setattr(stand, name, value)
                moved.append(stand)
        Stand.objects.bulk_update(moved, PLACES)
        return len(moved)


def remove_stands(fair, stands, *, acting_user, reason=""):
    """Remove stands from the plan and return their codes. Raises DomainError for one that was given to somebody."""
    with _changing(fair, "stand.remove", acting_user, reason) as row:
        kept = Stand.objects.filter(fair=row, pk__in=[stand.pk for stand in stands])
        codes = sorted(kept.values_list("code", flat=True))
        try:
            with transaction.atomic():
                kept.delete()
        except ProtectedError as error:
            stand_of = attrgetter("stand")
            given = sorted({str(stand_of(obj)) for obj in error.protected_objects})
            raise DomainError(
                "stand-is-given",
                _("Already given, or part of a proposal for the allocation: %(stands)s. These can't be removed.")
                % {"stands": ", ".join(given)},
            ) from error
        return codes


@transaction.atomic
def undo_change(fair, *, acting_user, reason=""):
    """Let the stands be as they were before the last change, and return that PlanChange.

    Raises DomainError without a change, when the stands were changed in another way since, or when one that would go
    was given to somebody.
    """
    row = _lock(fair, acting_user, reason)
    last = PlanChange.objects.filter(fair=row).first()
    if last is None:
        raise DomainError("nothing-to-undo", _("There is nothing to undo."))
    if digest_of(snapshot(row)) != last.digest:
        raise DomainError("plan-changed", _("The plan has changed in another way since: it can't be undone."))
    _restore(row, last.before)
    last.delete()
    _record(row, "stand.undo", acting_user, reason, {"what": last.words})
    return last


@transaction.atomic
def copy_plan(fair, source, *, acting_user):
    """Take the ground and all stands over from another fair of the partnership; this one must have none yet."""
    tenancy.require(source.partnership_id)
    policy.enforce(acting_user, "fairs.organise", source)
    row = _lock(fair, acting_user, "")
    if row.stands.exists():
        raise DomainError("plan-not-empty", _("This fair has stands already. Remove them first."))
    ground = VenuePlan.objects.filter(fair=source).first()
    if ground is not None:
        VenuePlan.objects.update_or_create(
            fair=row,
            defaults={
                "partnership_id": row.partnership_id,
                "width": ground.width,
                "depth": ground.depth,
                "fair_is_public": row.is_published,
            },
        )
    with _changing(row, "stand.copy", acting_user, "") as row:
        return _create(row, snapshot(source))


def publish_plan(fair):
    """Let everybody see the stands of a fair that has just become public."""
    Stand.objects.filter(fair=fair).update(fair_is_public=True)
    VenuePlan.objects.filter(fair=fair).update(fair_is_public=True)


@contextmanager
def _changing(fair, event, acting_user, reason):
    """Hold the fair while its stands change; afterwards work the neighbours out, and note what can be undone."""
    with transaction.atomic():
        row = _lock(fair, acting_user, reason)
        before = snapshot(row)
        yield row
        _set_neighbours(row)
        after = snapshot(row)
        if after == before:
            return
        PlanChange.objects.create(
            partnership_id=row.partnership_id,
            fair=row,
            words=event,
            before=before,
            digest=digest_of(after),
            made_by=acting_user,
        )
        old = PlanChange.objects.filter(fair=row).values_list("pk", flat=True)[KEPT_CHANGES:]
        PlanChange.objects.filter(pk__in=list(old)).delete()
        _record(row, event, acting_user, reason, _difference(before, after))


def _lock(fair, acting_user, reason):
    row = transitions.lock(fair, "partnership")
    policy.enforce(acting_user, "fairs.organise", row)
    if row.state in OVER_STATES:
        raise DomainError("fair-is-over", _("A fair that is over or cancelled can no longer be changed."))
    if row.state in FROZEN_STATES and not reason.strip():
        raise DomainError(
            "reason-missing", _("The stands are given already: please say why the plan changes."), field="reason"
        )
    return row


def _create(fair, all_values):
    if Stand.objects.filter(fair=fair).count() + len(all_values) > MOST_STANDS:
        message = ngettext(
            "A fair has at most %(number)s stand.", "A fair has at most %(number)s stands.", MOST_STANDS
        )
        raise DomainError("too-many-stands", message % {"number": MOST_STANDS})
    codes = [values["code"] for values in all_values]
    taken = sorted(set(Stand.objects.filter(fair=fair, code__in=codes).values_list("code", flat=True)))
    if taken:
        raise DomainError(
            "code-taken", _("There is a stand %(codes)s already.") % {"codes": ", ".join(taken)}, field="code"
        )
    return Stand.objects.bulk_create(
        Stand(partnership_id=fair.partnership_id, fair=fair, fair_is_public=fair.is_published, **values)
        for values in all_values
    )


def _cells(grid):
    """Yield the values of each stand of a grid: along a row first, then the next row."""
    width, depth = grid.stand["frontage"], grid.stand["depth"]
    for number in range(grid.number):
        row, column = divmod(number, grid.columns)
        along = column * ((depth if grid.goes_down else width) + grid.gap)
        across = row * ((width if grid.goes_down else depth) + grid.aisle)
        right, down = (across, along) if grid.goes_down else (along, across)
        place = {"x": grid.stand["x"] + right, "y": grid.stand["y"] + down}
        yield {**grid.stand, **place, "code": f"{grid.prefix}{grid.first_number + number}"}


def _save(stand):
    try:
        with transaction.atomic():
            stand.save()
    except IntegrityError as error:
        raise DomainError(
            "code-taken", _("There is a stand %(codes)s already.") % {"codes": stand.code}, field="code"
        ) from error


def _rename_neighbours(fair, old, new):
    if old == new:
        return
    for stand in Stand.objects.filter(fair=fair, has_own_neighbours=True, neighbours__contains=[old]):
        stand.neighbours = [new if code == old else code for code in stand.neighbours]
        stand.save(update_fields=["neighbours"])


def _set_neighbours(fair):
    stands = stands_on(fair)
    found = neighbours_of(stands)
    changed = [stand for stand in stands if stand.neighbours != found[stand.code]]
    for stand in changed:
        stand.neighbours = found[stand.code]
    Stand.objects.bulk_update(changed, ["neighbours"])


def _restore(fair, kept):
    """Make the stands of a fair what a snapshot says; stands that stay keep their rows."""
    there = {stand.code: stand for stand in Stand.objects.filter(fair=fair)}
    wanted = {values["code"]: _read(values) for values in kept}
    gone = [stand for code, stand in there.items() if code not in wanted]
    came = [values for code, values in wanted.items() if code not in there]
    if len(gone) == len(came) == 1:
        # One stand was called otherwise: it is the same stand, and what was given stays given.
        _overwrite(gone.pop(), came.pop())
    try:
        with transaction.atomic():
            Stand.objects.filter(pk__in=[stand.pk for stand in gone]).delete()
    except ProtectedError as error:
        raise DomainError("stand-is-given", _("A stand that would go was given to somebody.")) from error
    for code, stand in there.items():
        if code in wanted:
            _overwrite(stand, wanted[code])
    _create(fair, came)


def _overwrite(stand, values):
    for name, value in values.items():
        setattr(stand, name, value)
    stand.save()


def _read(values):
    return {name: Decimal(values[name]) if name in PLACES else values[name] for name in KEPT_FIELDS}


def _difference(before, after):
    """Return {"added", "removed", "changed": codes} of two snapshots, what is empty left out."""
    old, new = ({one["code"]: _told(one) for one in side} for side in (before, after))
    found = {
        "added": [code for code in new if code not in old],
        "removed": [code for code in old if code not in new],
        "changed": [code for code in new if code in old and new[code] != old[code]],
    }
    return {name: codes for name, codes in found.items() if codes}


def _told(kept):
    """Return what is told of a stand: neighbours that follow from the places are no news of their own."""
    return kept if kept["has_own_neighbours"] else {**kept, "neighbours": []}


def _record(fair, event, acting_user, reason, told):
    ground, _created = VenuePlan.objects.get_or_create(
        fair=fair, defaults={"partnership_id": fair.partnership_id, "fair_is_public": fair.is_published}
    )
    given = {"reason": reason.strip()} if reason.strip() else {}
    audit.record(event, ground, acting_user=acting_user, after={**told, **given})
