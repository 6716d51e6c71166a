"""What a fair hands out on paper: the words of its poster and of its catalogue, in the active language."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core.ui.palette import colour
from core.ui.preview import region_dots
from core.ui.qr import qr_svg
from core.ui.sharing import absolute
from fairs.queries.exhibitors import exhibitors
from fairs.queries.hours import hours_of
from fairs.queries.panels import page_of
from fairs.queries.programme import programme_by_day

SIZES = ((30, 54), (60, 42), (160, 32))
"""(letters, points): the longer a title, the smaller it is set."""
LONGEST_TEXT = 420


def poster(fair):
    """Return the data of fairs/documents/poster.typ."""
    region = fair.partnership.region
    return {
        **_common(fair),
        "region": str(region),
        "colour": colour(f"region-{region.slug}"),
        "size": next(points for letters, points in SIZES if len(fair.name) <= letters),
        "when": fair.when,
        "hours": hours_of(fair),
        "venue": fair.venue,
        "place": ", ".join(filter(None, [fair.address, str(fair.municipality)])),
        "text": _shortened(fair.text),
        "invitation": _("Who takes part, the programme, how to get there"),
        **region_dots(region.slug, fair.municipality.slug),
    }


def catalogue(fair):
    """Return the data of fairs/documents/catalogue.typ. Needs the fair's partnership open."""
    return {
        **_common(fair),
        "name": fair.name,
        "facts": [
            [_("When"), fair.when],
            [_("Hours"), "; ".join(hours_of(fair))],
            [_("Where"), ", ".join(filter(None, [fair.venue, fair.address, str(fair.municipality)]))],
        ],
        "text": fair.text,
        "participants_title": _("Who takes part"),
        "participants": [_participant(exhibitor) for exhibitor in exhibitors(fair)],
        "programme_title": _("Programme"),
        "programme_head": [_("Hour"), _("What"), _("Where on the ground")],
        "programme": [{"name": day, "rows": _rows(events)} for day, events in programme_by_day(fair)],
    }


def _common(fair):
    address = absolute(page_of(fair))
    return {
        "author": str(fair.partnership),
        "kicker": str(fair.get_kind_display()),
        "qr": qr_svg(address).decode(),
        "address": address,
        "bare_address": address.partition("://")[2],
    }


def _participant(exhibitor):
    organisation = exhibitor.organisation
    return {
        "stand": exhibitor.stand,
        "name": organisation.title,
        "line": ", ".join(filter(None, [str(organisation.kind or ""), str(organisation.municipality)])),
        "organic": _("Organic") if exhibitor.is_organic else "",
        "products": ", ".join(product.title for product in exhibitor.products),
    }


def _rows(events):
    return [[f"{timezone.localtime(event.starts_at):%H:%M}", _name(event), event.place] for event in events]


def _name(event):
    return _("Cancelled: %(fair)s") % {"fair": event.name} if event.is_cancelled else event.name


def _shortened(text):
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1].rsplit(' ', 1)[0]}…"
