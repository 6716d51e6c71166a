"""What citizens take along of fairs: files for calendars and feed readers."""

from django.http import HttpResponse
from django.views.generic import View

from fairs.queries import calendars, feeds
from fairs.views.base import FairPage, PartnershipPage

AN_HOUR = "public, max-age=3600"


class FairCalendarView(FairPage, View):
    """One fair for a calendar. Before it is announced nobody keeps a copy."""

    permission = "fairs.view"

    def get(self, request, *args, **kwargs):
        response = file_for_an_hour(calendars.calendar_of_fair(self.fair), calendars.CONTENT_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{self.fair.slug}.ics"'
        if not self.fair.is_published:
            response["Cache-Control"] = "private, no-store"
        return response


class CalendarView(PartnershipPage, View):
    """All announced fairs of a partnership, for a calendar that asks again by itself."""

    permission = "fairs.browse"

    def get(self, request, *args, **kwargs):
        return file_for_an_hour(calendars.calendar_of_partnership(request.partnership), calendars.CONTENT_TYPE)


class FeedView(PartnershipPage, View):
    """What is new among the fairs of a partnership."""

    permission = "fairs.browse"

    def get(self, request, *args, **kwargs):
        return file_for_an_hour(feeds.feed_of_partnership(request.partnership), feeds.CONTENT_TYPE)


def file_for_an_hour(content, content_type):
    """Return a public file that others may keep for an hour."""
    return HttpResponse(content, content_type=content_type, headers={"Cache-Control": AN_HOUR})
