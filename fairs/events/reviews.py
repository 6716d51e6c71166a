"""Reviews."""

EVENTS: dict = {}
