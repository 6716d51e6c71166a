"""What a fair of the demo says of itself beyond place and days: hours, regulation, people, budget."""

from datetime import time
from decimal import Decimal

from fairs.actions import budget, fairs, hours, people, regulations


def prepare(fair, crew, prepared):
    """Give a planned fair what its entry names under `edition`; `crew.coordinator` does it."""
    actor = crew.coordinator
    if particulars := prepared.get("particulars"):
        fairs.update_fair(fair, acting_user=actor, **_typed(particulars))
    if "open" in prepared:
        times = tuple(time.fromisoformat(moment) for moment in prepared["open"])
        hours.set_hours(fair, acting_user=actor, hours=dict.fromkeys(hours.days_of(fair), times))
    if "regulation" in prepared:
        regulations.add_regulation(
            fair, acting_user=actor, in_force_from=fair.created_at.date(), **prepared["regulation"]
        )
    for person in prepared.get("people", []):
        people.add_person(fair, acting_user=actor, **person)
    for line in prepared.get("budget", []):
        budget.add_line(fair, acting_user=actor, **_typed(line))


def _typed(values):
    """Return the values with amounts in euros as such: the files hold them as words, to be exact."""
    amounts = ("fee_per_metre", "planned", "actual")
    return {name: Decimal(value) if name in amounts else value for name, value in values.items()}
