"""What every event of a founding project leaves behind."""

from django.utils import timezone

from core import transitions
from enterprises.models import FoundingProject, FoundingStage

JOINS = ("partnership__region", "municipality", "kind", "legal_form")
"""What the actions and the mails of a project read beside its own row."""


def locked(project):
    """Return a fresh copy of the project whose row stays locked until the transaction ends."""
    return transitions.lock(project, *JOINS)


def happened(project):
    """Note that something happened in the project just now."""
    project.last_event_at = timezone.now()
    FoundingProject.objects.filter(pk=project.pk).update(last_event_at=project.last_event_at)


def entered(project):
    """Close the stay of the project in its former state and begin the one in its present state."""
    now = timezone.now()
    FoundingStage.objects.filter(project=project, until=None).update(until=now)
    FoundingStage.objects.create(
        partnership_id=project.partnership_id, project=project, state=project.state, since=now
    )
    happened(project)
