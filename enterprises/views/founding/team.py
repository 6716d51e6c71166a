"""The team: who is in it, who is invited."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionFormView, ActionView
from enterprises.actions.founding import team as actions
from enterprises.forms.founding import InviteForm
from enterprises.models import FoundingMember
from enterprises.views.founding.lookup import ConfirmView, ProjectMixin


class TeamMixin(ProjectMixin):
    permission = "enterprises.staff_founding"
    route = "founding_team"

    @cached_property
    def member(self):
        seats = FoundingMember.objects.filter(project=self.project, left_at=None).select_related("user", "project")
        return get_object_or_404(seats, pk=self.kwargs["pk"])


class TeamView(TeamMixin, ActionFormView):
    """The people, and the form that invites one more; to read it is enough to follow the project."""

    template_name = "enterprises/founding/team.html"
    form_class = InviteForm

    @property
    def permission(self):
        return "enterprises.staff_founding" if self.request.method == "POST" else "enterprises.follow_founding"

    def perform(self, form):
        return actions.invite(self.project, form.cleaned_data["email"], acting_user=self.request.user)

    def get_success_message(self):
        return _("The invitation is on its way to %(email)s.") % {"email": self.result.email}

    def get_context_data(self, **kwargs):
        seats = self.project.team.all()
        return super().get_context_data(
            joined=[seat for seat in seats if seat.user_id],
            invited=[seat for seat in seats if not seat.user_id],
            **kwargs,
        )


class InviteAgainView(TeamMixin, ActionView):
    def perform(self):
        return actions.invite_again(self.member, acting_user=self.request.user)

    def get_success_message(self):
        return _("The invitation is on its way to %(email)s.") % {"email": self.result.email}


class WithdrawView(TeamMixin, ConfirmView):
    explanation = gettext_lazy("The link in the mail no longer works. You can invite this address again later.")
    submit = gettext_lazy("Take back the invitation")

    def get_question(self):
        return _("Take back the invitation to %(email)s?") % {"email": self.member.email}

    def perform(self, form):
        return actions.withdraw_invitation(self.member, acting_user=self.request.user)

    def get_success_message(self):
        return _("The invitation was taken back.")


class RemoveMemberView(TeamMixin, ConfirmView):
    explanation = gettext_lazy("The project leaves their workspace at once, and they get a mail.")
    submit = gettext_lazy("Take out of the team")

    def get_question(self):
        return _("Take %(person)s out of the team?") % {"person": self.member.user or self.member.email}

    def perform(self, form):
        return actions.remove_member(self.member, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(person)s is no longer in the team.") % {"person": self.result.user}


class HandOverView(TeamMixin, ConfirmView):
    explanation = gettext_lazy("From then on they invite, file and register. You stay in the team.")
    submit = gettext_lazy("Hand over the lead")
    kind = "primary"

    def get_question(self):
        return _("Hand over the lead to %(person)s?") % {"person": self.member.user or self.member.email}

    def perform(self, form):
        return actions.hand_over(self.member, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(person)s leads the project now.") % {"person": self.result.user}


class TakeOverView(TeamMixin, ActionView):
    permission = "enterprises.take_over_founding"

    def perform(self):
        return actions.take_over(self.project, acting_user=self.request.user)

    def get_success_message(self):
        return _("You lead the project now.")


class LeaveView(TeamMixin, ConfirmView):
    permission = "enterprises.leave_founding"
    question = gettext_lazy("Leave the team?")
    explanation = gettext_lazy("The project leaves your workspace. Only a new invitation brings you back.")
    submit = gettext_lazy("Leave")

    def perform(self, form):
        return actions.leave(self.project, acting_user=self.request.user)

    def get_success_message(self):
        return _("You have left the team.")

    def get_success_url(self):
        return reverse("workspace")
