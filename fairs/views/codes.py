"""The codes by which participants are checked in: one's own on a phone or on paper, all of them for the organisers."""

from django.http import Http404
from django.views.generic import TemplateView

from core.policy import authorise
from fairs.models import Application
from fairs.queries import presence
from fairs.queries.check_in_codes import code_of, has_code
from fairs.views.applying import ApplicationPage
from fairs.views.day import DayPage


class CodesView(DayPage, TemplateView):
    """The codes of all participants on paper."""

    template_name = "fairs/day/codes.html"

    def get_context_data(self, **kwargs):
        sheets = [(place, code_of(place.application)) for place in presence.places(self.fair, self.day)]
        return super().get_context_data(sheets=sheets, **kwargs)


class ApplicationCodeView(ApplicationPage, TemplateView):
    """The code of one's own stand, to show on the phone or to print."""

    permission = "fairs.view_application"
    template_name = "fairs/day/code.html"

    def get_context_data(self, **kwargs):
        application = self.application
        if not has_code(application):
            raise Http404
        (place,) = presence.places(
            application.fair, application.fair.starts_on, chosen=Application.objects.filter(pk=application.pk)
        )
        code = code_of(application)
        may_attend = authorise(self.request.user, "fairs.attend_day", application.fair)
        return super().get_context_data(place=place, code=code, may_attend=may_attend, **kwargs)
