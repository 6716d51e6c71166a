"""The municipality authorises the demo's fairs, or is still asked."""

from datetime import timedelta

from django.utils import timezone

from fairs.actions import authorisations
from fairs.actions.authorisation_answers import Answer, grant

_DAYS_BETWEEN = 12


def authorise(fair, entry, crew):
    """Ask every body of the municipality and let each agree; return the fair, which is authorised then."""
    steps = authorisations.start_chain(fair, acting_user=crew.coordinator)
    for number in range(len(steps)):
        _agree(steps, number, entry, crew)
    fair.refresh_from_db()
    return fair


def begin(fair, entry, crew):
    """Ask as many bodies as `agreed` of the entry says have agreed, and the next one; nobody where it says nothing."""
    if "agreed" not in entry:
        return
    steps = authorisations.start_chain(fair, acting_user=crew.coordinator)
    for number in range(entry["agreed"]):
        _agree(steps, number, entry, crew)
    if entry["agreed"]:
        authorisations.ask_body(steps[entry["agreed"]], acting_user=crew.coordinator)


def _agree(steps, number, entry, crew):
    """Ask the body with this number, unless it is the first, and let the officer note that it agrees."""
    step = steps[number]
    if number:
        step = authorisations.ask_body(step, acting_user=crew.coordinator)
    days_ago = _DAYS_BETWEEN * (len(steps) - number) - min(entry["apply_by"], 0) + 2
    decided_on = timezone.localdate() - timedelta(days=days_ago)
    grant(
        step,
        Answer(
            protocol_number=f"{100 + step.pk}/{decided_on.year}", ada=f"Ψ{step.pk:04}ΩΞΜ-ΑΒ1", decided_on=decided_on
        ),
        acting_user=crew.officers[entry["at"]],
    )
