"""Everything that makes the platform run on a machine that has only Python: embedded servers and their addresses."""
