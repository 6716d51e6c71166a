"""What a partnership's digest tells of fairs: calls that opened, and participants that were announced."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.models import AuditEntry
from fairs.models import Fair
from fairs.states import OVER_STATES
from knowledge.sources import Item

TOPICS = frozenset({"fairs"})


def digest_items(partnership, since, until):
    """Return the news of fairs from after `since` to `until` as Items. Needs the partnership open.

    When a fair took which step stands in its history; what was cancelled or is over by now is no news.
    """
    news = {
        **_news("fair.open_call", _call, partnership, since, until),
        **_news("fair.publish", _participants, partnership, since, until),
    }
    return list(news.values())


def _news(event, item, partnership, since, until):
    entries = AuditEntry.objects.filter(
        partnership=partnership, object_type=Fair._meta.label_lower, event=event, at__gt=since, at__lte=until
    )
    moments = dict(entries.order_by("pk").values_list("object_id", "at"))
    fairs = Fair.objects.published().filter(pk__in=moments).exclude(state__in=OVER_STATES).with_card_data()
    return {(event, fair.pk): item(fair, moments[fair.pk]) for fair in fairs}


def _call(fair, at):
    return _item(fair, at, "fair-call", _title_of_call, _summary_of_call)


def _participants(fair, at):
    return _item(fair, at, "fair-participants", _title_of_participants, _summary)


def _item(fair, at, key, title, summary):
    with override("el"):
        title_el, summary_el = title(fair), summary(fair)
    with override("en"):
        title_en, summary_en = title(fair), summary(fair)
    is_translated = bool(fair.title_en)
    return Item(
        key=f"{key}:{fair.pk}",
        published_at=at,
        route="fair_detail",
        kwargs={"partnership": fair.partnership.slug, "fair": fair.slug},
        title_el=title_el,
        title_en=title_en if is_translated else "",
        summary_el=summary_el,
        summary_en=summary_en if is_translated else "",
        topics=TOPICS,
    )


def _title_of_call(fair):
    return _("%(fair)s: the call for applications is open") % {"fair": fair.name}


def _summary_of_call(fair):
    until = _("Organisations apply until %(day)s.") % {"day": fair.deadline}
    return f"{_summary(fair)} {until}"


def _title_of_participants(fair):
    return _("%(fair)s: who takes part") % {"fair": fair.name}


def _summary(fair):
    return f"{fair.when}, {fair.venue}, {fair.municipality}."
