from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts.policy import PERMISSIONS
        from core import policy

        policy.register(PERMISSIONS)
