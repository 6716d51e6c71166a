"""Who may see and keep the papers of an organisation's wallet."""

from core.policy import Predicate

PERMISSIONS: dict[str, Predicate] = {}
