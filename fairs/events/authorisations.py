"""The municipality's authorisation."""

EVENTS: dict = {}
