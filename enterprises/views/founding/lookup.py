"""Finding the project that an address names, as far as the visitor may know of it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from core.policy import authorise
from core.views import ActionFormView, SignedInFirstMixin
from enterprises.forms import EmptyForm
from enterprises.models import FoundingProject
from enterprises.queries.founding.projects import whole


class ProjectMixin(SignedInFirstMixin):
    """`self.project` is the one in the address; 404 where the visitor may not know of it."""

    route = "founding_detail"
    """Where an action leads back to."""

    @cached_property
    def project(self):
        known = FoundingProject.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        return get_object_or_404(whole().filter(pk__in=known.values("pk")), pk=self.kwargs["project"])

    def get_permission_object(self):
        return self.project

    def address(self, route, *args):
        """Return the address of one of the project's pages."""
        return reverse(route, args=[self.request.partnership.slug, self.project.pk, *args])

    def get_success_url(self):
        return self.address(self.route)

    def may(self, name):
        """Tell whether the visitor may do this to the project."""
        return bool(authorise(self.request.user, f"enterprises.{name}", self.project))

    def get_context_data(self, **kwargs):
        # A TemplateView hands over the words of the address; the page needs the row behind them.
        rows = {"project": self.project, "section": "organisations"}
        rights = {
            "may_work": self.may("work_on_founding"),
            "may_lead": self.may("lead_founding"),
            "may_staff": self.may("staff_founding"),
            "may_follow": self.may("follow_founding"),
            "is_team": self.may("leave_founding"),
        }
        return super().get_context_data(**{**kwargs, **rows, **rights})


class ConfirmView(ProjectMixin, ActionFormView):
    """Ask first, on a page of its own, then act."""

    template_name = "enterprises/founding/confirm.html"
    form_class = EmptyForm
    question = ""
    explanation = ""
    submit = ""
    kind = "danger"

    def get_question(self):
        return self.question

    def get_explanation(self):
        return self.explanation

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            question=self.get_question(),
            explanation=self.get_explanation(),
            submit=self.submit,
            kind=self.kind,
            back=self.address(self.route),
            **kwargs,
        )
