"""My workspace: what waits for me, in each of my partnerships in turn."""

from django.views.generic import TemplateView

from core.tenancy import activate
from core.ui.panels import involvements, platform_tools, tasks, tools
from core.views import PolicyView
from partnerships.models import Partnership
from partnerships.queries.places import partnerships_by_region
from partnerships.roles import held_by


class WorkspaceView(PolicyView, TemplateView):
    permission = "partnerships.workspace"
    template_name = "partnerships/workspace.html"

    def get_context_data(self, **kwargs):
        actor = self.request.user
        desks = [_desk(actor, partnership) for partnership in _partnerships_of(actor)]
        is_at_home = bool(held_by(actor) or desks)
        return super().get_context_data(
            desks=desks,
            platform_tools=_flat(platform_tools.ask(actor)),
            held=is_at_home,
            choices=[] if is_at_home else list(partnerships_by_region().values()),
            **kwargs,
        )


def _partnerships_of(actor):
    """Return where the actor has a role, and, asked in turn, where something of theirs goes on without one."""
    found = {assignment.partnership_id: assignment.partnership for assignment in held_by(actor)}
    found.pop(None, None)
    for partnership in Partnership.objects.active().exclude(pk__in=found).select_related("region"):
        with activate(partnership):
            if involvements.ask(actor, partnership):
                found[partnership.pk] = partnership
    return sorted(found.values(), key=lambda partnership: partnership.slug)


def _desk(actor, partnership):
    """Collect the tasks (oldest first) and tools of one partnership; no two are open at once."""
    with activate(partnership):
        waiting = _flat(tasks.ask(actor, partnership))
        waiting.sort(key=lambda task: (task.since is None, task.since))
        return {
            "partnership": partnership,
            "tasks": waiting,
            "tools": _flat(tools.ask(actor, partnership)),
            "roles": [a for a in held_by(actor) if a.partnership_id == partnership.pk],
        }


def _flat(lists):
    return [entry for entries in lists for entry in entries]
