"""What happens at the fairs of the demo, by day and hour."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from fairs.actions import programme


def load(fair, crew, entries):
    """Put the entries into the programme of a fair; `day` 1 is its first, `from` and `to` are hours."""
    for entry in entries:
        event = programme.add_event(
            fair,
            acting_user=crew.coordinator,
            kind=entry["kind"],
            title=entry["title"],
            title_en=entry["title_en"],
            place=entry["place"],
            speakers=entry.get("speakers", ""),
            starts_at=_moment(fair, entry["day"], entry["from"]),
            ends_at=_moment(fair, entry["day"], entry["to"]),
        )
        if entry.get("cancelled"):
            programme.cancel_event(event, acting_user=crew.coordinator)


def _moment(fair, day, hour):
    there = datetime.combine(fair.starts_on + timedelta(days=day - 1), time.fromisoformat(hour))
    return timezone.make_aware(there)
