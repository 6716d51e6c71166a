"""One body of a municipality's route at a time: added, changed, moved, left out. Chains that have started stay."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from fairs.actions.authorisation_routes import (
    MOST_STEPS,
    ROUTE_FIELDS,
    check_order,
    check_step,
    route_of,
    set_route,
)
from fairs.models import AuthorisationRoute
from fairs.models.authorisations import Body
from partnerships.models import Partnership


@transaction.atomic
def adopt_route(partnership, municipality, *, acting_user):
    """Keep the steps of the law as those of a municipality, so that they can be changed; return its steps.

    Where the municipality has steps of its own nothing happens.
    """
    saved = _lock_route(partnership, municipality, acting_user)
    if saved:
        return saved
    steps = [{name: getattr(row, name) for name in ROUTE_FIELDS} for row in route_of(partnership, municipality)]
    return set_route(partnership, municipality, steps, acting_user=acting_user)


@transaction.atomic
def add_body(partnership, municipality, *, acting_user, **values):
    """Ask another body right before the council, and return its step. Raises DomainError as `set_route` does."""
    rows = adopt_route(partnership, municipality, acting_user=acting_user)
    row = AuthorisationRoute(partnership=partnership, municipality=municipality, position=len(rows), **values)
    rows.insert(len(rows) - 1, row)
    check_step(row)
    check_order(rows)
    # Beyond all positions until those of the others are written anew.
    row.position = MOST_STEPS + 1
    row.save(force_insert=True)
    _number(rows)
    audit.record("authorisationroute.add", row, acting_user=acting_user, after=values)
    return row


@transaction.atomic
def change_body(route_step, *, acting_user, **values):
    """Set any of ROUTE_FIELDS of a step and return it. Raises DomainError as `set_route` does."""
    rows, row = _lock_step(route_step, acting_user)
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    check_step(row)
    check_order(rows)
    row.save(update_fields=[*values])
    audit.record("authorisationroute.change", row, acting_user=acting_user, before=before, after=values)
    return row


@transaction.atomic
def move_body(route_step, *, acting_user, up):
    """Change a step's place with the one above it, or below it. The council stays the last: then nothing happens."""
    rows, row = _lock_step(route_step, acting_user)
    here = rows.index(row)
    there = here - 1 if up else here + 1
    if there < 0 or row.body == Body.COUNCIL or rows[there].body == Body.COUNCIL:
        return
    rows[here], rows[there] = rows[there], rows[here]
    _number(rows)
    audit.record(
        "authorisationroute.move",
        row,
        acting_user=acting_user,
        before={"position": here + 1},
        after={"position": there + 1},
    )


@transaction.atomic
def remove_body(route_step, *, acting_user):
    """Ask this body no more. Raises DomainError for the council, without which no fair is authorised."""
    rows, row = _lock_step(route_step, acting_user)
    if row.body == Body.COUNCIL:
        raise DomainError("council-decides-last", _("Without the decision of the council no fair is authorised."))
    rows.remove(row)
    audit.record("authorisationroute.remove", row, acting_user=acting_user, before={"name": row.name})
    row.delete()
    _number(rows)


def _lock_route(partnership, municipality, acting_user):
    """Lock the routes of the open partnership, ask the policy, and return the municipality's own steps in order."""
    tenancy.require(partnership.pk)
    transitions.lock(Partnership(pk=partnership.pk))
    place = AuthorisationRoute(partnership=partnership, municipality=municipality)
    policy.enforce(acting_user, "fairs.set_authorisation_route", place)
    steps = AuthorisationRoute.objects.filter(partnership=partnership, municipality=municipality)
    return list(steps.select_related("partnership", "municipality").order_by("position"))


def _lock_step(route_step, acting_user):
    rows = _lock_route(route_step.partnership, route_step.municipality, acting_user)
    row = next((row for row in rows if row.pk == route_step.pk), None)
    if row is None:
        raise DomainError("gone-meanwhile", _("It has been deleted meanwhile."))
    return rows, row


def _number(rows):
    """Write the positions anew, by way of ones that nobody has: each position is there once at every moment."""
    AuthorisationRoute.objects.filter(pk__in=[row.pk for row in rows]).update(position=F("position") + 2 * MOST_STEPS)
    for position, row in enumerate(rows, start=1):
        row.position = position
    AuthorisationRoute.objects.bulk_update(rows, ["position"])
