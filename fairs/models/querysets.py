from django.db import models
from django.db.models import Q
from django.utils import timezone

from fairs.policy.roles import OFFICERS, PEOPLE
from fairs.states import ACCEPTED_STATES, OVER_STATES, WAITING_STATES, ApplicationState, FairState, ReviewState
from partnerships.roles import held_by
from partnerships.states import Role

STAFF = (Role.COORDINATOR, Role.EDITOR, Role.OBSERVER)


class SeriesQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Return what the actor may read: announced series, and those in preparation where they are of the staff."""
        visible = Q(is_published=True)
        for assignment in held_by(actor):
            if assignment.role in STAFF:
                visible |= Q(partnership=assignment.partnership_id)
        return self.filter(visible)


class FairQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def visible_to(self, actor):
        """Return what the actor may read: announced fairs, and those in preparation where they work."""
        visible = Q(is_published=True)
        for assignment in held_by(actor):
            if assignment.role in STAFF:
                visible |= Q(partnership=assignment.partnership_id)
            if assignment.role in OFFICERS:
                visible |= Q(partnership=assignment.partnership_id, municipality=assignment.municipality_id)
        return self.filter(visible)

    def upcoming(self):
        """Return published fairs that are not over, soonest first."""
        return (
            self.published()
            .filter(ends_on__gte=timezone.localdate())
            .exclude(state__in=OVER_STATES)
            .order_by("starts_on", "pk")
        )

    def past(self):
        """Return published fairs that are over or were cancelled, the latest first."""
        over = Q(ends_on__lt=timezone.localdate()) | Q(state__in=OVER_STATES)
        return self.published().filter(over).order_by("-starts_on", "-pk")

    def ahead(self):
        """Return published fairs whose days are not past, the cancelled ones too, soonest first."""
        return self.published().filter(self._days_remain()).order_by("starts_on", "pk")

    def behind(self):
        """Return the other published fairs, the latest first."""
        return self.published().exclude(self._days_remain()).order_by("-starts_on", "-pk")

    def taking_applications(self):
        """Return fairs whose call is open today, soonest deadline first."""
        return self.filter(state=FairState.CALL_OPEN, apply_by__gte=timezone.localdate()).order_by("apply_by", "pk")

    def with_card_data(self):
        return self.select_related("municipality", "partnership__region", "series")

    def _days_remain(self):
        return Q(ends_on__gte=timezone.localdate()) & ~Q(state=FairState.CLOSED)


class ApplicationQuerySet(models.QuerySet):
    def waiting(self):
        """Return those of which nobody outside knows a decision."""
        return self.filter(state__in=WAITING_STATES)

    def handed_in(self):
        """Return those that were ever submitted: a draft is its organisation's own affair."""
        return self.exclude(state=ApplicationState.DRAFT)

    def approved(self):
        """Return those that may take part, confirmed or not yet."""
        return self.filter(state__in=ACCEPTED_STATES)

    def visible_to(self, actor):
        """Return what the actor may read: all of own organisations, and what was handed in to an overseen place.

        Whoever has declared a conflict of interest about an application sees nothing more of it.
        """
        visible, handed_in = Q(pk__in=[]), ~Q(state=ApplicationState.DRAFT) & self._without_conflict(actor)
        for assignment in held_by(actor):
            place = Q(partnership=assignment.partnership_id)
            if assignment.role in STAFF:
                visible |= place & handed_in
            if assignment.role in OFFICERS:
                visible |= place & handed_in & Q(fair__municipality=assignment.municipality_id)
            if assignment.role in PEOPLE:
                visible |= Q(organisation=assignment.subject_id)
        return self.filter(visible)

    def free_of_conflict(self, actor):
        """Return those about which the actor has declared no conflict of interest."""
        return self.filter(self._without_conflict(actor))

    def of_others(self, actor):
        """Return those of organisations in which the actor has no part."""
        own = [assignment.subject_id for assignment in held_by(actor) if assignment.role in PEOPLE]
        return self.exclude(organisation__in=own)

    def for_municipalities(self, municipality_ids):
        return self.filter(fair__municipality__in=municipality_ids)

    def by_deadline(self):
        """Order as an officer works: the oldest deadline first, then first come, first served."""
        return self.order_by("fair__apply_by", "submitted_at", "pk")

    def _without_conflict(self, actor):
        declared = self.model._default_manager.filter(
            reviews__reviewer=actor.pk, reviews__state=ReviewState.CONFLICTED
        )
        return ~Q(pk__in=declared.values("pk"))
