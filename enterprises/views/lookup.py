"""Finding the organisation that an address names, as far as the visitor may know of it."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from enterprises.models import Organisation
from enterprises.queries.moved import successor_of


class Moved(HttpResponsePermanentRedirect):
    """What is here is at another address for good; a form is sent there once more."""

    status_code = 308


class OrganisationMixin:
    """`self.organisation` is the one in the address; 404 where the visitor may not know of it.

    An address from before a merge, or of a former name, leads to the same page of where the organisation is now.
    """

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            if address := self._present_address():
                return (HttpResponsePermanentRedirect if request.method in ("GET", "HEAD") else Moved)(address)
            raise

    def _present_address(self):
        present = successor_of(self.request.partnership, self.kwargs["organisation"], self.request.user)
        if present is None:
            return None
        match = self.request.resolver_match
        address = reverse(match.view_name, kwargs={**match.kwargs, "organisation": present.slug})
        query = self.request.META.get("QUERY_STRING")
        return f"{address}?{query}" if query else address

    @cached_property
    def organisation(self):
        rows = Organisation.objects.filter(partnership=self.request.partnership, merged_into=None)
        rows = rows.visible_to(self.request.user)
        return get_object_or_404(rows.with_card_data(), slug=self.kwargs["organisation"])

    def get_permission_object(self):
        return self.organisation

    def get_context_data(self, **kwargs):
        # A TemplateView hands over the words of the address; the page needs the rows behind them.
        rows = {"organisation": self.organisation, "partnership": self.request.partnership}
        return super().get_context_data(**{**kwargs, **rows, "section": "organisations"})
