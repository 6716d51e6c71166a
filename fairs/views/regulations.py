"""The regulation of a fair in its versions: read by everybody, written by the organiser."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from core.policy import authorise
from core.uploads import serve_paper
from core.views import ActionFormView
from fairs.actions import regulations
from fairs.forms.regulations import RegulationForm
from fairs.models import Regulation
from fairs.queries.regulations import in_force, versions_of
from fairs.states import OVER_STATES, PREPARED_STATES
from fairs.views.base import ConfirmView, FairDeskPage, FairPage


class RegulationsView(FairPage, TemplateView):
    """The version in force in full, those to come, and the older ones."""

    permission = "fairs.view"
    template_name = "fairs/editions/regulation.html"

    def get_context_data(self, **kwargs):
        versions, present = list(versions_of(self.fair)), in_force(self.fair)
        number = present.number if present else 0
        may_organise = authorise(self.request.user, "fairs.organise", self.fair)
        return super().get_context_data(
            present=present,
            coming=[version for version in versions if version.number > number],
            older=[version for version in versions if version.number < number],
            may_add=may_organise and self.fair.state not in OVER_STATES,
            removable=versions[0].number if versions and may_organise and self.fair.state in PREPARED_STATES else None,
            **kwargs,
        )


class RegulationAddView(FairDeskPage, ActionFormView):
    permission = "fairs.organise"
    template_name = "fairs/editions/regulation_form.html"
    form_class = RegulationForm
    success_message = _("The version is written down.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "fair": self.fair}

    def perform(self, form):
        upload = self.request.FILES.get("paper")
        return regulations.add_regulation(
            self.fair, acting_user=self.request.user, file_name=upload.name if upload else "", **form.cleaned_data
        )

    def get_success_url(self):
        return self.address("fair_regulation", fair=self.fair.slug)


class VersionPage(FairPage):
    @cached_property
    def version(self):
        return get_object_or_404(
            Regulation.objects.filter(fair=self.fair).select_related("fair"), number=self.kwargs["number"]
        )


class RegulationFileView(VersionPage, View):
    permission = "fairs.view"

    def get(self, request, *args, **kwargs):
        if not self.version.path:
            raise Http404
        return serve_paper(self.version.path, self.version.content_type, self.version.file_name)


class RegulationRemoveView(FairDeskPage, VersionPage, ConfirmView):
    permission = "fairs.organise"
    title = _("Take this version back?")
    consequence = _("It is removed for good, with its file. Nobody outside has read it yet.")
    submit = _("Remove for good")
    success_message = _("The version is removed.")

    def perform(self, form):
        return regulations.remove_regulation(self.version, acting_user=self.request.user)

    def get_success_url(self):
        return self.address("fair_regulation", fair=self.fair.slug)
