"""The allocation of stands."""

EVENTS: dict = {}
