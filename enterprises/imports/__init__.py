"""From a file of organisations to verdicts about its rows: read, map, clean, locate, identify, judge.

Nothing in this package writes; `enterprises.actions.imports` does.
"""
