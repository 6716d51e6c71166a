from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import policy
        from core.mailcatcher.policy import PERMISSIONS
        from core.search.policy import PERMISSIONS as SEARCH_PERMISSIONS
        from core.tenancy.grants import grant_to_application

        policy.register(PERMISSIONS)
        policy.register(SEARCH_PERMISSIONS)

        # After the last app of a migration run, so that every new table is granted.
        post_migrate.connect(grant_to_application, sender=self)
