from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"

    def ready(self):
        from core import policy
        from networks.policy import PERMISSIONS

        policy.register(PERMISSIONS)
