"""The officer asks for more, the applicant answers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionFormView
from fairs.actions.asking import answer_municipality, ask_for_more
from fairs.forms.decisions import AnswerForm, AskForm
from fairs.queries.decisions import next_in_queue, queue
from fairs.views.applying import ApplicationPage


class AskView(ApplicationPage, ActionFormView):
    """Say what is missing and until when; then the next application comes by itself."""

    permission = "fairs.decide"
    template_name = "fairs/ask.html"
    form_class = AskForm

    def perform(self, form):
        self.following = next_in_queue(queue(self.request.user, self.request.partnership), self.application)
        return ask_for_more(self.application, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        words = _("%(organisation)s was asked. You get a mail as soon as it answers.")
        return words % {"organisation": self.application.organisation.title}

    def get_success_url(self):
        if self.following is None:
            return self.address("application_queue")
        return self.address("application_decide", application=self.following.pk)


class AnswerView(ApplicationPage, ActionFormView):
    """The manager answers what the municipality asked for."""

    permission = "fairs.submit"
    template_name = "fairs/answer.html"
    form_class = AnswerForm
    success_message = gettext_lazy(
        "Your answer has reached the municipality. Your application waits for its decision."
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=self.application.asked.unanswered().first(), **kwargs)

    def perform(self, form):
        return answer_municipality(self.application, acting_user=self.request.user, **form.cleaned_data)
