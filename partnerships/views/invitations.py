"""The link of an invitation mail."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.forms import NewAccountForm
from core.views import ActionFormView
from partnerships.actions import invitations


class InvitationView(ActionFormView):
    """Show the offer; take it with the account one is signed in with, or create one on the spot."""

    permission = "partnerships.open_invitation"
    template_name = "partnerships/invitation.html"
    form_class = NewAccountForm

    def dispatch(self, request, *args, **kwargs):
        self.invitation = invitations.find_open(kwargs["token"])
        if self.invitation is None:
            return render(request, "partnerships/invitation_gone.html", status=410)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return super().post(request, *args, **kwargs)
        try:
            invitations.accept(self.invitation, acting_user=request.user)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect(request.path)
        messages.success(request, self.get_success_message())
        return redirect("workspace")

    def perform(self, form):
        user = invitations.join_and_accept(
            self.invitation,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
            language=get_language(),
        )
        get_adapter().login(self.request, user)
        # The password was typed this moment: setting up the second step need not ask for it again.
        reauthenticate_by_password(self.request)
        return user

    def get_success_message(self):
        return _("Welcome. Your new role is ready.")

    def get_success_url(self):
        return reverse("workspace")

    def get_context_data(self, **kwargs):
        has_account = User.objects.filter(email=self.invitation.email).exists()
        return super().get_context_data(invitation=self.invitation, has_account=has_account, **kwargs)
