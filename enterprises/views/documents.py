"""The wallet: what is in it, what ends soon, and the papers themselves behind a permission check."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.policy import authorise
from core.uploads import serve_paper
from core.views import ActionFormView, ActionView, PolicyView, SignedInFirstMixin
from enterprises.actions import documents as actions
from enterprises.forms.documents import DocumentForm
from enterprises.queries.document_offers import offer_documents
from enterprises.queries.documents import counts_on, standing, wallet, withdrawn
from enterprises.states import DocumentKind
from enterprises.views.lookup import OrganisationMixin

ASKED_FOR = (
    DocumentKind.CERTIFICATE,
    DocumentKind.STATUTE,
    DocumentKind.TAX_CLEARANCE,
    DocumentKind.HYGIENE,
    DocumentKind.ORGANIC,
)
"""What fairs and calls usually want to see."""


class WalletMixin(SignedInFirstMixin, OrganisationMixin):
    """What the pages of a wallet share."""

    permission = "enterprises.keep_documents"

    @cached_property
    def document(self):
        return get_object_or_404(self.organisation.documents.all(), pk=self.kwargs["pk"])

    def get_success_url(self):
        return reverse("document_list", args=[self.organisation.partnership.slug, self.organisation.slug])


class WalletView(WalletMixin, PolicyView, TemplateView):
    """The papers of an organisation: how each stands, and what can be done with it."""

    permission = "enterprises.read_documents"
    template_name = "enterprises/wallet.html"

    def get_context_data(self, **kwargs):
        documents = wallet(self.organisation)
        return super().get_context_data(
            documents=[(document, standing(document)) for document in documents],
            withdrawn=withdrawn(self.organisation),
            offers=offer_documents(self.organisation, ASKED_FOR),
            may_keep=authorise(self.request.user, "enterprises.keep_documents", self.organisation),
            **kwargs,
        )


class AddDocumentView(WalletMixin, ActionFormView):
    template_name = "enterprises/document.html"
    form_class = DocumentForm

    def get_initial(self):
        """Whoever comes from where a kind is asked for finds it chosen."""
        kind = self.request.GET.get("kind")
        return {"kind": kind} if kind in DocumentKind.values else {}

    def perform(self, form):
        fields = {**form.cleaned_data}
        paper = fields.pop("file")
        return actions.add_document(
            self.organisation,
            paper,
            acting_user=self.request.user,
            file_name=self.request.FILES["file"].name,
            **fields,
        )

    def get_success_message(self):
        if self._has_ended():
            words = _("%(name)s is in the wallet, but it has expired already: it counts nowhere. Is the date right?")
            return words % {"name": self.result}
        return _("%(name)s is in the wallet.") % {"name": self.result}

    def get_message_level(self):
        return messages.WARNING if self._has_ended() else super().get_message_level()

    def _has_ended(self):
        return not counts_on(self.result, timezone.localdate())


class ReplaceDocumentView(AddDocumentView):
    """A newer paper of the same kind takes the place of this one."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "replaced": self.document}

    def get_initial(self):
        return {"title": self.document.title, "control_body": self.document.control_body}

    def perform(self, form):
        fields = {**form.cleaned_data, "kind": self.document.kind}
        paper = fields.pop("file")
        return actions.add_document(
            self.organisation,
            paper,
            acting_user=self.request.user,
            file_name=self.request.FILES["file"].name,
            replaces=self.document,
            **fields,
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(document=self.document, **kwargs)


class WithdrawDocumentView(WalletMixin, ActionView):
    def perform(self):
        return actions.withdraw_document(self.document, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(name)s is out of the wallet. You can bring it back below.") % {"name": self.result}

    def get_success_url(self):
        return super().get_success_url() + "#withdrawn"


class BringBackDocumentView(WalletMixin, ActionView):
    def perform(self):
        return actions.bring_back_document(self.document, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(name)s is in the wallet again.") % {"name": self.result}


class DocumentFileView(WalletMixin, PolicyView):
    """The file itself; the history keeps who opened it."""

    permission = "enterprises.read_documents"

    def get(self, request, *args, **kwargs):
        document = self.document
        response = serve_paper(document.path, document.content_type, document.file_name)
        actions.note_reading(document, acting_user=request.user)
        return response
