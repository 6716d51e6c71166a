"""The events of the audit trail in words: each app says what its codes mean."""

_labels = {}


def register(labels):
    """Add an app's {event code: translated label}."""
    _labels.update(labels)


def known():
    """Return the codes that have a label."""
    return set(_labels)


def label(code):
    """Return the event in words; the bare code where no app knows it any more."""
    return _labels.get(code, code)
