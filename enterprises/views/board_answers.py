"""Answers on the board: given by an organisation, decided by the facility's people."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView

from core.views import ActionFormView, PolicyView, SignedInFirstMixin
from enterprises.actions import board_answers as actions
from enterprises.actions.board_letters import contact_of_answerer, contact_of_facility
from enterprises.forms import EmptyForm
from enterprises.forms.board import AnswerForm, DecideForm
from enterprises.models import BoardAnswer
from enterprises.queries.board import POST_JOINS, able_to_answer, answers_of, own_organisations, plain
from enterprises.states import AnswerState
from enterprises.views.board import PostMixin, board_of


class AnswerView(SignedInFirstMixin, PostMixin, ActionFormView):
    """An organisation answers; who works for none that may is told why."""

    permission = "enterprises.browse_board"
    template_name = "enterprises/board_answer.html"
    form_class = AnswerForm

    @cached_property
    def able(self):
        return able_to_answer(self.request.user, self.post_row)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.able:
            raise PermissionDenied(_("Only active organisations of this partnership may answer."))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "post": self.post_row, "organisations": self.able}

    def perform(self, form):
        return actions.answer_post(self.post_row, acting_user=self.request.user, **form.data_for_action())

    def get_success_message(self):
        return _("Your answer is on its way. You get a mail as soon as the facility has decided.")

    def get_success_url(self):
        return reverse("board_answers", args=[self.request.partnership.slug])


class OwnAnswersView(SignedInFirstMixin, PolicyView, ListView):
    """What the visitor's organisations have answered; with the contact where it was accepted."""

    permission = "enterprises.browse_board"
    template_name = "enterprises/board_answers.html"
    context_object_name = "answers"
    paginate_by = 25

    def get_queryset(self):
        return answers_of(self.request.user, self.request.partnership)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(section="facilities", **kwargs)
        rows = [(answer, self._contact(answer)) for answer in context["answers"]]
        return {**context, "rows": rows, "works_here": own_organisations(self.request.user, self.request.partnership)}

    def _contact(self, answer):
        if answer.state != AnswerState.ACCEPTED:
            return None
        return contact_of_facility(answer.post, answer.decided_by)


class AnswerMixin(SignedInFirstMixin):
    """`self.answer` is the one in the address; 404 where the visitor is on neither side of it."""

    @cached_property
    def answer(self):
        user, partnership = self.request.user, self.request.partnership
        joins = ("organisation__partnership", "organisation__municipality", "answered_by", "decided_by")
        answers = BoardAnswer.objects.filter(partnership=partnership)
        joined = answers.select_related(*joins, *(f"post__{name}" for name in POST_JOINS))
        own = own_organisations(user, partnership)
        sides = Q(organisation__in=own) | Q(post__facility__organisation__in=own)
        return get_object_or_404(joined.filter(sides), pk=self.kwargs["pk"])

    def get_permission_object(self):
        return self.answer

    def get_context_data(self, **kwargs):
        post = self.answer.post
        rows = {"answer": self.answer, "post": post, "facility": post.facility}
        return super().get_context_data(**{**kwargs, **rows, "section": "facilities"})


class DecideAnswerView(AnswerMixin, ActionFormView):
    """The facility's people accept an answer, all or a part of it, or decline it; also one they had accepted."""

    permission = "enterprises.decide_answer"
    template_name = "enterprises/board_decide.html"
    form_class = DecideForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "answer": self.answer, "declines": self.declines}

    @property
    def declines(self):
        """Whether the button that declines was pressed."""
        return self.request.POST.get("decision") == "decline"

    def get_initial(self):
        answer = self.answer
        if answer.quantity is None or answer.state != AnswerState.OFFERED:
            return {}
        open_still = answer.post.remaining
        return {"quantity": plain(answer.quantity if open_still is None else min(answer.quantity, open_still))}

    def perform(self, form):
        if self.declines:
            reply = form.cleaned_data["reply"]
            return actions.decline_answer(self.answer, acting_user=self.request.user, reply=reply)
        return actions.accept_answer(self.answer, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        if self.declines:
            return _("Declined. %(name)s gets a mail with your words.") % {"name": self.result.organisation}
        return _("Accepted. You and %(name)s get each other's contact by mail.") % {"name": self.result.organisation}

    def get_success_url(self):
        return board_of(self.answer.post)

    def get_context_data(self, **kwargs):
        accepted = self.answer.state == AnswerState.ACCEPTED
        return super().get_context_data(
            back=self.get_success_url(),
            contact=contact_of_answerer(self.answer) if accepted else None,
            **kwargs,
        )


class WithdrawAnswerView(AnswerMixin, ActionFormView):
    """Ask first: the facility's people may count on it, and are told."""

    permission = "enterprises.withdraw_answer"
    template_name = "enterprises/board_withdraw.html"
    form_class = EmptyForm

    def perform(self, form):
        return actions.withdraw_answer(self.answer, acting_user=self.request.user)

    def get_success_message(self):
        return _("Your answer is withdrawn; the facility's people get a mail.")

    def get_success_url(self):
        return reverse("board_answers", args=[self.request.partnership.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), **kwargs)
