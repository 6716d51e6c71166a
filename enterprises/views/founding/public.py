"""Where everybody begins: what can be founded, the first step, and the link of an invitation."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from accounts.models import User
from core.errors import DomainError
from core.forms import NewAccountForm
from core.views import ActionFormView, PolicyView, SignedInFirstMixin
from enterprises.actions.founding import projects, team
from enterprises.forms.founding import IdeaForm, NumbersForm
from enterprises.queries.founding.projects import invitations_to, led_or_joined
from enterprises.queries.founding.rules import fit, forms_to_found


class EntryView(PolicyView, TemplateView):
    """The legal forms with their rules side by side, held against the numbers that a visitor types."""

    permission = "enterprises.browse"
    template_name = "enterprises/founding/entry.html"

    def get_context_data(self, **kwargs):
        form = NumbersForm(self.request.GET or None)
        members = form.cleaned_data.get("members") if form.is_bound and form.is_valid() else None
        from_groups = form.cleaned_data.get("members_from_groups") if members else None
        forms = [(legal, fit(legal, members, from_groups) if members else None) for legal in forms_to_found()]
        return super().get_context_data(
            section="organisations", form=form, forms=forms, members=members, **self._own(), **kwargs
        )

    def _own(self):
        """Return the projects under way that the visitor belongs to, and the invitations that wait."""
        user, partnership = self.request.user, self.request.partnership
        if not user.is_authenticated:
            return {}
        return {
            "own_projects": led_or_joined(user, partnership),
            "own_invitations": invitations_to(user, partnership),
        }


class StartView(SignedInFirstMixin, ActionFormView):
    """Start a project; whoever does leads it."""

    permission = "enterprises.start_founding"
    template_name = "enterprises/founding/idea.html"
    form_class = IdeaForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partnership": self.request.partnership}

    def perform(self, form):
        return projects.start_project(self.request.partnership, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("Your project is there. Only you see it, whoever you invite, and those who run the partnership.")

    def get_success_url(self):
        return reverse("founding_detail", args=[self.request.partnership.slug, self.result.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(section="organisations", **kwargs)


class InvitationMixin:
    """What a signed-in person answers to `self.member`, and where that leads."""

    template_name = "enterprises/founding/join.html"

    def answer(self, request):
        declines = request.POST.get("answer") == "decline"
        try:
            (team.decline if declines else team.join)(self.member, acting_user=request.user)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect(request.path)
        if declines:
            messages.success(request, _("You have declined the invitation."))
            return redirect("workspace")
        messages.success(request, self.get_success_message())
        return redirect(self.get_success_url())

    def get_success_message(self):
        return _("Welcome to the team.")

    def get_success_url(self):
        return reverse("founding_detail", args=[self.request.partnership.slug, self.member.project_id])


class InvitedView(SignedInFirstMixin, InvitationMixin, PolicyView, TemplateView):
    """An invitation that somebody finds in the workspace: the confirmed address is proof enough, without the link."""

    permission = "enterprises.join_founding"

    @cached_property
    def member(self):
        return get_object_or_404(
            invitations_to(self.request.user, self.request.partnership), project=self.kwargs["project"]
        )

    def get_permission_object(self):
        return self.member.project

    def post(self, request, *args, **kwargs):
        return self.answer(request)

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.member, **kwargs)


class JoinView(InvitationMixin, ActionFormView):
    """Show the invitation; take it with the account one is signed in with, or create one on the spot."""

    permission = "enterprises.open_founding_invitation"
    form_class = NewAccountForm

    def dispatch(self, request, *args, **kwargs):
        self.member = team.find_open(request.partnership, kwargs["token"])
        if self.member is None:
            return render(request, "enterprises/founding/join_gone.html", status=410)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return super().post(request, *args, **kwargs)
        return self.answer(request)

    def perform(self, form):
        user = team.open_account_and_join(
            self.member,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
            language=get_language(),
        )
        get_adapter().login(self.request, user)
        return user

    def get_context_data(self, **kwargs):
        has_account = User.objects.filter(email=self.member.email).exists()
        return super().get_context_data(member=self.member, has_account=has_account, **kwargs)
