"""The wall between tenants: PostgreSQL row-level security, and the one door through it.

`activate(partnership)` opens a tenant for the length of a block; `platform()` opens all of them and
may be named only in the files that the test of its allow-list knows.
"""

from core.tenancy.context import TenancyError, activate, current, current_or_none, platform, require
from core.tenancy.walls import ALWAYS, Wall, declared_wall

__all__ = [
    "ALWAYS",
    "TenancyError",
    "Wall",
    "activate",
    "current",
    "current_or_none",
    "declared_wall",
    "platform",
    "require",
]
