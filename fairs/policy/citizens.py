"""What citizens do with fairs."""

PERMISSIONS: dict = {}
