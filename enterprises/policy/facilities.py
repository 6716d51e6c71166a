"""Who may keep a facility and its board, and who may answer."""

from core.policy import Predicate

PERMISSIONS: dict[str, Predicate] = {}
