"""Fairs as everybody sees them."""

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView

from core.policy import authorise
from core.transitions import possible
from core.ui.sharing import data_block
from fairs.actions.visitors import can_be_asked_for
from fairs.filters import FairPageFilter
from fairs.models import Fair
from fairs.queries.authorisations import first_open
from fairs.queries.calendars import subscription_address
from fairs.queries.editions import drawing_of, hosts_of
from fairs.queries.exhibitors import exhibitors
from fairs.queries.linked_data import linked_data
from fairs.queries.regulations import shown_version
from fairs.states import FAIR_TRANSITIONS, PREPARED_STATES, FairState
from fairs.views.base import FairPage, PartnershipPage

SHOWN_AHEAD = 60


class FairListView(PartnershipPage, ListView):
    """The fairs of a partnership: those ahead first, cancelled or not, the past ones below in pages."""

    permission = "fairs.browse"
    template_name = "fairs/list.html"
    context_object_name = "past"
    paginate_by = 20

    @cached_property
    def filter(self):
        return FairPageFilter(
            self.request.GET,
            queryset=Fair.objects.filter(partnership=self.request.partnership).with_card_data(),
            region_id=self.request.partnership.region_id,
        )

    def get_queryset(self):
        return self.filter.qs.behind()

    def get_context_data(self, **kwargs):
        user, partnership = self.request.user, self.request.partnership
        planned = self.filter.qs.visible_to(user).filter(state__in=PREPARED_STATES)
        return super().get_context_data(
            filter=self.filter,
            upcoming=self.filter.qs.ahead()[:SHOWN_AHEAD],
            planned=planned.order_by("starts_on", "pk") if user.is_authenticated else (),
            may_organise=authorise(user, "fairs.organise", partnership),
            calendar_subscription=subscription_address(partnership),
            **kwargs,
        )


class FairDetailView(FairPage, TemplateView):
    """What, when and where a fair is, how to apply, and who takes part."""

    permission = "fairs.view"
    template_name = "fairs/detail.html"

    def get_context_data(self, **kwargs):
        user, partnership = self.request.user, self.request.partnership
        may_apply = any(
            authorise(user, *asked)
            for asked in (("fairs.open_form", partnership), ("fairs.apply_elsewhere", self.fair))
        )
        may_oversee = authorise(user, "fairs.oversee", self.fair)
        taking_part = exhibitors(self.fair)
        prefetch_related_objects([self.fair], "days")
        return super().get_context_data(
            participants=taking_part,
            has_plan=self.fair.stands.exists(),
            hosts=hosts_of(self.fair),
            days=list(self.fair.days.all()),
            drawing=drawing_of(self.fair),
            regulation=shown_version(self.fair),
            may_prepare=authorise(user, "fairs.prepare", self.fair),
            may_see_budget=user.is_authenticated and authorise(user, "fairs.view_budget", self.fair),
            data_block=data_block(linked_data(self.fair, taking_part)) if self.fair.is_published else "",
            steps=possible(self.fair, FAIR_TRANSITIONS, user),
            may_organise=authorise(user, "fairs.organise", self.fair),
            may_oversee=may_oversee,
            may_release=authorise(user, "fairs.release_all", self.fair),
            **self._authorisation(),
            may_oversee_reviews=authorise(user, "fairs.oversee_reviews", self.fair),
            criteria=self.fair.criteria.all(),
            may_attend=self.fair.shows_participants and authorise(user, "fairs.attend_day", self.fair),
            may_apply=may_apply,
            can_be_reminded=can_be_asked_for(self.fair),
            is_visitor=not (may_apply or may_oversee or authorise(user, "fairs.queue", partnership)),
            **kwargs,
        )

    def _authorisation(self):
        """Return how far the municipality is, for those who lead its authorisation."""
        may_see = authorise(self.request.user, "fairs.see_authorisation", self.fair)
        waits = may_see and self.fair.state == FairState.PLANNED
        return {"may_see_authorisation": may_see, "open_step": first_open(self.fair) if waits else None}
