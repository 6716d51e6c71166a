"""The plan of the stands."""

PERMISSIONS: dict = {}
