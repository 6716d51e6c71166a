"""The applicant's pages: see what became of it, withdraw."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from core.policy import authorise
from core.views import SignedInFirstMixin
from fairs.actions import applications
from fairs.models import Application
from fairs.queries.check_in_codes import has_code
from fairs.queries.decisions import released_decision_on
from fairs.queries.missing import missing_in
from fairs.queries.participants import own_applications
from fairs.queries.presence import stayed_away
from fairs.queries.reading import whole_of
from fairs.queries.scopes import BEFORE_SUBMITTING, scope_of
from fairs.states import APPLICATION_TRANSITIONS
from fairs.views.base import ConfirmView, PartnershipPage


class ApplicationListView(PartnershipPage, ListView):
    """The applications of the reader's organisations."""

    permission = "fairs.own_applications"
    template_name = "fairs/own_applications.html"
    context_object_name = "applications"
    paginate_by = 25

    def get_queryset(self):
        return own_applications(self.request.user, self.request.partnership)


class ApplicationPage(SignedInFirstMixin, PartnershipPage):
    """A page about one application; 404 where the reader may not know of it."""

    @cached_property
    def application(self):
        readable = Application.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        joined = readable.select_related("fair__municipality", "organisation__municipality", "edited_by")
        return get_object_or_404(joined, pk=self.kwargs["application"])

    @cached_property
    def whole(self):
        """All parts of the application, as this reader may see them; asked for by the templates that show it."""
        return whole_of(self.application, self.request.user)

    def get_permission_object(self):
        return self.application

    def get_context_data(self, **kwargs):
        kwargs.update(application=self.application, fair=self.application.fair)
        return super().get_context_data(**kwargs)

    def get_success_url(self):
        return self.address("application_detail", application=self.application.pk)


class ApplicationDetailView(ApplicationPage, TemplateView):
    permission = "fairs.view_application"
    template_name = "fairs/application.html"

    @cached_property
    def may_edit(self):
        may = authorise(self.request.user, "fairs.edit_application", self.application)
        return bool(may) and bool(scope_of(self.application))

    @cached_property
    def missing(self):
        """What is missing, told while somebody may still give it."""
        is_before = self.application.state in BEFORE_SUBMITTING
        return missing_in(self.application) if is_before and self.may_edit else []

    def get_context_data(self, **kwargs):
        application = self.application
        may_withdraw = (
            application.state in APPLICATION_TRANSITIONS["withdraw"].sources
            and not application.fair.has_begun
            and authorise(self.request.user, "fairs.withdraw", application)
        )
        return super().get_context_data(
            may_withdraw=may_withdraw,
            decision=released_decision_on(application),
            asked=application.asked.all(),
            may_answer=authorise(self.request.user, "fairs.submit", application),
            has_code=has_code(application),
            stayed_away=application.pk in stayed_away([application]),
            **kwargs,
        )


class WithdrawView(ApplicationPage, ConfirmView):
    permission = "fairs.withdraw"
    title = _("Withdraw the application?")
    consequence = _("Your stand, if you have one, goes to somebody else. While the call is open you can apply again.")
    submit = _("Withdraw the application")
    success_message = _("The application is withdrawn.")

    def perform(self, form):
        return applications.withdraw_application(self.application, acting_user=self.request.user)
