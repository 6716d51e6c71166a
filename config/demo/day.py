"""Who has come to the fair of the demo that is on today."""

from django.utils import timezone

from fairs.actions import check_ins
from fairs.models import Application


def load(fair, crew, entries):
    """Note for today who is there and who is not, as each application's `seen` says."""
    seen = {entry["of"]: entry["seen"] for entry in entries if "seen" in entry}
    for application in Application.objects.approved().filter(fair=fair, organisation__name__in=seen):
        check_ins.note(
            application,
            acting_user=crew.coordinator,
            is_present=seen[application.organisation.name] == "here",
            day=timezone.localdate(),
        )
