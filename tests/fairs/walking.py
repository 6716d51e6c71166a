"""Every step by every role, on rows that are made once: what was tried is undone each time."""

from django.db import transaction

from core.errors import DomainError
from tests.access.matrix import ROLES
from tests.fairs.people import person

ACTORS = (*ROLES, "system")


def expected(transitions, states, allowed):
    """Return {(role, step, state): the state it leads to, or the code of the refusal}.

    `allowed(step)` names the roles that may take a step. They try it from every state, all the others from those
    where it begins.
    """
    return {
        (role, name, state): _expected(step, state, role in allowed(name))
        for name, step in transitions.items()
        for role in ACTORS
        for state in (states if role in allowed(name) else step.sources)
    }


def walk(request, tries, row_of, take):
    """Try each (role, step, state) of `tries` and return what came of it, as `expected` says it.

    `row_of(step, state)` is the row to try it on; `take(step, row, actor)` returns the row as it is then.
    """
    actors = {role: person(request, role) for role in {role for role, *_ in tries}}
    return {
        (role, step, state): _outcome(take, step, row_of(step, state), actors[role]) for role, step, state in tries
    }


def _outcome(take, step, row, actor):
    with transaction.atomic():
        try:
            return take(step, row, actor).state
        except DomainError as refusal:
            return refusal.code
        finally:
            transaction.set_rollback(True)


def _expected(step, state, may):
    if not may:
        return "permission-refused"
    return step.target if state in step.sources else "state-has-changed"
