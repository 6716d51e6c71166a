"""Reads of articles: for their lists, the digest, the search and the columns of other pages."""

from django.db.models.functions import Coalesce
from django.utils import translation

from core.search.index import Entry
from knowledge.models import Article, Topic
from knowledge.sources import Item
from partnerships.models import TargetGroup


def published_articles(partnership):
    """Return the published articles of a partnership for a list, the newest first."""
    return Article.objects.published().filter(partnership=partnership).on_card().newest_first()


def managed_articles(partnership):
    """Return all articles of a partnership for those who run it, what was published or begun last first."""
    rows = Article.objects.filter(partnership=partnership).on_card().select_related("author", "partnership")
    return rows.order_by(Coalesce("published_at", "created_at").desc(), "-pk")


def own_drafts(actor, partnership):
    """Return the drafts that this person began in a partnership."""
    return Article.objects.filter(partnership=partnership, author=actor, state=Article.State.DRAFT).on_card()


def digest_items(partnership, since, until):
    """Return the articles of a partnership published after `since` and not after `until`, as digest Items."""
    rows = Article.objects.published().filter(partnership=partnership, published_at__gt=since, published_at__lte=until)
    return [_item(partnership, article) for article in rows.on_card()]


def _item(partnership, article):
    return Item(
        key=f"article:{article.pk}",
        published_at=article.published_at,
        route="article_detail",
        kwargs={"partnership": partnership.slug, "slug": article.slug},
        title_el=article.title,
        title_en=article.title_en,
        summary_el=article.summary,
        summary_en=article.summary_en,
        target_groups=frozenset(article.target_groups),
        topics=frozenset(article.topics),
    )


def searchable_articles():
    """Return the articles that the search knows, with what their entries need."""
    return Article.objects.published().select_related("partnership__region")


def search_entry(article):
    """Return what the national search shows of an article; None while it is not published."""
    if article.state != Article.State.PUBLISHED:
        return None
    with translation.override("el"):
        path = article.get_absolute_url()
    region = article.partnership.region
    return Entry(
        title=article.title,
        title_en=article.title_en,
        text=f"{article.summary}\n{article.body}",
        text_en=f"{article.summary_en}\n{article.body_en}".strip(),
        path=path,
        region=region.slug,
        place=region.name_el,
        place_en=region.name_en,
        keywords=_labels(article),
        changed_at=article.published_at,
    )


def _labels(article):
    """The words for whom and what the article is about, in both languages."""
    terms = [
        *TargetGroup.objects.filter(code__in=article.target_groups),
        *Topic.objects.filter(code__in=article.topics),
    ]
    return [label for term in terms for label in (term.label_el, term.label_en)]
