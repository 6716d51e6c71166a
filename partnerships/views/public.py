"""What everybody sees: the country, a region, and what the platform says about itself."""

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.ui.panels import dot_weights, home_figures, home_panels, region_panels
from core.views import PolicyView
from partnerships.models import Partner


class HomeView(PolicyView, TemplateView):
    permission = "partnerships.home"
    template_name = "partnerships/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            panels=home_panels.ask(),
            figures=home_figures.ask(),
            weights=merged(dot_weights.ask(None)),
            examples=[_("social grocery"), _("honey"), _("volunteers")],
            **kwargs,
        )


class RegionView(PolicyView, TemplateView):
    permission = "partnerships.view"
    template_name = "partnerships/region.html"

    def get_context_data(self, **kwargs):
        partnership = self.request.partnership
        return super().get_context_data(
            panels=region_panels.ask(partnership),
            partners=Partner.objects.filter(partnership=partnership, is_published=True),
            weights=merged(dot_weights.ask(partnership)),
            **kwargs,
        )


class StatementView(PolicyView, TemplateView):
    """A page of plain text about the platform."""

    permission = "partnerships.home"


def merged(weights):
    """Add up {municipality slug: weight} of several apps."""
    total = {}
    for part in weights:
        for slug, weight in part.items():
            total[slug] = total.get(slug, 0) + weight
    return total
