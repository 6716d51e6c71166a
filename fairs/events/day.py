"""The programme and the day."""

EVENTS: dict = {}
