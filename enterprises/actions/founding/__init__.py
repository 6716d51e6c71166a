"""From an idea to a registered organisation: every event in the life of a founding project."""
