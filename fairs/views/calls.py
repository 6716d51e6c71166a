"""What the application to a fair asks: read by everybody once the call is public, built by the organiser."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.policy import authorise
from core.views import ActionFormView, ActionView
from fairs.actions import calls
from fairs.forms.calls import DocumentRequestForm, QuestionForm
from fairs.states import FairState
from fairs.views.base import ConfirmView, FairDeskPage, FairPage


class CallView(FairPage, TemplateView):
    """The questions and the papers of a call, in their order; the organiser changes them here."""

    permission = "fairs.view"
    template_name = "fairs/call.html"

    def get_context_data(self, **kwargs):
        is_organiser = authorise(self.request.user, "fairs.organise", self.fair)
        may_build = is_organiser and self.fair.state in calls.BEFORE_THE_CALL
        return super().get_context_data(
            questions=list(self.fair.questions.all()),
            requests=list(self.fair.document_requests.all()),
            may_build=may_build,
            may_add=may_build or (is_organiser and self.fair.state == FairState.CALL_OPEN),
            **kwargs,
        )


class CallDeskPage(FairDeskPage):
    """A page of the organiser that leads back to the call."""

    permission = "fairs.organise"

    def get_success_url(self):
        return self.address("fair_call", fair=self.fair.slug)


class CallFormPage(CallDeskPage, ActionFormView):
    template_name = "fairs/call_form.html"
    title = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, back=self.get_success_url(), **kwargs)


class QuestionPage(CallDeskPage):
    @cached_property
    def question(self):
        return get_object_or_404(self.fair.questions, pk=self.kwargs["question"])


class RequestPage(CallDeskPage):
    @cached_property
    def document_request(self):
        return get_object_or_404(self.fair.document_requests, pk=self.kwargs["paper"])


class QuestionCreateView(CallFormPage):
    form_class = QuestionForm
    title = _("New question")
    success_message = _("The question is in the form.")

    def perform(self, form):
        return calls.add_question(self.fair, acting_user=self.request.user, **form.cleaned_data)


class QuestionEditView(QuestionPage, CallFormPage):
    form_class = QuestionForm
    title = _("Edit the question")
    success_message = _("The question is changed.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.question}

    def perform(self, form):
        return calls.change_question(self.question, acting_user=self.request.user, **form.cleaned_data)


class QuestionMoveView(QuestionPage, ActionView):
    """One place up or down, by a button."""

    def perform(self):
        is_up = self.kwargs["direction"] == "up"
        return calls.move_question(self.question, acting_user=self.request.user, up=is_up)


class QuestionRemoveView(QuestionPage, ConfirmView):
    title = _("Remove the question?")
    submit = _("Remove the question")
    success_message = _("The question is removed.")

    @property
    def consequence(self):
        return _("“%(question)s” will no longer be asked. It can't be undone; you can write it again.") % {
            "question": self.question.title
        }

    def perform(self, form):
        return calls.remove_question(self.question, acting_user=self.request.user)


class RequestCreateView(CallFormPage):
    form_class = DocumentRequestForm
    title = _("Ask for a document")
    success_message = _("The document is asked for.")

    def perform(self, form):
        return calls.ask_for_document(self.fair, acting_user=self.request.user, **form.cleaned_data)


class RequestEditView(RequestPage, CallFormPage):
    form_class = DocumentRequestForm
    title = _("Edit what is asked for")
    success_message = _("The changes are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.document_request}

    def perform(self, form):
        return calls.change_document_request(self.document_request, acting_user=self.request.user, **form.cleaned_data)


class RequestRemoveView(RequestPage, ConfirmView):
    title = _("Ask for it no more?")
    submit = _("Ask for it no more")
    success_message = _("The document is no longer asked for.")

    @property
    def consequence(self):
        return _("Applicants need not hand in: %(document)s.") % {"document": self.document_request}

    def perform(self, form):
        return calls.remove_document_request(self.document_request, acting_user=self.request.user)
