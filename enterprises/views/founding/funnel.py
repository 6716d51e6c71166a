"""What coordinators see: how many projects stand where, and which stand still."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import ListView

from core.views import PolicyView, SignedInFirstMixin
from enterprises.forms.founding import FunnelForm
from enterprises.models import FoundingProject
from enterprises.queries.founding import funnel
from enterprises.queries.founding.projects import STANDS_STILL, with_since
from enterprises.states import FOUNDING_OPEN


class FunnelView(SignedInFirstMixin, PolicyView, ListView):
    """The figures above, the list below; filters narrow the list."""

    permission = "enterprises.oversee_founding"
    template_name = "enterprises/founding/funnel.html"
    context_object_name = "projects"
    paginate_by = 25

    @cached_property
    def form(self):
        form = FunnelForm(self.request.GET, partnership=self.request.partnership)
        form.is_valid()
        return form

    @cached_property
    def chosen(self):
        """What was asked; what can't be right is left out."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def get_queryset(self):
        projects = FoundingProject.objects.filter(partnership=self.request.partnership)
        chosen = dict(self.chosen)
        if chosen.pop("still", False):
            before = timezone.now() - STANDS_STILL
            projects = projects.filter(state__in=FOUNDING_OPEN, last_event_at__lt=before)
        projects = with_since(projects.filter(**chosen))
        return projects.select_related("municipality", "legal_form", "partnership__region").order_by(
            "-last_event_at", "-pk"
        )

    def get_context_data(self, **kwargs):
        partnership = self.request.partnership
        return super().get_context_data(
            section="organisations",
            form=self.form,
            chosen=self.chosen,
            levels=funnel.levels(partnership),
            by_form=funnel.by_form(partnership),
            by_municipality=funnel.by_municipality(partnership),
            quiet_before=timezone.now() - STANDS_STILL,
            open_states=FOUNDING_OPEN,
            **kwargs,
        )
