"""After the fair."""

EVENTS: dict = {}
