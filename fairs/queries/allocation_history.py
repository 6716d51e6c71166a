"""What the history may tell of the rules of the stands, of their allocation and of moves by hand."""

from django.utils.translation import gettext_lazy as _

from core import history
from fairs.models import AllocationPolicy, PriorityClass


def register():
    """Let the entries about allocations be told."""
    rules = dict(PriorityClass.Rule.choices)
    history.register(
        AllocationPolicy,
        joins=("fair",),
        labels={"classes": _("who comes first")},
        shown={"classes": lambda codes: ", ".join(str(rules.get(code, code)) for code in codes)},
    )
