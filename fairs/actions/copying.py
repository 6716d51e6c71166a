"""The next edition of a fair, made from the last one: what was prepared is taken over, what was decided is not."""

from contextlib import ExitStack
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core import audit, policy, tenancy
from core.uploads import keep, new_path
from core.uploads.keeping import read
from fairs.actions.fairs import FIELDS, create_fair
from fairs.actions.grounds import files_of
from fairs.actions.stands import copy_plan
from fairs.models import AllocationPolicy, Fair, FairSeries, VenuePlan
from fairs.queries.regulations import in_force, versions_of

WEEKS = {
    FairSeries.Rhythm.TWICE_A_YEAR: 26,
    FairSeries.Rhythm.QUARTERLY: 13,
    FairSeries.Rhythm.MONTHLY: 4,
    FairSeries.Rhythm.WEEKLY: 1,
}
"""How far the next edition is from the last; whole weeks, so that it falls on the same days of the week."""
A_YEAR = 52

DATES = ("starts_on", "ends_on", "apply_by")
NOT_OF_RULES = ("id", "fair", "is_published", "call_is_public", "seed", "seed_published_at", "drawn", "frozen_at")


def next_days(fair):
    """Return {"starts_on", "apply_by"} of the edition after this one, by the rhythm of its series, none of it past."""
    weeks = WEEKS.get(fair.series.rhythm, A_YEAR) if fair.series else A_YEAR
    step = timedelta(weeks=weeks)
    today, shift = timezone.localdate(), step
    while fair.apply_by + shift < today:
        shift += step
    return {"starts_on": fair.starts_on + shift, "apply_by": fair.apply_by + shift}


def copy_fair(source, *, acting_user, starts_on, apply_by):
    """Plan the next edition of a fair and return it: all that was prepared, on new days.

    Taken over are what the fair says of itself, hours, regulation, the form of the application and the papers asked
    for, criteria, rules and plan of the stands, the drawing, and what the budget planned. Not taken over are people,
    applications, decisions, opinions of the municipality, events and what things cost in the end. Raises
    PermissionRefused, or DomainError at a day that does not fit or when the series has ended.
    """
    tenancy.require(source.partnership_id)
    policy.enforce(acting_user, "fairs.organise", source)
    ground, regulation = VenuePlan.objects.filter(fair=source).first(), in_force(source) or versions_of(source).last()
    with ExitStack() as files:
        stored = _stored_anew(files, source, ground, regulation)
        files.enter_context(transaction.atomic())
        fair = _planned(source, acting_user, starts_on, apply_by)
        _take_over(source, fair, starts_on - source.starts_on, acting_user)
        _take_ground_over(ground, fair, stored, acting_user)
        _take_regulation_over(regulation, fair, stored, acting_user)
        audit.record("fair.copy", fair, acting_user=acting_user, after={"copied_from": source})
    return fair


def _planned(source, acting_user, starts_on, apply_by):
    values = {name: getattr(source, name) for name in FIELDS if name not in DATES}
    ends_on = starts_on + (source.ends_on - source.starts_on)
    fair = create_fair(
        source.partnership,
        acting_user=acting_user,
        starts_on=starts_on,
        ends_on=ends_on,
        apply_by=apply_by,
        **values,
    )
    Fair.objects.filter(pk=fair.pk).update(copied_from=source)
    return fair


def _take_over(source, fair, shift, acting_user):
    hidden = {"fair_is_public": False}
    _write(source.days.all(), fair, lambda day: {**hidden, "day": day.day + shift})
    for questions in (source.questions.all(), source.document_requests.all()):
        _write(questions, fair, lambda part: {"call_is_public": False, **_moved(part, "answer_by", shift)})
    _write(source.criteria.all(), fair, lambda criterion: {})
    _write(source.budget.all(), fair, lambda line: {"actual": None, "note": ""})
    _take_rules_over(source, fair, shift)


def _take_rules_over(source, fair, shift):
    rules = AllocationPolicy.objects.filter(fair=source).first()
    if rules is None:
        return
    names = [field.name for field in AllocationPolicy._meta.concrete_fields if field.name not in NOT_OF_RULES]
    copied = AllocationPolicy.objects.create(
        fair=fair, **{name: getattr(rules, name) for name in names} | _moved(rules, "seed_known_on", shift)
    )
    _write(rules.classes.all(), copied, lambda row: {"call_is_public": False}, part_of="policy")


def _take_ground_over(ground, fair, stored, acting_user):
    if ground is None:
        return
    if ground.fair.stands.exists():
        copy_plan(fair, ground.fair, acting_user=acting_user)
    names = ("width", "depth", "digest", "widths", "file_name", "content_type", "size", "paper_digest")
    values = {name: getattr(ground, name) for name in names} | {"base": stored["base"], "path": stored["drawing"]}
    VenuePlan.objects.update_or_create(fair=fair, defaults={"partnership_id": fair.partnership_id, **values})


def _take_regulation_over(regulation, fair, stored, acting_user):
    if regulation is None:
        return
    changes = {
        "number": 1,
        "change": "",
        "ada": "",
        "in_force_from": timezone.localdate(),
        "made_by": acting_user,
        "path": stored["regulation"],
        "fair_is_public": False,
    }
    _write([regulation], fair, lambda version: changes)


def _write(rows, owner, changes, part_of="fair"):
    """Write each row once more for a new owner, with the changes that `changes(row)` names."""
    copies = []
    for row in rows:
        row.pk, row._state.adding = None, True
        setattr(row, part_of, owner)
        for field, value in changes(row).items():
            setattr(row, field, value)
        copies.append(row)
    if copies:
        type(copies[0]).objects.bulk_create(copies)


def _moved(row, name, shift):
    """Return {name: a day moved along} of a row that has such a day."""
    day = getattr(row, name, None)
    return {name: day + shift} if day else {}


def _stored_anew(files, source, ground, regulation):
    """Write the files of ground and regulation once more, for the new fair alone, and return where they lie now."""
    stored = {"base": "", "drawing": "", "regulation": ""}
    place = source.partnership_id
    if ground and ground.base:
        stored["base"] = new_path(f"{place}/plans", ground.digest)
        pictures = {path.replace(ground.base, stored["base"], 1): read("photos", path) for path in files_of(ground)}
        files.enter_context(keep("photos", pictures))
    papers = {}
    if ground and ground.path:
        stored["drawing"] = _twin(f"{place}/plans", ground.path, ground.paper_digest)
        papers[stored["drawing"]] = read("vault", ground.path)
    if regulation and regulation.path:
        stored["regulation"] = _twin(f"{place}/regulations", regulation.path, regulation.digest)
        papers[stored["regulation"]] = read("vault", regulation.path)
    files.enter_context(keep("vault", papers))
    return stored


def _twin(folder, path, digest):
    return f"{new_path(folder, digest)}.{path.rpartition('.')[2]}"
