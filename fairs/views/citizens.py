"""What citizens take along of fairs: files for calendars and feed readers, a poster, a catalogue."""

from pathlib import Path

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.generic import View

from core import documents
from core.documents import kept_pdf
from fairs.queries import calendars, feeds, handouts
from fairs.views.base import FairPage, PartnershipPage

DOCUMENTS = Path(__file__).parent.parent / "documents"
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


class PosterView(FairPage, View):
    """The fair on paper, for the wall."""

    permission = "fairs.view"

    def get(self, request, *args, **kwargs):
        content = kept_pdf(
            DOCUMENTS / "poster.typ", handouts.poster(self.fair), title=self.fair.name, made_at=self.fair.changed_at
        )
        return _handout(content, f"{self.fair.slug}.pdf", self.fair)


class CatalogueView(FairPage, View):
    """Who takes part, at which stand, with what; 404 before the participants are announced."""

    permission = "fairs.view"

    def get(self, request, *args, **kwargs):
        if not self.fair.shows_participants:
            raise Http404
        content = kept_pdf(
            DOCUMENTS / "catalogue.typ",
            handouts.catalogue(self.fair),
            title=_("Catalogue: %(fair)s") % {"fair": self.fair.name},
            made_at=self.fair.changed_at,
        )
        return _handout(content, f"{self.fair.slug}-catalogue.pdf", self.fair)


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


def _handout(content, name, fair):
    response = HttpResponse(content, content_type=documents.CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = AN_HOUR if fair.is_published else "private, no-store"
    return response


def file_for_an_hour(content, content_type):
    """Return a public file that others may keep for an hour."""
    return HttpResponse(content, content_type=content_type, headers={"Cache-Control": AN_HOUR})
