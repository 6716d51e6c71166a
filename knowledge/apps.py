from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"

    def ready(self):
        from core import policy, reference
        from knowledge.actions import reference as load
        from knowledge.policy import PERMISSIONS

        policy.register(PERMISSIONS)
        reference.register("knowledge.Topic", load.load_topics)
