"""What citizens see and ask for."""

EVENTS: dict = {}
