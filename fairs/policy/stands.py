"""The plan of the stands: seen with its fair, drawn by whoever organises it."""

PERMISSIONS: dict = {}
