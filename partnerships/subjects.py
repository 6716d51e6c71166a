"""Organisations and networks that roles belong to, brought by the apps above."""

from collections.abc import Callable

_choices: dict[str, Callable] = {}


def register_subjects(role, provider):
    """Register provider(partnership) -> [(id, label)]: what a role of this kind can belong to there."""
    _choices[role] = provider


def subject_choices(role, partnership):
    """Return [(id, label)] for a role; empty when the role belongs to no such thing."""
    provider = _choices.get(role)
    return provider(partnership) if provider else []
