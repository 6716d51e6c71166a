"""The incidents of a fair: a list of what is open and what was settled, and a page for each deed."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, View

from core.uploads import serve_paper
from core.views import ActionFormView, ActionView
from fairs.actions import incidents
from fairs.forms.incidents import IncidentForm, SolutionForm
from fairs.models import Stand
from fairs.queries.incidents import incidents_of
from fairs.states import PARTICIPANTS_STATES
from fairs.views.day import DayPage

PAGE_SIZE = 50


class IncidentPage(DayPage):
    """A page from which one returns to the incidents."""

    def get_success_url(self):
        return self.address("fair_incidents", fair=self.fair.slug)


class OneIncidentPage(IncidentPage):
    """A page about one incident of the fair; 404 where there is none of this number."""

    @cached_property
    def incident(self):
        return get_object_or_404(incidents_of(self.fair), pk=self.kwargs["incident"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(incident=self.incident, **kwargs)


class IncidentListView(IncidentPage, ListView):
    template_name = "fairs/day/incidents.html"
    context_object_name = "incidents"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        return incidents_of(self.fair)

    def get_context_data(self, **kwargs):
        return super().get_context_data(can_report=self.fair.state in PARTICIPANTS_STATES, **kwargs)


class IncidentAddView(IncidentPage, ActionFormView):
    template_name = "fairs/day/incident_form.html"
    form_class = IncidentForm
    success_message = _("The incident is noted.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stands": Stand.objects.filter(fair=self.fair)}

    def perform(self, form):
        return incidents.report_incident(self.fair, form.report(), acting_user=self.request.user)


class IncidentSettleView(OneIncidentPage, ActionFormView):
    template_name = "fairs/day/incident_settle.html"
    form_class = SolutionForm
    success_message = _("The incident is settled.")

    def get_initial(self):
        return {"solution": self.incident.solution}

    def perform(self, form):
        return incidents.settle_incident(self.incident, acting_user=self.request.user, **form.cleaned_data)


class IncidentReopenView(OneIncidentPage, ActionView):
    success_message = _("The incident is open again.")

    def perform(self):
        return incidents.reopen_incident(self.incident, acting_user=self.request.user)


class IncidentPhotoView(OneIncidentPage, View):
    """The photo, for those who look after the fair alone."""

    def get(self, request, *args, **kwargs):
        if not self.incident.path:
            raise Http404
        return serve_paper(self.incident.path, self.incident.content_type, self.incident.file_name)
