"""Articles: published ones of the last months, a draft, one that was put away."""

from datetime import timedelta

from django.utils import timezone

from knowledge.actions.articles import archive_article, publish_article, write_article
from knowledge.models import Article


def load(partnership, crew, entries):
    """Write and publish the articles of the open partnership."""
    for entry in entries:
        fields = {
            "title": entry["title"],
            "summary": entry["summary"],
            "body": entry["body"],
            "title_en": entry.get("title_en", ""),
            "summary_en": entry.get("summary_en", ""),
            "body_en": entry.get("body_en", ""),
            "target_groups": entry["groups"],
            "topics": entry["topics"],
        }
        article = write_article(partnership, fields, acting_user=crew.editor)
        state = entry.get("state", "published")
        if state != "draft":
            article = publish_article(article, acting_user=crew.editor)
        if state == "archived":
            archive_article(article, acting_user=crew.editor)
        _remember(article, timezone.now() - timedelta(days=entry["days"]))


def _remember(article, when):
    row = Article.objects.filter(pk=article.pk)
    row.update(created_at=when - timedelta(days=1))
    row.filter(published_at__isnull=False).update(published_at=when)
