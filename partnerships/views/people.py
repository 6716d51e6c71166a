"""Who holds which role in a partnership: invite, take back, end."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView

from core.models import AuditEntry
from core.views import ActionFormView, ActionView, PolicyView
from partnerships.actions import invitations, roles
from partnerships.forms import AdministratorInvitationForm, InvitationForm
from partnerships.models import Invitation, Partnership, RoleAssignment
from partnerships.queries import people
from partnerships.states import Role


class PeopleView(ActionFormView):
    """The people of the open partnership, and the form that invites one more."""

    permission = "partnerships.view_roles"
    template_name = "partnerships/people.html"
    form_class = InvitationForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partnership": self.request.partnership}

    def perform(self, form):
        return invitations.invite(
            form.cleaned_data["email"],
            form.cleaned_data["role"],
            acting_user=self.request.user,
            partnership=self.request.partnership,
            **form.scope(),
        )

    def get_success_message(self):
        return _("The invitation is on its way to %(email)s.") % {"email": self.result.email}

    def get_success_url(self):
        return reverse("people", args=[self.request.partnership.slug])

    def get_context_data(self, **kwargs):
        partnership = self.request.partnership
        offered = Invitation.objects.open().filter(partnership=partnership)
        offered = offered.select_related("municipality", "invited_by").order_by("-invited_at")
        return super().get_context_data(
            assignments=people.assignments(partnership, role=self.request.GET.get("role", "")),
            role_counts=people.role_counts(partnership),
            offers=[(one, reverse("revoke_invitation", args=[partnership.slug, one.pk])) for one in offered],
            **kwargs,
        )


class RevokeInvitationView(ActionView):
    permission = "partnerships.invite"

    def perform(self):
        open_here = Invitation.objects.filter(partnership=self.request.partnership)
        invitation = get_object_or_404(open_here, pk=self.kwargs["pk"])
        return invitations.revoke(invitation, acting_user=self.request.user)

    def get_success_message(self):
        return _("The invitation was taken back.")

    def get_success_url(self):
        return reverse("people", args=[self.request.partnership.slug])


class EndRoleView(ActionView):
    """Ask first (GET), then end the role (POST): it can only be given anew, not undone."""

    permission = "partnerships.end_role"
    http_method_names = ["get", "post"]

    def get(self, request, *args, **kwargs):
        return render(request, "partnerships/end_role.html", {"assignment": self._assignment()})

    def perform(self):
        return roles.end_role(self._assignment(), acting_user=self.request.user)

    def get_success_message(self):
        return _("The role has ended.")

    def get_success_url(self):
        return reverse("people", args=[self.request.partnership.slug])

    def _assignment(self):
        held = RoleAssignment.objects.current().filter(partnership=self.request.partnership)
        return get_object_or_404(held.select_related("user"), pk=self.kwargs["pk"])


class HistoryView(PolicyView, ListView):
    """The audit trail of the open partnership."""

    permission = "partnerships.view_audit"
    template_name = "partnerships/history.html"
    paginate_by = 50

    def get_queryset(self):
        return AuditEntry.objects.filter(partnership=self.request.partnership).select_related("actor")


class AdministrationView(ActionFormView):
    """The partnerships of the country and the administrators of the platform."""

    permission = "partnerships.administer"
    template_name = "partnerships/administration.html"
    form_class = AdministratorInvitationForm

    def perform(self, form):
        return invitations.invite(form.cleaned_data["email"], Role.ADMINISTRATOR, acting_user=self.request.user)

    def get_success_message(self):
        return _("The invitation is on its way to %(email)s.") % {"email": self.result.email}

    def get_success_url(self):
        return reverse("administration")

    def get_context_data(self, **kwargs):
        administrators = RoleAssignment.objects.current().filter(role=Role.ADMINISTRATOR)
        return super().get_context_data(
            partnerships=Partnership.objects.active().order_by("region__nuts2"),
            administrators=administrators.select_related("user"),
            **kwargs,
        )
