"""Who may do what in a founding project."""

from core.policy import Predicate

PERMISSIONS: dict[str, Predicate] = {}
