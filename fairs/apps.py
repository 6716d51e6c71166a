from django.apps import AppConfig


class FairsConfig(AppConfig):
    name = "fairs"

    def ready(self):
        from core import policy
        from fairs.policy import PERMISSIONS

        policy.register(PERMISSIONS)
