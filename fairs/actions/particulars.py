"""What a fair may say of its place, its themes and its fee, for its actions and its form alike."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError
from enterprises.queries.places import is_in_greece
from partnerships.models import Municipality

MOST_THEMES = 8
LONGEST_THEME = 60
MOST_DAYS_TO_CONFIRM = 60
HIGHEST_FEE = Decimal("10000")


def faults(values, partnership):
    """Yield a DomainError, at its field, for each particular of a fair of the partnership that does not fit.

    `values` may lack some of them: what is missing is not judged.
    """
    yield from _faults_of_places(values, partnership)
    yield from _faults_of_point(values.get("lat"), values.get("lng"))
    yield from _faults_of_themes(values.get("themes") or [])
    yield from _faults_of_fee(values.get("fee_per_metre"))
    days = values.get("confirm_days")
    if days is not None and not 1 <= days <= MOST_DAYS_TO_CONFIRM:
        message = _("Please give from 1 to %(most)s days.") % {"most": MOST_DAYS_TO_CONFIRM}
        yield DomainError("days-to-confirm", message, field="confirm_days")


def _faults_of_places(values, partnership):
    host, others = values.get("municipality"), values.get("more_municipalities") or []
    if host and host.region_id != partnership.region_id:
        yield DomainError("another-region", _("This municipality is in another region."), field="municipality")
    if host and host.slug in others:
        yield DomainError(
            "host-among-others",
            _("%(municipality)s holds the fair already: leave it out of the others.") % {"municipality": host},
            field="more_municipalities",
        )
    known = Municipality.objects.filter(region=partnership.region_id, slug__in=others).count() if others else 0
    if known != len(others):
        yield DomainError(
            "another-region", _("Choose municipalities of this region, each once."), field="more_municipalities"
        )


def _faults_of_point(lat, lng):
    if lat is None and lng is None:
        return
    if lat is None or lng is None:
        yield DomainError("half-a-point", _("A point needs both numbers."), field="lat" if lat is None else "lng")
    elif not is_in_greece((lat, lng)):
        yield DomainError("not-in-greece", _("This point does not lie in Greece."), field="lat")


def _faults_of_themes(themes):
    if len(themes) > MOST_THEMES:
        message = ngettext("Give at most %(most)s theme.", "Give at most %(most)s themes.", MOST_THEMES)
        yield DomainError("too-many-themes", message % {"most": MOST_THEMES}, field="themes")
    elif any(not theme.strip() or len(theme) > LONGEST_THEME for theme in themes):
        message = _("A theme has at most %(most)s characters. Separate themes with commas.")
        yield DomainError("theme-too-long", message % {"most": LONGEST_THEME}, field="themes")


def _faults_of_fee(fee):
    if fee is None:
        return
    if fee < 0:
        yield DomainError("fee-below-zero", _("A fee can't be less than nothing."), field="fee_per_metre")
    elif fee > HIGHEST_FEE:
        message = _("This fee is too high: it is asked for one metre of frontage.")
        yield DomainError("fee-too-high", message, field="fee_per_metre")
