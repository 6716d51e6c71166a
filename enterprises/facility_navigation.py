"""What the frame of the pages shows of facilities and of the board."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui.panels import Link, Panel, PanelItem, Task
from enterprises.models import Facility
from enterprises.queries.board import amount_in_words, open_posts, own_organisations, waiting_answers
from enterprises.queries.facilities import open_first, standing_now, with_hours
from partnerships.queries.places import partnerships_by_region

SHOWN = 5


def open_now(partnership):
    """Return the column of a region's page: what is open at this moment, at night what there is; None without any."""
    facilities = Facility.objects.published().filter(partnership=partnership).with_card_data()
    shown = list(with_hours(open_first(facilities, timezone.now()))[:SHOWN])
    if not shown:
        return None
    open_ones = [facility for facility in shown if facility.is_open]
    title, shown = (_("Open at this moment"), open_ones) if open_ones else (_("Social facilities"), shown)
    return Panel(
        title,
        [_item(facility) for facility in shown],
        url=reverse("facility_list", args=[partnership.slug]),
        all_label=_("All the facilities"),
    )


def section_address(partnership):
    """Return where the navigation's link to the facilities leads; None outside a partnership."""
    return reverse("facility_list", args=[partnership.slug]) if partnership else None


def public_pages():
    """Return the paths of the boards, for search engines; the lists of facilities are sections."""
    return [reverse("board", args=[partnership.slug]) for partnership in partnerships_by_region().values()]


def on_the_board(partnership):
    """Return the column of a region's page with what is needed and to give, the most urgent first."""
    return Panel(
        _("Needed, and to give"),
        [_posted(post) for post in open_posts(partnership)[:SHOWN]],
        url=reverse("board", args=[partnership.slug]),
        empty=_("Nothing is on the board of the facilities now."),
        all_label=_("Need and surplus board"),
    )


def tasks(actor, partnership):
    """Return the posts of the actor's facilities on which answers wait."""
    return [
        Task(
            ngettext("%(number)s answer waits: %(post)s", "%(number)s answers wait: %(post)s", post.waiting)
            % {"number": post.waiting, "post": post.what},
            f"{reverse('facility_board', args=[partnership.slug, post.facility.slug])}#post-{post.pk}",
            _("Decide"),
            post.posted_at,
        )
        for post in waiting_answers(actor, partnership)
    ]


def tools(actor, partnership):
    """Return the board, and one's own answers on it, for those who work for an organisation."""
    if not own_organisations(actor, partnership):
        return []
    return [
        Link(_("Need and surplus board"), reverse("board", args=[partnership.slug])),
        Link(_("Our answers on the board"), reverse("board_answers", args=[partnership.slug])),
    ]


def _posted(post):
    amount = amount_in_words(post.quantity, post.unit)
    until = _("until %(day)s") % {"day": post.until_in_words} if post.until else ""
    line = " · ".join(filter(None, [post.get_kind_display(), post.facility.title, until]))
    return PanelItem(" · ".join(filter(None, [amount, post.what])), post.get_absolute_url(), line)


def _item(facility):
    _is_open, sentence = standing_now(facility)
    line = " · ".join(part for part in (sentence, str(facility.municipality)) if part)
    return PanelItem(facility.title, facility.get_absolute_url(), line)
