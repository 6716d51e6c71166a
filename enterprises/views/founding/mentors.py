"""Mentors: who stands by, who is asked, and what they say."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.errors import DomainError
from core.policy import authorise
from core.search.queries import search
from core.views import ActionFormView, ActionView, PolicyView
from enterprises.actions.founding import mentors as actions
from enterprises.forms.founding import AnswerForm, AskForm
from enterprises.queries.founding.projects import possible_mentors
from enterprises.states import MentorState
from enterprises.views.founding.lookup import ConfirmView, ProjectMixin

MOST_FOUND = 20


class MentorsMixin(ProjectMixin):
    permission = "enterprises.staff_founding"
    route = "founding_mentors"

    @cached_property
    def mentor(self):
        rows = self.project.mentors.model.objects.filter(project=self.project)
        return get_object_or_404(rows.select_related("organisation", "project"), pk=self.kwargs["pk"])


class MentorsView(MentorsMixin, PolicyView, TemplateView):
    """The mentors, and the search for one more."""

    permission = "enterprises.follow_founding"
    template_name = "enterprises/founding/mentors.html"

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("q", "").strip()[:200]
        user = self.request.user
        return super().get_context_data(
            rows=[
                (mentor, bool(authorise(user, "enterprises.end_mentorship", mentor)))
                for mentor in self.project.mentors.all()
                if mentor.state in (MentorState.ASKED, MentorState.ACCEPTED)
            ],
            former=[
                mentor
                for mentor in self.project.mentors.all()
                if mentor.state in (MentorState.DECLINED, MentorState.ENDED)
            ],
            words=words,
            found=self._found(words) if self.may("staff_founding") else [],
            most=MOST_FOUND,
            possible=possible_mentors(self.project).count() if self.may("staff_founding") else 0,
            **kwargs,
        )

    def _found(self, words):
        possible = possible_mentors(self.project).with_card_data()
        if not words:
            return possible[:MOST_FOUND]
        region = self.request.partnership.region.slug
        results = search(words, kinds=("organisation",), region=region, limit=100)
        rows = possible.in_bulk([found.entry.object_id for found in results.found])
        ranked = [rows[found.entry.object_id] for found in results.found if found.entry.object_id in rows]
        return ranked[:MOST_FOUND]


class AskMentorView(MentorsMixin, ActionFormView):
    template_name = "enterprises/founding/ask.html"
    form_class = AskForm

    def get(self, request, *args, **kwargs):
        return self._answer_again() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self._answer_again() or super().post(request, *args, **kwargs)

    def _answer_again(self):
        """Return the way back where the organisation was asked already, such as by a second tap; else None."""
        present = {
            mentor.organisation.slug: mentor
            for mentor in self.project.mentors.all()
            if mentor.state in (MentorState.ASKED, MentorState.ACCEPTED)
        }
        mentor = present.get(self.kwargs["organisation"])
        if mentor is None:
            return None
        words = _("%(name)s is a mentor of this project already.")
        if mentor.state == MentorState.ASKED:
            words = _("%(name)s is asked already. It has not answered yet.")
        messages.info(self.request, words % {"name": mentor.organisation})
        return redirect(self.get_success_url())

    @cached_property
    def organisation(self):
        return get_object_or_404(possible_mentors(self.project), slug=self.kwargs["organisation"])

    def perform(self, form):
        return actions.ask_mentor(self.project, self.organisation, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("%(name)s is asked. Its managers get a mail.") % {"name": self.result.organisation}

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, **kwargs)


class AnswerView(MentorsMixin, ActionView):
    """The manager of an organisation says yes or no."""

    permission = "enterprises.answer_as_mentor"

    def get_permission_object(self):
        return self.mentor

    def perform(self):
        form = AnswerForm(self.request.POST)
        if not form.is_valid():
            raise DomainError("answer-missing", _("Please accept or decline."))
        accepts = form.cleaned_data["answer"] == AnswerForm.ACCEPT
        answer = actions.accept_mentorship if accepts else actions.decline_mentorship
        return answer(self.mentor, acting_user=self.request.user)

    def get_success_message(self):
        if self.result.state == MentorState.ACCEPTED:
            return _("Thank you. You are a mentor of this project now, and can read and write in its discussion.")
        return _("You have declined. The team gets a mail.")

    def get_success_url(self):
        if self.result.state == MentorState.ACCEPTED:
            return self.address("founding_detail")
        return reverse("workspace")

    def get_failure_url(self):
        return self.address("founding_detail")


class EndMentorshipView(MentorsMixin, ConfirmView):
    permission = "enterprises.end_mentorship"
    explanation = gettext_lazy("They no longer see the project and its discussion. The other side gets a mail.")
    submit = gettext_lazy("End it")

    def get_permission_object(self):
        return self.mentor

    def get_question(self):
        words = _("End the mentorship of %(name)s?")
        if self.mentor.state == MentorState.ASKED:
            words = _("Take back the question to %(name)s?")
        return words % {"name": self.mentor.organisation}

    def perform(self, form):
        return actions.end_mentorship(self.mentor, acting_user=self.request.user)

    def get_success_message(self):
        return _("It has ended. The other side gets a mail.")

    def get_success_url(self):
        return super().get_success_url() if self.may("lead_founding") else reverse("workspace")
