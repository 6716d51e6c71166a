from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FairsConfig(AppConfig):
    name = "fairs"

    def ready(self):
        from core import events, history, ledger, policy
        from core.search.index import register_source
        from core.search.rows import register_details
        from core.ui import panels, registry
        from fairs.actions import merging
        from fairs.events import EVENTS
        from fairs.ledger_figures import FIGURES
        from fairs.models import (
            Application,
            BudgetLine,
            Fair,
            FairSeries,
            Incident,
            ProgrammeEvent,
            Regulation,
            VenuePlan,
        )
        from fairs.policy import PERMISSIONS
        from fairs.queries import (
            aftermath_tasks,
            allocation_history,
            authorisation_tasks,
            digest,
            files,
            participants,
            review_tasks,
            search,
            workspace,
        )
        from fairs.queries import panels as brought
        from knowledge import sources

        merging.register()
        files.register()
        policy.register(PERMISSIONS)
        events.register(EVENTS)
        history.register(FairSeries)
        history.register(Fair, also=(Regulation,))
        history.register(BudgetLine)
        history.register(ProgrammeEvent, joins=("fair",))
        history.register(Incident, joins=("fair",))
        plan_words = {"added": _("Added"), "removed": _("Removed"), "changed": _("Changed")}
        history.register(VenuePlan, joins=("fair",), labels=plan_words)
        history.register(Application, joins=("organisation", "fair"))
        allocation_history.register()
        authorisation_tasks.register()
        registry.register_section("fairs", _("Fairs"), workspace.section_address, order=20)
        sources.register_source("fair", digest.digest_items)
        panels.home_panels.register("fairs", brought.next_fairs, order=10)
        panels.home_panels.register("calls", brought.closing_calls, order=20)
        panels.region_panels.register("fairs", brought.region_fairs, order=10)
        panels.organisation_panels.register("fairs", brought.organisation_fairs, order=10)
        panels.home_figures.register("fairs", brought.fairs_figure, order=40)
        panels.involvements.register("fairs", participants.takes_part)
        panels.tasks.register("fairs", workspace.tasks, order=20)
        panels.tools.register("fairs", workspace.tools, order=30)
        ledger.register(FIGURES)
        panels.tasks.register("fair_aftermath", aftermath_tasks.tasks, order=22)
        panels.tasks.register("fair_reviews", review_tasks.tasks, order=21)
        panels.tools.register("fair_reviews", review_tasks.tools, order=31)
        register_details("organisation", brought.taking_part)
        register_source(
            "fair",
            Fair,
            search.to_entry,
            label=_("Fairs"),
            one=_("Fair"),
            queryset=Fair.objects.select_related("partnership__region", "municipality").all,
        )
