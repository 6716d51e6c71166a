"""The directory of a partnership."""

from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView

from core.views import PolicyView
from enterprises.filters import OrganisationFilter
from enterprises.forms import DirectoryForm
from enterprises.models import Organisation
from enterprises.queries.directory import FACETS, facets


class DirectoryView(PolicyView, ListView):
    """The published organisations of the open partnership, by name or by how well they fit the words."""

    permission = "enterprises.browse"
    template_name = "enterprises/directory.html"
    context_object_name = "organisations"
    paginate_by = 25

    @cached_property
    def filter(self):
        partnership = self.request.partnership
        published = Organisation.objects.published().filter(partnership=partnership)
        # Within a partnership its region is known; the search needs it to look only there.
        chosen = self.request.GET.copy()
        chosen["region"] = partnership.region.slug
        return OrganisationFilter(chosen, queryset=published)

    def get_queryset(self):
        return self.filter.ranked().with_card_data()

    def get_context_data(self, **kwargs):
        counted = facets(self.filter.without, self.filter.chosen)
        dots = {choice.code: choice.count for choice in counted["municipality"]}
        return super().get_context_data(
            section="organisations",
            form=DirectoryForm(self.request.GET or None, facets=counted),
            chosen=self._chosen(counted),
            dots=dots,
            dot_addresses={slug: self._address_with(municipality=slug) for slug in dots},
            is_wide=self.filter.results.is_wide,
            **kwargs,
        )

    def _chosen(self, counted):
        """Return [(label, address without it)] of the filters that are set, the words first."""
        labels = {name: {choice.code: choice.label for choice in counted[name]} for name in FACETS}
        chosen = []
        for name in ("q", *FACETS):
            value = self.filter.chosen.get(name)
            if not value:
                continue
            text = _("“%(words)s”") % {"words": value} if name == "q" else labels[name].get(str(value).lower(), value)
            chosen.append((name, text, self._address_without(name)))
        return chosen

    def _address_without(self, name):
        return self._address_with(**{name: ""})

    def _address_with(self, **choice):
        """Return this page's address with other choices; an empty one leaves, and the pages begin anew."""
        query = {name: value for name, value in self.request.GET.items() if name != "page"} | choice
        query = {name: value for name, value in query.items() if value}
        return f"{self.request.path}?{urlencode(query)}" if query else self.request.path
