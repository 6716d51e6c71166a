"""What fairs bring to the home page, to a region's page and to an organisation's page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import tenancy
from core.search.rows import Detail
from core.ui.panels import Figure, Panel, PanelItem
from fairs.models import Application, Fair

SHOWN = 4


def next_fairs():
    """Return the next fairs of the whole country."""
    fairs = Fair.objects.upcoming().with_card_data()[:SHOWN]
    return Panel(
        title=_("Next fairs"),
        items=[_item(fair, f"{fair.when} · {fair.municipality}") for fair in fairs],
        empty=_("No fair has been announced yet."),
    )


def closing_calls():
    """Return the fairs of the whole country that take applications, the soonest deadline first."""
    fairs = Fair.objects.taking_applications().with_card_data()[:SHOWN]
    return Panel(
        title=_("Calls that close soon"),
        items=[_item(fair, _("Applications until %(day)s") % {"day": fair.deadline}) for fair in fairs],
        empty=_("No fair takes applications now."),
    )


def fairs_figure():
    """Return how many fairs are announced in the country."""
    number = Fair.objects.upcoming().count()
    return Figure(number, ngettext("fair ahead", "fairs ahead", number))


def region_fairs(partnership):
    """Return the present and next fairs of a partnership."""
    fairs = Fair.objects.upcoming().filter(partnership=partnership).with_card_data()[:SHOWN]
    return Panel(
        title=_("Fairs now and next"),
        items=[_item(fair, f"{fair.when} · {fair.municipality}") for fair in fairs],
        url=reverse("fair_list", kwargs={"partnership": partnership.slug}),
        empty=_("No fair has been announced here yet."),
        all_label=_("All the fairs"),
    )


def organisation_fairs(organisation):
    """Return the coming fairs in which an organisation takes part; None without any. Needs its partnership open."""
    taking_part = Application.objects.approved().filter(organisation=organisation).values("fair")
    fairs = Fair.objects.upcoming().filter(pk__in=taking_part).with_card_data()[:SHOWN]
    items = [_item(fair, f"{fair.when} · {fair.municipality}") for fair in fairs]
    return Panel(title=_("Takes part in fairs"), items=items) if items else None


def taking_part(ids):
    """Return {id: Detail} of those that take part in a coming fair; who does is known inside a partnership alone."""
    if tenancy.current_or_none() is None:
        return {}
    approved = Application.objects.approved().filter(organisation__in=ids, fair__in=Fair.objects.upcoming())
    fact = Detail(fact=_("Takes part in a fair"))
    return dict.fromkeys(approved.values_list("organisation", flat=True), fact)


def page_of(fair):
    """Return the address of the fair's page in the active language."""
    return reverse("fair_detail", kwargs={"partnership": fair.partnership.slug, "fair": fair.slug})


def _item(fair, line):
    return PanelItem(title=fair.name, url=page_of(fair), line=line)
