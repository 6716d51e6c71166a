"""The short questionnaire after a fair: signed in, or by the link of the mail."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core.limits import TooManyRequests, count, too_many
from core.origin import origin_hash
from core.policy import SYSTEM
from core.tokens import digest_of
from core.views import ActionFormView
from fairs.actions.surveys import answer_survey
from fairs.forms.aftermath import SurveyForm
from fairs.models import SurveyAnswer
from fairs.queries.surveys import FEWEST_ANSWERS, answer_of, find_invitation
from fairs.views.applying import ApplicationPage
from fairs.views.base import PartnershipPage

MOST_MISSES = 30
MOST_ANSWERS = 60


class SurveyView(ActionFormView):
    """What both ways share: the form with the answer so far, and who may see it."""

    template_name = "fairs/aftermath/survey.html"
    form_class = SurveyForm
    success_message = _("Thank you. You can change your answer until the last day.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": answer_of(self.application) or SurveyAnswer()}

    def get_context_data(self, **kwargs):
        application = self.application
        return super().get_context_data(
            **{
                "application": application,
                "fair": application.fair,
                "invitation": application.survey_invitation,
                "is_open": application.survey_invitation.answer_until >= timezone.localdate(),
                "has_answered": answer_of(application) is not None,
                "fewest": FEWEST_ANSWERS,
                **kwargs,
            }
        )


class OwnSurveyView(ApplicationPage, SurveyView):
    """For the people of the organisation; for everybody else it is not there."""

    permission = "fairs.answer_survey"

    @cached_property
    def application(self):
        application = super().application
        if not hasattr(application, "survey_invitation"):
            raise Http404("Not asked")
        return application

    def perform(self, form):
        return answer_survey(self.application, acting_user=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.address("survey", application=self.application.pk)


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class SurveyLinkView(PartnershipPage, SurveyView):
    """For whoever holds the mail: no account is needed, and opening the link changes nothing.

    A forged post from another site would need the token, so none asks for a CSRF token.
    """

    permission = "fairs.open_survey_link"

    def dispatch(self, request, *args, **kwargs):
        response = self._answer(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    def _answer(self, request, *args, **kwargs):
        self.invitation = find_invitation(request.partnership, digest_of(kwargs["token"]))
        if self.invitation is not None:
            return super().dispatch(request, *args, **kwargs)
        if not count(f"surveys:missed:{origin_hash(request)}", MOST_MISSES):
            return too_many(request, TooManyRequests())
        return render(request, "fairs/aftermath/survey_gone.html", status=404)

    @property
    def application(self):
        return self.invitation.application

    def perform(self, form):
        if not count(f"surveys:answers:{origin_hash(self.request)}", MOST_ANSWERS):
            raise TooManyRequests
        return answer_survey(self.application, acting_user=SYSTEM, **form.cleaned_data)

    def get_success_url(self):
        return self.address("survey_link", token=self.kwargs["token"])
