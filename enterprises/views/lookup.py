"""Finding the organisation that an address names, as far as the visitor may know of it."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from enterprises.models import Organisation


class OrganisationMixin:
    """`self.organisation` is the one in the address; 404 where the visitor may not know of it."""

    @cached_property
    def organisation(self):
        rows = Organisation.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        return get_object_or_404(rows.with_card_data(), slug=self.kwargs["organisation"])

    def get_permission_object(self):
        return self.organisation

    def get_context_data(self, **kwargs):
        # A TemplateView hands over the words of the address; the page needs the rows behind them.
        rows = {"organisation": self.organisation, "partnership": self.request.partnership}
        return super().get_context_data(**{**kwargs, **rows, "section": "organisations"})
