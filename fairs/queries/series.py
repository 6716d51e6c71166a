"""Series of fairs and their editions, as a reader may know of them."""

from django.db.models import Count, Q

from fairs.models import Fair, FairSeries
from fairs.states import SeriesState


def series_of(partnership, actor):
    """Return the series of a partnership that the actor may read, each with `held`, its number of public editions."""
    readable = FairSeries.objects.filter(partnership=partnership).visible_to(actor)
    return readable.annotate(held=Count("editions", filter=Q(editions__is_published=True))).order_by("name", "pk")


def editions_of(series, actor):
    """Return the editions of a series that the actor may read, the latest first."""
    return Fair.objects.filter(series=series).visible_to(actor).with_card_data().order_by("-starts_on", "-pk")


def series_for_editions(partnership, stays=None):
    """Return the series to which a fair may belong: those that have not ended, and the one where it `stays`."""
    return FairSeries.objects.filter(partnership=partnership).filter(~Q(state=SeriesState.ENDED) | Q(pk=stays))
