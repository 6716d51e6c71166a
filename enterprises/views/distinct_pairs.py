"""Pairs that look alike and are not the same: told apart, listed, suggested again."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView

from core.views import ActionView, PolicyView
from enterprises.actions import distinct_pairs as actions
from enterprises.models import Organisation
from enterprises.queries import distinct_pairs as queries


class DistinctPairListView(PolicyView, ListView):
    """What was told apart, with the way back."""

    permission = "enterprises.decide"
    template_name = "enterprises/distinct_pairs.html"
    context_object_name = "pairs"
    paginate_by = 25

    def get_queryset(self):
        return queries.distinct_pairs(self.request.partnership)


class PairMixin:
    """`self.pair` are the two organisations in the address."""

    permission = "enterprises.decide"

    @cached_property
    def pair(self):
        rows = Organisation.objects.filter(partnership=self.request.partnership).select_related("partnership")
        return tuple(get_object_or_404(rows, pk=self.kwargs[name]) for name in ("kept", "gone"))

    def in_words(self, sentence):
        """Return a sentence about `one` and `other`."""
        return sentence % {"one": self.pair[0], "other": self.pair[1]}


class TellApartView(PairMixin, ActionView):
    """These are two different ones: back to the decision they stood beside, else to the suggestions."""

    def perform(self):
        return actions.tell_apart(*self.pair, acting_user=self.request.user)

    def get_success_message(self):
        return self.in_words(
            _("%(one)s and %(other)s are two different ones. You find them under “Told apart”, should it be wrong.")
        )

    def get_success_url(self):
        slug = self.request.partnership.slug
        for organisation in self.pair:
            if organisation.state == Organisation.State.SUBMITTED:
                return reverse("registration_decide", args=[slug, organisation.pk])
        return reverse("duplicate_list", args=[slug])


class ReconsiderPairView(PairMixin, ActionView):
    """They may be the same after all."""

    def perform(self):
        return actions.reconsider(*self.pair, acting_user=self.request.user)

    def get_success_message(self):
        return self.in_words(_("%(one)s and %(other)s are suggested again, as long as they look alike."))

    def get_success_url(self):
        return reverse("distinct_pair_list", args=[self.request.partnership.slug])
