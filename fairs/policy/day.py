"""The programme and the day of the fair."""

PERMISSIONS: dict = {}
