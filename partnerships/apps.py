from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"

    def ready(self):
        from core import policy, reference
        from partnerships.actions import reference as load
        from partnerships.policy import PERMISSIONS

        policy.register(PERMISSIONS)
        reference.register("partnerships.Region", load.load_regions)
        reference.register("partnerships.RegionalUnit", load.load_regional_units)
        reference.register("partnerships.Municipality", load.load_municipalities)
        reference.register("partnerships.TargetGroup", load.load_target_groups)
