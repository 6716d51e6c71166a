"""What went wrong at a fair."""

from django.db.models import F

from fairs.models import Incident


def incidents_of(fair):
    """Return the incidents of a fair, the open ones first, the latest first. Needs its partnership open."""
    return (
        Incident.objects.filter(fair=fair)
        .select_related("stand", "recorded_by")
        .order_by(F("solved_at").desc(nulls_first=True), "-happened_at", "-pk")
    )
