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
    fairs = Fair.objects.published().filter(partnership=partnership).with_card_data()
    return _written(
        fairs,
        title=_("Fairs: %(region)s") % {"region": partnership.region},
        page=reverse("fair_list", args=[partnership.slug]),
        address=reverse("fair_feed", args=[partnership.slug]),
        author={
            "author_name": str(partnership),
            "author_link": absolute(reverse("partnership", args=[partnership.slug])),
        },
    )


def national_feed(fairs):
    """Return those of several partnerships' announced fairs, a queryset, that changed last, as an Atom feed."""
    return _written(
        fairs,
        title=_("Fairs in Greece"),
        page=reverse("national_fairs"),
        address=reverse("national_fair_feed"),
        author={"author_name": "Sympraxis", "author_link": absolute(reverse("home"))},
    )


def changed_last(fairs):
    """Return those of a queryset of fairs that changed last, the newest change first."""
    return fairs.order_by("-changed_at", "-pk")[:NEWEST]


def _written(fairs, *, title, page, address, author):
    generator = Atom1Feed(
        title=title,
        link=absolute(page),
        description=None,
        subtitle=_("New and changed fairs"),
        language=get_language(),
        feed_url=absolute(address),
        feed_guid=absolute(address),
        **author,
    )
    for fair in changed_last(fairs):
        generator.add_item(**_entry(fair))
    return generator.writeString("utf-8")


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
