from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts import receivers
        from accounts.events import EVENTS
        from accounts.policy import PERMISSIONS
        from core import events, policy

        policy.register(PERMISSIONS)
        events.register(EVENTS)
        receivers.connect()
