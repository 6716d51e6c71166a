"""The page on which the decisions on a fair become known."""

from django.utils.translation import gettext_lazy as _

from core.views import ActionFormView
from fairs.actions.releasing import release_decisions
from fairs.forms.decisions import ReleaseForm
from fairs.queries.decisions import readiness, stands_of
from fairs.states import FairState
from fairs.views.base import FairDeskPage


class ReleaseView(FairDeskPage, ActionFormView):
    """Tell what will happen, take the papers of the decision, then release all of them together."""

    permission = "fairs.release_all"
    template_name = "fairs/release.html"
    form_class = ReleaseForm
    success_message = _("The decisions are released. Each organisation gets its mail within the next minutes.")

    def get_context_data(self, **kwargs):
        is_open = self.fair.state == FairState.UNDER_REVIEW
        return super().get_context_data(
            readiness=readiness(self.fair), stands=stands_of(self.fair), is_open=is_open, **kwargs
        )

    def perform(self, form):
        return release_decisions(self.fair, acting_user=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.address("fair_dossiers", fair=self.fair.slug)
