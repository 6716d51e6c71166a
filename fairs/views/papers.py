"""The papers of an application: chosen from the wallet or added to it, taken back, opened."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.uploads import serve_paper
from core.views import ActionFormView, ActionView, PolicyView
from enterprises.actions.documents import add_document
from enterprises.queries.document_offers import offer_documents
from fairs.actions import papers
from fairs.forms.papers import PaperForm
from fairs.models import DocumentRequest
from fairs.views.applying import ApplicationPage


class PaperPage(ApplicationPage):
    """A page about one kind of paper of an application."""

    permission = "fairs.edit_application"

    @cached_property
    def document_request(self):
        return get_object_or_404(DocumentRequest, fair=self.application.fair_id, kind=self.kwargs["kind"])

    @cached_property
    def handed(self):
        return self.application.documents.filter(kind=self.kwargs["kind"]).first()

    def get_success_url(self):
        return self.address("application_edit", application=self.application.pk) + "#papers"


class PaperView(PaperPage, ActionFormView):
    """Hand a paper over: one of the wallet, or a new one, which the wallet keeps as well."""

    template_name = "fairs/draft/paper.html"
    form_class = PaperForm
    success_message = _("The document is handed over.")

    def dispatch(self, request, *args, **kwargs):
        """A wallet that lies in another partnership can't be read here."""
        if request.user.is_authenticated and self.application.organisation.partnership_id != request.partnership.pk:
            names = {"host": request.partnership.slug, "application": self.application.pk, "kind": kwargs["kind"]}
            return redirect("application_paper_elsewhere", **names)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "offer": self.offer}

    @cached_property
    def offer(self):
        application = self.application
        kinds = [self.document_request.kind]
        return offer_documents(application.organisation, kinds, on=application.fair.ends_on)[0]

    def perform(self, form):
        return papers.hand_over(self.application, self._paper(form), acting_user=self.request.user)

    def _paper(self, form):
        if not form.cleaned_data.get("file"):
            if form.chosen:
                return form.chosen
            raise DomainError("document-not-chosen", _("Choose a file."), field="file")
        return add_document(
            self.application.organisation,
            form.cleaned_data["file"],
            acting_user=self.request.user,
            file_name=self.request.FILES["file"].name,
            kind=self.document_request.kind,
            # One that ends too soon makes room for the newer one.
            replaces=next(iter(self.offer.too_short), None),
            **form.upload_values,
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            offer=self.offer,
            document_request=self.document_request,
            handed=self.handed,
            back=self.get_success_url(),
            **kwargs,
        )


class TakeBackView(PaperPage, ActionView):
    success_message = _("The document is no longer handed over. It stays in your documents.")

    def perform(self):
        if self.handed is None:
            raise DomainError("gone-meanwhile", _("It has been taken back already."))
        return papers.take_paper_back(self.handed, acting_user=self.request.user)


class FileView(PaperPage, PolicyView):
    """The file itself, for those who may see what concerns persons; the history keeps who opened it."""

    permission = "fairs.view_personal"

    def get(self, request, *args, **kwargs):
        paper = self.handed
        if paper is None:
            raise Http404
        response = serve_paper(paper.path, paper.content_type, paper.file_name)
        papers.note_reading(paper, acting_user=request.user)
        return response
