"""Written decisions: for those who made them, for the applicant, and the list that everybody reads."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView

from core.documents import CONTENT_TYPE
from core.uploads import serve_paper
from core.views import ActionFormView, PolicyView
from fairs.actions.dossiers import number_dossier
from fairs.forms.decisions import NumbersForm
from fairs.queries.decisions import released_decision_on
from fairs.queries.dossier_papers import letter_pdf
from fairs.queries.dossiers import dossiers_of, public_list
from fairs.views.applying import ApplicationPage
from fairs.views.base import FairDeskPage, FairPage


class DossiersView(FairDeskPage, ListView):
    """The written decisions on a fair."""

    permission = "fairs.release_all"
    template_name = "fairs/dossiers.html"
    context_object_name = "dossiers"

    def get_queryset(self):
        return dossiers_of(self.fair)


class DossierPage(FairDeskPage):
    permission = "fairs.release_all"

    @cached_property
    def dossier(self):
        return get_object_or_404(dossiers_of(self.fair), number=self.kwargs["number"])

    def get_success_url(self):
        return self.address("fair_dossiers", fair=self.fair.slug)


class DossierNumbersView(DossierPage, ActionFormView):
    """The numbers that a decision gets after its release."""

    template_name = "fairs/dossier_numbers.html"
    form_class = NumbersForm
    success_message = gettext_lazy("The numbers are kept. The PDF is being made anew.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.dossier}

    def get_context_data(self, **kwargs):
        return super().get_context_data(dossier=self.dossier, back=self.get_success_url(), **kwargs)

    def perform(self, form):
        return number_dossier(self.dossier, acting_user=self.request.user, **form.cleaned_data)


class DossierFileView(DossierPage, PolicyView):
    """The PDF; 404 until a worker has made it."""

    def get(self, request, *args, **kwargs):
        dossier = self.dossier
        if not dossier.path:
            raise Http404
        return serve_paper(dossier.path, dossier.content_type, dossier.file_name)


class LetterView(ApplicationPage):
    """The decision on one application as a letter; 404 until it is released."""

    permission = "fairs.view_application"

    def get(self, request, *args, **kwargs):
        decision = released_decision_on(self.application)
        if decision is None or decision.dossier is None:
            raise Http404
        decision.application = self.application
        response = HttpResponse(letter_pdf(decision), content_type=CONTENT_TYPE)
        name = _("decision-%(number)s.pdf") % {"number": self.application.pk}
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["Cache-Control"] = "private, no-store"
        return response


class ParticipantsView(FairPage, TemplateView):
    """Who takes part, by which decision of the municipality: for everybody."""

    permission = "fairs.view"
    template_name = "fairs/participants.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(admitted=public_list(self.fair), **kwargs)
