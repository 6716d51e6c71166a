"""What comes after a fair."""

PERMISSIONS: dict = {}
