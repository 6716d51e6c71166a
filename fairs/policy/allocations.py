"""Who gets which stand, and by which rules."""

PERMISSIONS: dict = {}
