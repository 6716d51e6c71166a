from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"

    def ready(self):
        from core import events, history, policy, reference
        from core.search import index
        from core.ui import panels, registry
        from knowledge import sources
        from knowledge.actions import reference as load
        from knowledge.events import EVENTS
        from knowledge.models import Article, Digest, DigestSchedule, Subscription
        from knowledge.policy import PERMISSIONS
        from knowledge.queries import articles, columns

        policy.register(PERMISSIONS)
        events.register(EVENTS)
        history.register(Article)
        for model in (Subscription, DigestSchedule, Digest):
            history.register(model, tells_values=False)
        reference.register("knowledge.Topic", load.load_topics)
        sources.register_source("article", articles.digest_items)
        index.register_source(
            "article",
            Article,
            articles.search_entry,
            label=_("Articles"),
            one=_("Article"),
            queryset=articles.searchable_articles,
        )
        registry.register_section("knowledge", _("Knowledge"), columns.section_address, order=40)
        panels.region_panels.register("articles", columns.newest_articles, order=40)
        panels.tasks.register("knowledge", columns.tasks, order=40)
        panels.tools.register("knowledge", columns.tools, order=40)
