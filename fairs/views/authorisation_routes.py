"""The route by which a municipality authorises fairs: kept by its officers and the coordinator, one body at a time."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from core.views import ActionFormView, ActionView
from fairs.actions import authorisation_bodies as actions
from fairs.actions.authorisation_routes import route_of, set_route
from fairs.forms.authorisations import RouteBodyForm
from fairs.models import AuthorisationRoute
from fairs.models.authorisations import Body
from fairs.queries.authorisations import municipalities_of
from fairs.views.base import ConfirmView, PartnershipPage
from partnerships.models import Municipality


class RouteListView(PartnershipPage, ListView):
    """The municipalities whose routes the reader keeps."""

    permission = "fairs.see_authorisation_routes"
    template_name = "fairs/authorisations/routes.html"
    context_object_name = "municipalities"
    paginate_by = 30

    def get_queryset(self):
        return municipalities_of(self.request.user, self.request.partnership)


class RoutePage(PartnershipPage):
    """A page about the route of the municipality named in the address, for those who keep it."""

    permission = "fairs.set_authorisation_route"

    @cached_property
    def municipality(self):
        places = Municipality.objects.filter(region=self.request.partnership.region_id)
        return get_object_or_404(places, slug=self.kwargs["municipality"])

    def get_permission_object(self):
        return AuthorisationRoute(partnership=self.request.partnership, municipality=self.municipality)

    def get_success_url(self):
        return self.address("authorisation_route", municipality=self.municipality.slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"municipality": self.municipality, "back": self.get_success_url()})


class RouteView(RoutePage, TemplateView):
    """The bodies in the order in which they are asked; those of the law until they are adapted."""

    template_name = "fairs/authorisations/route.html"

    def get_context_data(self, **kwargs):
        steps = route_of(self.request.partnership, self.municipality)
        return super().get_context_data(steps=steps, is_own=steps[0].pk is not None, **kwargs)


class RouteAdoptView(RoutePage, ActionView):
    """Keep the steps of the law as the municipality's own."""

    success_message = _("You can change the bodies now.")

    def perform(self):
        return actions.adopt_route(self.request.partnership, self.municipality, acting_user=self.request.user)


class RouteResetView(RoutePage, ConfirmView):
    title = _("Ask the bodies of the law again?")
    consequence = _("What you have set for this municipality is given up. Chains that have started stay as they are.")
    submit = _("Ask the bodies of the law")
    success_message = _("The bodies of the law are asked again.")

    def perform(self, form):
        return set_route(self.request.partnership, self.municipality, [], acting_user=self.request.user)


class BodyFormPage(RoutePage, ActionFormView):
    template_name = "fairs/authorisations/route_form.html"
    form_class = RouteBodyForm
    title = ""

    def get_form_kwargs(self):
        place = {"partnership": self.request.partnership, "municipality": self.municipality}
        return {**super().get_form_kwargs(), **place}

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, **kwargs)


class BodyAddView(BodyFormPage):
    title = _("Add a body")
    success_message = _("The body is asked before the council.")

    def get_initial(self):
        return {**super().get_initial(), "body": Body.OTHER}

    def perform(self, form):
        return actions.add_body(
            self.request.partnership, self.municipality, acting_user=self.request.user, **form.cleaned_data
        )


class BodyPage(RoutePage):
    """A page about one step of the municipality's own route."""

    @cached_property
    def step(self):
        own = AuthorisationRoute.objects.filter(partnership=self.request.partnership, municipality=self.municipality)
        return get_object_or_404(own.select_related("partnership", "municipality"), pk=self.kwargs["step"])


class BodyEditView(BodyPage, BodyFormPage):
    title = _("Edit the body")
    success_message = _("The changes are saved. They hold for fairs that ask from now on.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.step}

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, **kwargs)

    def perform(self, form):
        return actions.change_body(self.step, acting_user=self.request.user, **form.cleaned_data)


class BodyMoveView(BodyPage, ActionView):
    """One place up or down, by a button."""

    def perform(self):
        return actions.move_body(self.step, acting_user=self.request.user, up=self.kwargs["direction"] == "up")


class BodyRemoveView(BodyPage, ConfirmView):
    title = _("Ask this body no more?")
    submit = _("Ask it no more")
    success_message = _("The body is no longer asked.")

    @property
    def consequence(self):
        return _("Fairs that ask from now on go without: %(body)s. Chains that have started stay as they are.") % {
            "body": self.step.name
        }

    def perform(self, form):
        return actions.remove_body(self.step, acting_user=self.request.user)
