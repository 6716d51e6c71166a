"""Applicants of another partnership: what needs both tenants, outside either, one opened after the other."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.tenancy import activate
from core.views import ActionFormView, SignedInFirstMixin
from enterprises.actions.documents import add_document
from enterprises.queries.document_offers import offer_documents
from fairs.actions.elsewhere import begin_elsewhere, hand_over_elsewhere
from fairs.forms.drafts import BeginForm
from fairs.forms.papers import PaperForm
from fairs.models import Application, DocumentRequest, Fair
from fairs.queries.participants import may_apply_from_elsewhere, unfinished
from fairs.views.base import SECTION
from partnerships.models import Partnership


class ElsewherePage(SignedInFirstMixin, ActionFormView):
    """A page about something that belongs to the partnership in the address, which is not open here."""

    extra_context = SECTION

    @cached_property
    def host(self):
        return get_object_or_404(Partnership.objects.active().select_related("region"), slug=self.kwargs["host"])

    def address(self, name, **kwargs):
        return reverse(name, kwargs={"partnership": self.host.slug, **kwargs})

    def get_context_data(self, **kwargs):
        return super().get_context_data(partnership=self.host, **kwargs)


class BeginElsewhereView(ElsewherePage):
    """Where the application of an organisation of another region begins, if the call takes it."""

    permission = "fairs.apply_elsewhere"
    template_name = "fairs/apply.html"
    form_class = BeginForm

    @cached_property
    def fair(self):
        fairs = Fair.objects.published().filter(partnership=self.host, takes_other_regions=True)
        return get_object_or_404(fairs.with_card_data(), slug=self.kwargs["fair"])

    def get_permission_object(self):
        return self.fair

    def get_form_kwargs(self):
        with activate(self.host):
            choices = may_apply_from_elsewhere(self.request.user, self.fair)
        return {**super().get_form_kwargs(), "choices": choices}

    def get_context_data(self, **kwargs):
        with activate(self.host):
            parts = {
                "unfinished": list(unfinished(self.request.user, self.fair)),
                "questions": list(self.fair.questions.all()),
                "requests": list(self.fair.document_requests.all()),
            }
        return super().get_context_data(fair=self.fair, **parts, **kwargs)

    def perform(self, form):
        return begin_elsewhere(self.fair, form.cleaned_data["organisation"], acting_user=self.request.user)

    def get_success_url(self):
        return self.address("application_edit", application=self.result.pk)


class PaperElsewhereView(ElsewherePage):
    """Hand a paper over from a wallet that lies in another partnership than the fair."""

    permission = "fairs.edit_application"
    template_name = "fairs/draft/paper.html"
    form_class = PaperForm
    success_message = _("The document is handed over.")

    @cached_property
    def application(self):
        with activate(self.host):
            readable = Application.objects.filter(partnership=self.host).visible_to(self.request.user)
            joined = readable.select_related("fair__partnership", "fair__municipality", "organisation__partnership")
            row = get_object_or_404(joined, pk=self.kwargs["application"])
            row.handed = row.documents.filter(kind=self.kwargs["kind"]).first()
            row.request = DocumentRequest.objects.filter(fair=row.fair, kind=self.kwargs["kind"]).first()
        if row.request is None or row.organisation.partnership_id == self.host.pk:
            raise Http404
        return row

    @cached_property
    def offer(self):
        application = self.application
        with activate(application.organisation.partnership):
            kinds = [application.request.kind]
            return offer_documents(application.organisation, kinds, on=application.fair.ends_on)[0]

    def get_permission_object(self):
        return self.application

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "offer": self.offer}

    def perform(self, form):
        return hand_over_elsewhere(self.application, self._paper(form), acting_user=self.request.user)

    def _paper(self, form):
        organisation = self.application.organisation
        if not form.cleaned_data.get("file"):
            if form.chosen:
                return form.chosen
            raise DomainError("document-not-chosen", _("Choose a file."), field="file")
        with activate(organisation.partnership):
            return add_document(
                organisation,
                form.cleaned_data["file"],
                acting_user=self.request.user,
                file_name=self.request.FILES["file"].name,
                kind=self.application.request.kind,
                replaces=next(iter(self.offer.too_short), None),
                **form.upload_values,
            )

    def get_context_data(self, **kwargs):
        application = self.application
        return super().get_context_data(
            application=application,
            fair=application.fair,
            offer=self.offer,
            document_request=application.request,
            handed=application.handed,
            back=self.get_success_url(),
            **kwargs,
        )

    def get_success_url(self):
        return self.address("application_edit", application=self.application.pk) + "#papers"
