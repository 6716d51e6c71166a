"""The private discussion of a project."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionFormView
from enterprises.actions.founding import talk as actions
from enterprises.forms.founding import MessageForm
from enterprises.views.founding.lookup import ConfirmView, ProjectMixin

MESSAGES_A_PAGE = 20
SHOWN_OF_A_MESSAGE = 120


class TalkView(ProjectMixin, ActionFormView):
    """What was written, the newest first; whoever follows the project reads, not everybody writes."""

    template_name = "enterprises/founding/talk.html"
    route = "founding_talk"
    form_class = MessageForm

    @property
    def permission(self):
        return "enterprises.discuss_founding" if self.request.method == "POST" else "enterprises.follow_founding"

    def perform(self, form):
        return actions.write_message(self.project, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("Your message is there. The others get a mail, at most one in an hour.")

    def get_context_data(self, **kwargs):
        messages = self.project.messages.select_related("author").order_by("-written_at", "-pk")
        page = Paginator(messages, MESSAGES_A_PAGE).get_page(self.request.GET.get("page"))
        user = self.request.user
        return super().get_context_data(
            page_obj=page,
            talk=[(message, actions.is_removable(message, user)) for message in page],
            may_discuss=self.may("discuss_founding"),
            **kwargs,
        )


class RemoveMessageView(ConfirmView):
    permission = "enterprises.discuss_founding"
    route = "founding_talk"
    question = gettext_lazy("Remove this message?")
    submit = gettext_lazy("Remove the message")

    @cached_property
    def message(self):
        return get_object_or_404(self.project.messages.select_related("project"), pk=self.kwargs["pk"])

    def get_explanation(self):
        words = _("It goes for good; the history keeps that it was there, not what it said: “%(text)s”")
        return words % {"text": Truncator(self.message.text).chars(SHOWN_OF_A_MESSAGE)}

    def perform(self, form):
        return actions.remove_message(self.message, acting_user=self.request.user)

    def get_success_message(self):
        return _("Your message is removed.")
