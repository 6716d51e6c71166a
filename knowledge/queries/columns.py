"""What the knowledge base brings to pages of others: columns, tasks, tools, its place in the navigation."""

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from core.policy import authorise
from core.ui.panels import Link, Panel, PanelItem, Task
from knowledge.queries.articles import own_drafts, published_articles

IN_A_COLUMN = 4


def section_address(partnership):
    """Return the address of a partnership's knowledge base; the country has none of its own."""
    return reverse("article_list", kwargs={"partnership": partnership.slug}) if partnership else None


def newest_articles(partnership):
    """Return the column of a region's page."""
    articles = published_articles(partnership)[:IN_A_COLUMN]
    return Panel(
        title=_("Knowledge"),
        items=[
            PanelItem(article.name, _address(partnership.slug, article), _date(article.published_at))
            for article in articles
        ],
        url=section_address(partnership),
        empty=_("No article has been published here yet."),
        all_label=_("All the articles"),
    )


def tools(actor, partnership):
    """Return what this person can do in the knowledge base of a partnership."""
    offered = [
        ("knowledge.oversee", "manage_articles", _("Articles")),
        ("knowledge.count_subscribers", "manage_subscribers", _("Subscribers in numbers")),
        ("knowledge.schedule_digests", "manage_digest", _("Digest")),
    ]
    return [
        Link(label, reverse(route, kwargs={"partnership": partnership.slug}))
        for permission, route, label in offered
        if authorise(actor, permission, partnership)
    ]


def tasks(actor, partnership):
    """Return the drafts that wait for this person to finish or publish them."""
    if not authorise(actor, "knowledge.edit", partnership):
        return []
    return [
        Task(
            title=_("Draft of an article: %(title)s") % {"title": draft.name},
            url=reverse("article_edit", kwargs={"partnership": partnership.slug, "pk": draft.pk}),
            button=_("Go on writing"),
            since=draft.created_at,
        )
        for draft in own_drafts(actor, partnership)
    ]


def _address(slug, article):
    return reverse("article_detail", kwargs={"partnership": slug, "slug": article.slug})


def _date(moment):
    return formats.date_format(timezone.localtime(moment), "j E Y")
