"""Steps between states: declared in a table, taken under a row lock, asked of the policy, audited."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, policy
from core.errors import DomainError, TransitionRefused


@dataclass(frozen=True)
class Transition:
    """One step: from any of `sources` to `target`, by whom `permission` allows."""

    name: str
    sources: frozenset
    target: str
    permission: str


def table(*transitions):
    """Return {name: Transition} of the given (name, sources, target, permission) tuples."""
    return {
        name: Transition(name, frozenset(sources), target, permission)
        for name, sources, target, permission in transitions
    }


def lock(obj, *related):
    """Return a fresh copy of `obj` whose row stays locked until the transaction ends.

    Raises DomainError when somebody has deleted it meanwhile.
    """
    row = type(obj).objects.select_for_update(of=("self",)).select_related(*related).filter(pk=obj.pk).first()
    if row is None:
        raise DomainError("gone-meanwhile", _("It has been deleted meanwhile."))
    return row


def check(row, transition, *, acting_user):
    """Raise PermissionRefused or TransitionRefused unless `acting_user` may take this step on the locked `row` now.

    For steps whose changes need work of their own first; `take` asks the same.
    """
    policy.enforce(acting_user, transition.permission, row)
    if row.state not in transition.sources:
        raise TransitionRefused(
            "state-has-changed",
            _("This can no longer be done: the state is now “%(state)s”.") % {"state": row.get_state_display()},
        )


@transaction.atomic
def take(obj, transition, *, acting_user, changes=None, event=None, related=()):
    """Take one step on `obj` and return its fresh, locked copy.

    `changes` are further fields to set {name: value}. The audit event is called
    "<model>.<transition>" unless `event` names it. Raises TransitionRefused when the row has
    moved on meanwhile, PermissionRefused when the policy says no.
    """
    row = lock(obj, *related)
    check(row, transition, acting_user=acting_user)
    changes = {"state": transition.target, **(changes or {})}
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=[*changes])
    audit.record(
        event or f"{row._meta.model_name}.{transition.name}",
        row,
        acting_user=acting_user,
        before=before,
        after=changes,
    )
    return row


def possible(obj, transitions, actor):
    """Return the names of the steps that `actor` may take on `obj` now."""
    return [
        name
        for name, transition in transitions.items()
        if obj.state in transition.sources and policy.authorise(actor, transition.permission, obj)
    ]
