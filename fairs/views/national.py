"""The fairs of the whole country."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, View

from core.views import PolicyView
from fairs.filters import NationalFairFilter
from fairs.models import Fair
from fairs.queries.calendars import CONTENT_TYPE, national_calendar, national_subscription
from fairs.queries.feeds import CONTENT_TYPE as FEED_TYPE
from fairs.queries.feeds import national_feed
from fairs.queries.months import by_month
from fairs.queries.places import fairs_by_municipality, points
from fairs.views.base import SECTION
from fairs.views.citizens import file_for_an_hour

MOST_POINTS = 500
"""How many fairs one view of the map shows, the soonest first."""


class NationalFairs(PolicyView):
    """Announced fairs ahead, narrowed by what the visitor asks."""

    permission = "fairs.browse"
    extra_context = SECTION

    @cached_property
    def filter(self):
        return NationalFairFilter(self.request.GET, queryset=Fair.objects.ahead().with_card_data())


class NationalFairsView(NationalFairs, ListView):
    """The calendar of fairs, month by month, and the same on the map."""

    template_name = "fairs/national.html"
    context_object_name = "fairs"
    paginate_by = 50

    def get_queryset(self):
        return self.filter.qs

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter=self.filter, **kwargs)
        dots = fairs_by_municipality(self.filter.qs)
        return {
            **context,
            "months": by_month(context["fairs"]),
            "points_address": f"{reverse('national_fair_points')}?{self.filter.question}",
            "question": self.filter.question,
            "calendar_subscription": national_subscription(self.filter.question),
            "region": self.filter.answers.get("region", ""),
            "dots": dots,
            "dot_addresses": {slug: f"{self.request.path}?municipality={slug}" for slug in dots},
        }


class NationalFairPointsView(NationalFairs, View):
    """The same fairs as points of a map, in the language of the page that asks."""

    def get(self, request, *args, **kwargs):
        shown = points(self.filter.qs[:MOST_POINTS])
        return JsonResponse({"points": shown, "clusters": [], "count": len(shown)})


class NationalFeedView(NationalFairs, View):
    """What is new among the fairs of the country; narrowed like the page."""

    def get(self, request, *args, **kwargs):
        return file_for_an_hour(national_feed(self.filter.qs), FEED_TYPE)


class NationalCalendarView(NationalFairs, View):
    """All announced fairs of the country, for a calendar that asks again by itself; narrowed like the page."""

    def get(self, request, *args, **kwargs):
        return file_for_an_hour(national_calendar(self.filter.qs), CONTENT_TYPE)
