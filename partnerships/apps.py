from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "partnerships"

    def ready(self):
        from core import events, policy, reference
        from core.search import sitemaps
        from core.ui import panels, registry
        from partnerships import navigation
        from partnerships.actions import reference as load
        from partnerships.events import EVENTS
        from partnerships.policy import PERMISSIONS

        policy.register(PERMISSIONS)
        events.register(EVENTS)
        self._register_history()
        registry.register_navigation(navigation.navigation_regions)
        registry.register_places(navigation.places)
        sitemaps.register_pages(navigation.public_pages)
        panels.tools.register("partnerships", navigation.tools, order=90)
        panels.platform_tools.register("partnerships", navigation.platform_tools, order=10)
        reference.register("partnerships.Region", load.load_regions)
        reference.register("partnerships.RegionalUnit", load.load_regional_units)
        reference.register("partnerships.Municipality", load.load_municipalities)
        reference.register("partnerships.TargetGroup", load.load_target_groups)

    def _register_history(self):
        from core import history
        from partnerships.models import Invitation, Partner, RoleAssignment

        history.register(Partner, joins=("municipality",), labels={"since": _("Since")})
        history.register(Invitation, joins=("municipality", "partnership"), tells_values=False)
        history.register(RoleAssignment, joins=("user", "municipality", "partnership"), tells_values=False)
