"""One table: (route, method, who) -> status, for HTML and API. Every app keeps its rows in `<app>_rows.py`.

A row is `Row(route name, method, {role: status}, kwargs=..., data=...)`; the roles are the keys of ROLES, each the
name of a fixture (None: without an account). `kwargs` and `data` are callables that get the World
(tests/access/world.py), so that they can name rows that exist.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

ROLES = (
    "anonymous",
    "citizen",
    "outsider",
    "manager",
    "steward",
    "officer",
    "other_officer",
    "observer",
    "editor",
    "coordinator",
    "administrator",
)
"""Who knocks: `outsider` is the coordinator of another partnership, `other_officer` serves another municipality."""


@dataclass(frozen=True)
class Row:
    """What each role gets from one route by one method."""

    route: str
    method: str
    statuses: dict[str, int]
    kwargs: Callable[..., dict] = field(default=lambda world: {})
    data: Callable[..., dict] = field(default=lambda world: {})

    def __post_init__(self):
        if set(self.statuses) != set(ROLES):
            raise ValueError(
                f"{self.route} {self.method}: every role needs a status: {set(ROLES) ^ set(self.statuses)}"
            )


def everybody(status):
    """The same status for all roles."""
    return dict.fromkeys(ROLES, status)


def only(*roles, allowed=200, anonymous=302, others=403):
    """`allowed` for these roles, `anonymous` for visitors (302: to sign in), `others` for the rest."""
    statuses = dict.fromkeys(ROLES, others) | {"anonymous": anonymous}
    return statuses | dict.fromkeys(roles, allowed)
