"""What is new among the fairs of a partnership, as feed readers take it (Atom, RFC 4287)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.search.feeds import NEWEST, SINCE
from core.ui.sharing import absolute
from fairs.models import Fair
from fairs.queries.panels import page_of
from fairs.states import FairState

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def feed_of_partnership(partnership):
    """Return the announced fairs of the open partnership that changed last as an Atom feed, in the active language."""
    feed = absolute(reverse("fair_feed", args=[partnership.slug]))
    generator = Atom1Feed(
        title=_("Fairs: %(region)s") % {"region": partnership.region},
        link=absolute(reverse("fair_list", args=[partnership.slug])),
        description=None,
        subtitle=_("New and changed fairs"),
        language=get_language(),
        feed_url=feed,
        feed_guid=feed,
        author_name=str(partnership),
        author_link=absolute(reverse("partnership", args=[partnership.slug])),
    )
    for fair in changed_last(partnership):
        generator.add_item(**_entry(fair))
    return generator.writeString("utf-8")


def changed_last(partnership):
    """Return the announced fairs of a partnership, what changed last first."""
    fairs = Fair.objects.published().filter(partnership=partnership).with_card_data()
    return fairs.order_by("-changed_at", "-pk")[:NEWEST]


def _entry(fair):
    facts = f"{fair.when}, {fair.venue}, {fair.municipality}"
    return {
        "title": _("Cancelled: %(fair)s") % {"fair": fair.name} if fair.state == FairState.CANCELLED else fair.name,
        "link": absolute(page_of(fair)),
        "description": f"{facts}\n\n{fair.text}".strip(),
        # The same identity as in the feeds of the search, so that a reader of both sees one entry.
        "unique_id": f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:fair/{fair.pk}",
        "pubdate": fair.created_at,
        "updateddate": fair.changed_at,
        "categories": [str(fair.get_kind_display()), str(fair.municipality)],
    }
