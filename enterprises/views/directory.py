"""The directory of a partnership."""

from django.urls import reverse

from core.search.finding import Scope
from core.search.views import FindingView


class DirectoryView(FindingView):
    """The search within one region: its organisations, or its products and facilities."""

    permission = "enterprises.browse"
    template_name = "enterprises/directory.html"

    def get_scope(self):
        region = self.request.partnership.region.slug
        return Scope(region=region, types=("organisation", "product", "facility"), default=("organisation",))

    def get_context_data(self, **kwargs):
        partnership = self.request.partnership
        dots = kwargs["results"].facets["municipality"]
        return super().get_context_data(
            section="organisations",
            dots=dots,
            dot_addresses={slug: self.address(municipality=(slug,)) for slug in dots},
            register_address=reverse("organisation_register", args=[partnership.slug]),
            **kwargs,
        )
