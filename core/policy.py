"""May this actor do that? One table of permissions, deny by default, always with a reason.

Every app lists its permissions in `policy.py` as `PERMISSIONS = {"fairs.decide": predicate}` and
registers the table from `apps.py`. Actions call `enforce`; views and templates ask `authorise`
under the same name.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import PermissionRefused


class SystemActor:
    """The actor of jobs: explicit, so that no code acts as nobody."""

    pk = None
    is_authenticated = False
    is_active = True

    def __str__(self):
        return "system"


SYSTEM = SystemActor()


class PlatformScope:
    """The object of permissions that concern no single thing, such as reading the home page."""

    pk = 0

    def __str__(self):
        return "platform"


PLATFORM = PlatformScope()


@dataclass(frozen=True)
class Allowed:
    """The policy says yes."""

    def __bool__(self):
        return True


@dataclass(frozen=True)
class Denied:
    """The policy says no; `reason` is a sentence for the person who asked."""

    reason: str | Promise

    def __bool__(self):
        return False


class Predicate:
    """A yes/no question about (actor, object), with the sentence to say when the answer is no."""

    def __init__(self, test, reason):
        self._test = test
        self.reason = reason

    def decide(self, actor, obj):
        """Return Allowed or Denied(reason)."""
        return Allowed() if self._test(actor, obj) else Denied(self.reason)


class AnyOf:
    """Allowed when one of the predicates allows; otherwise denied with `reason`, or the first one's own."""

    def __init__(self, *predicates, reason=None):
        self._predicates = predicates
        self._reason = reason or predicates[0].reason

    @property
    def reason(self):
        return self._reason

    def decide(self, actor, obj):
        if any(predicate.decide(actor, obj) for predicate in self._predicates):
            return Allowed()
        return Denied(self._reason)


class AllOf:
    """Allowed when all predicates allow; otherwise denied with the first refusal's reason."""

    def __init__(self, *predicates):
        self._predicates = predicates

    @property
    def reason(self):
        return self._predicates[0].reason

    def decide(self, actor, obj):
        for predicate in self._predicates:
            decision = predicate.decide(actor, obj)
            if not decision:
                return decision
        return Allowed()


def predicate(reason):
    """Decorate `test(actor, obj) -> bool` into a Predicate that denies with `reason`."""
    return lambda test: Predicate(test, reason)


@predicate(_("This is open to everybody."))
def anyone(actor, obj):
    return True


@predicate(_("Please sign in first."))
def signed_in(actor, obj):
    return actor is not SYSTEM and actor.is_authenticated and actor.is_active


@predicate(_("Only the platform itself does this."))
def system(actor, obj):
    return actor is SYSTEM


_table = {}


def register(permissions):
    """Add an app's table {permission name: predicate}; raise ValueError when a name is taken."""
    for name, rule in permissions.items():
        if _table.get(name, rule) is not rule:
            raise ValueError(f"Permission {name} is defined twice.")
        _table[name] = rule


def names():
    """Return the names of all registered permissions, sorted."""
    return sorted(_table)


def authorise(actor, name, obj):
    """Return Allowed or Denied(reason) for `actor` doing `name` to `obj`.

    An unknown name, a missing actor or a missing object is denied.
    """
    rule = _table.get(name)
    if rule is None:
        return Denied(_("This action is not known."))
    if actor is None or obj is None:
        return Denied(_("This is not possible here."))
    return rule.decide(actor, obj)


def enforce(actor, name, obj):
    """Raise PermissionRefused with the policy's reason unless `actor` may do `name` to `obj`."""
    decision = authorise(actor, name, obj)
    if not decision:
        raise PermissionRefused("permission-refused", decision.reason)
