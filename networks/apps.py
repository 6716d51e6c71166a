from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"

    def ready(self):
        from core import events, history, policy
        from core.search.index import register_source
        from core.ui import panels, registry
        from networks.actions import merging
        from networks.events import EVENTS
        from networks.models import Network, NetworkMembership
        from networks.policy import PERMISSIONS
        from networks.queries import panels as brought
        from networks.queries import search, workspace
        from partnerships.states import Role
        from partnerships.subjects import register_subjects

        merging.register()
        policy.register(PERMISSIONS)
        events.register(EVENTS)
        history.register(Network)
        history.register(NetworkMembership, joins=("organisation", "network"))
        registry.register_section("networks", _("Networks"), workspace.section_address, order=30)
        panels.region_panels.register("networks", brought.region_networks, order=40)
        panels.organisation_panels.register("networks", brought.organisation_networks, order=20)
        panels.home_figures.register("networks", brought.networks_figure, order=30)
        panels.tools.register("networks", workspace.tools, order=40)
        register_subjects(Role.STEWARD, workspace.steward_subjects)
        register_source(
            "network",
            Network,
            search.to_entry,
            label=_("Networks"),
            one=_("Network"),
            queryset=Network.objects.select_related("partnership__region", "theme").all,
        )
