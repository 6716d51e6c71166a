"""Whom an applicant would like to stand beside: found by name, asked for, taken back."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.views import ActionView
from enterprises.models import Organisation
from fairs.actions import neighbours
from fairs.queries.neighbours import found_neighbours
from fairs.queries.scopes import scope_of
from fairs.views.applying import ApplicationPage


class NeighboursView(ApplicationPage, TemplateView):
    """The wishes of an application, with a search for more."""

    permission = "fairs.edit_application"
    template_name = "fairs/draft/neighbours.html"

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("name", "").strip()[:100]
        return super().get_context_data(
            words=words,
            found=found_neighbours(self.application, words),
            wishes=self.application.neighbour_wishes.select_related("organisation__municipality"),
            most=neighbours.MOST_WISHES,
            may_change=scope_of(self.application).is_whole,
            **kwargs,
        )


class NeighbourDeed(ApplicationPage, ActionView):
    permission = "fairs.edit_application"

    def get_success_url(self):
        return self.address("application_neighbours", application=self.application.pk)


class WishView(NeighbourDeed):
    success_message = _("It counts if they ask for you, too.")

    def perform(self):
        organisation = get_object_or_404(Organisation.objects.published(), pk=self.kwargs["organisation"])
        return neighbours.wish_neighbour(self.application, organisation, acting_user=self.request.user)


class DropView(NeighbourDeed):
    success_message = _("The wish is taken back.")

    def perform(self):
        return neighbours.drop_neighbour(self.application, self.kwargs["organisation"], acting_user=self.request.user)
