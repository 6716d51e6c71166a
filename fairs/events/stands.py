"""The stand plan."""

EVENTS: dict = {}
