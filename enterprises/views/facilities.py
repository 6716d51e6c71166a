"""Facilities: the public list, the page of one, and what its organisation's people do with it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView

from core.policy import authorise
from core.ui import qr
from core.ui.sharing import absolute
from core.views import ActionFormView, ActionView, PolicyView, SignedInFirstMixin
from enterprises.actions import facilities as actions
from enterprises.facility_filters import FacilityFilter
from enterprises.forms.facilities import FacilityFilterForm, FacilityForm
from enterprises.models import Facility
from enterprises.queries.board import posts_of
from enterprises.queries.board_posting import posting_of
from enterprises.queries.facilities import (
    coming_exceptions,
    facilities_of,
    place_counts,
    standing_now,
    week_of,
    with_hours,
)
from enterprises.views.lookup import OrganisationMixin


def on_paper(path):
    """Return what a printed page shows of itself: its address as a QR code and in letters."""
    address = absolute(path)
    return {"code": qr.qr_inline(address), "page_address": address}


class FacilityMixin:
    """`self.facility` is the one in the address; 404 where the visitor may not know of it."""

    @cached_property
    def facility(self):
        rows = Facility.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        return get_object_or_404(with_hours(rows.with_card_data()), slug=self.kwargs["facility"])

    @property
    def organisation(self):
        return self.facility.organisation

    def get_permission_object(self):
        return self.facility

    def get_context_data(self, **kwargs):
        rows = {"facility": self.facility, "organisation": self.organisation, "partnership": self.request.partnership}
        return super().get_context_data(**{**kwargs, **rows, "section": "facilities"})


class KeepFacilityMixin(SignedInFirstMixin, FacilityMixin):
    """What the pages share on which a facility is kept."""

    permission = "enterprises.manage_facilities"

    def get_permission_object(self):
        return self.organisation

    def address(self, route, **kwargs):
        """Return the address of a page of this facility."""
        facility = self.facility
        return reverse(route, kwargs={"partnership": facility.partnership.slug, "facility": facility.slug, **kwargs})

    def kept_at(self):
        """Return where the organisation's people see all of their facilities."""
        organisation = self.organisation
        return reverse("facility_keep", args=[self.request.partnership.slug, organisation.slug])

    def get_success_url(self):
        return self.kept_at()


class FacilityListView(PolicyView, ListView):
    """The public facilities of the open partnership by name, each with whether it is open."""

    permission = "enterprises.browse"
    template_name = "enterprises/facilities.html"
    context_object_name = "facilities"
    paginate_by = 25

    @cached_property
    def published(self):
        return Facility.objects.published().filter(partnership=self.request.partnership)

    def get_queryset(self):
        return with_hours(FacilityFilter(self.request.GET, queryset=self.published).qs.with_card_data())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(section="facilities", **kwargs)
        places = place_counts(self.published)
        form = FacilityFilterForm(self.request.GET or None, places=list(places))
        chosen = [name for name in form.fields if form[name].value()]
        rows = [(facility, *standing_now(facility)) for facility in context["facilities"]]
        dots = {place.slug: number for place, number in places.items()}
        addresses = {slug: f"{self.request.path}?municipality={slug}" for slug in dots}
        posting = posting_of(self.request.user, self.request.partnership)
        context |= {"dots": dots, "dot_addresses": addresses, "posting": posting}
        return {**context, "form": form, "chosen": chosen, "rows": rows}


class FacilityView(FacilityMixin, PolicyView, TemplateView):
    """One facility as everybody sees it."""

    permission = "enterprises.view_facility"
    template_name = "enterprises/facility.html"

    def get_context_data(self, **kwargs):
        facility = self.facility
        is_open, standing = standing_now(facility)
        return super().get_context_data(
            is_open=is_open,
            standing=standing,
            week=week_of(facility),
            exceptions=coming_exceptions(facility),
            posts=posts_of(facility),
            dots={facility.municipality.slug: 1},
            **on_paper(facility.get_absolute_url()),
            may_manage=authorise(self.request.user, "enterprises.manage_facilities", facility.organisation),
            **kwargs,
        )


class KeepFacilitiesView(SignedInFirstMixin, OrganisationMixin, PolicyView, TemplateView):
    """All facilities of an organisation, and what can be done with each."""

    permission = "enterprises.manage_facilities"
    template_name = "enterprises/facility_keep.html"

    def get_context_data(self, **kwargs):
        kept = [(facility, *standing_now(facility)) for facility in facilities_of(self.organisation)]
        return super().get_context_data(kept=kept, **kwargs)


class AddFacilityView(SignedInFirstMixin, OrganisationMixin, ActionFormView):
    """A new facility; its hours come next."""

    permission = "enterprises.manage_facilities"
    template_name = "enterprises/facility_form.html"
    form_class = FacilityForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organisation": self.organisation}

    def get_initial(self):
        organisation = self.organisation
        return {
            "municipality": organisation.municipality,
            "address": organisation.address,
            "postcode": organisation.postcode,
        }

    def perform(self, form):
        return actions.add_facility(self.organisation, acting_user=self.request.user, **form.data_for_action())

    def get_success_message(self):
        return _("%(name)s is there. Now say when it is open.") % {"name": self.result}

    def get_success_url(self):
        return reverse("facility_hours", args=[self.request.partnership.slug, self.result.slug])


class EditFacilityView(KeepFacilityMixin, ActionFormView):
    template_name = "enterprises/facility_form.html"
    form_class = FacilityForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organisation": self.organisation, "instance": self.facility}

    def perform(self, form):
        return actions.edit_facility(self.facility, acting_user=self.request.user, **form.data_for_action())

    def get_success_message(self):
        return _("Your changes are saved.")


class HideFacilityView(KeepFacilityMixin, ActionView):
    def perform(self):
        return actions.hide_facility(self.facility, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(name)s no longer stands on the public pages, nor does its board.") % {"name": self.result}


class ShowFacilityView(KeepFacilityMixin, ActionView):
    def perform(self):
        return actions.show_facility(self.facility, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(name)s stands on the public pages again.") % {"name": self.result}
