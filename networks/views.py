"""Pages of networks. Every rule is in the actions and the policy."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView

from core.policy import authorise
from core.views import ActionFormView, PolicyView, SignedInFirstMixin
from enterprises.models import Organisation
from networks.actions import memberships, networks
from networks.forms import NetworkForm, ReasonForm
from networks.models import Network, NetworkMembership
from networks.queries import members


class NetworkListView(PolicyView, ListView):
    """The networks of a partnership."""

    permission = "networks.browse"
    template_name = "networks/list.html"
    context_object_name = "networks"
    paginate_by = 24
    extra_context = {"section": "networks"}

    def get_queryset(self):
        networks = Network.objects.published().filter(partnership=self.request.partnership)
        return networks.with_card_data().order_by("sort_key", "pk")

    def get_context_data(self, **kwargs):
        may_found = authorise(self.request.user, "networks.found", self.request.partnership)
        return super().get_context_data(may_found=may_found, **kwargs)


class NetworkPage(PolicyView):
    """A page about the network named in the address; 404 where the reader may not know of it."""

    extra_context = {"section": "networks"}

    @cached_property
    def network(self):
        readable = Network.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        return get_object_or_404(readable.select_related("theme", "partnership__region"), slug=self.kwargs["network"])

    def get_permission_object(self):
        return self.network

    def get_context_data(self, **kwargs):
        kwargs["network"] = self.network
        return super().get_context_data(**kwargs)

    def address(self, name):
        return reverse(name, kwargs={"partnership": self.request.partnership.slug, "network": self.network.slug})

    def get_success_url(self):
        return self.address("network_detail")


class NetworkDeskPage(SignedInFirstMixin, NetworkPage):
    """A page of those who do something with the network."""


class NetworkDetailView(NetworkPage, TemplateView):
    """What a network is for and who takes part."""

    permission = "networks.view"
    template_name = "networks/detail.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            members=members.public_members(self.network),
            own_organisations=members.own_organisations(user, self.network),
            may_steward=authorise(user, "networks.steward", self.network),
            **kwargs,
        )


class NetworkMembersView(NetworkDeskPage, TemplateView):
    """The members as their steward sees them."""

    permission = "networks.steward"
    template_name = "networks/members.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(members=members.all_members(self.network), **kwargs)


class NetworkCreateView(ActionFormView):
    """A steward founds a network."""

    permission = "networks.found"
    template_name = "networks/form.html"
    form_class = NetworkForm
    success_message = gettext_lazy("The network is founded and public. Organisations can join now.")
    extra_context = {"section": "networks"}

    def perform(self, form):
        return networks.found_network(self.request.partnership, acting_user=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return reverse(
            "network_detail", kwargs={"partnership": self.request.partnership.slug, "network": self.result.slug}
        )


class NetworkEditView(NetworkDeskPage, ActionFormView):
    permission = "networks.steward"
    template_name = "networks/form.html"
    form_class = NetworkForm
    success_message = gettext_lazy("The changes are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.network}

    def perform(self, form):
        return networks.update_network(self.network, acting_user=self.request.user, **form.cleaned_data)


class ConfirmView(ActionFormView):
    """A question before a deed: the words come from the subclass."""

    template_name = "networks/confirm.html"
    form_class = forms.Form
    title = consequence = submit = ""
    kind = "danger"

    def get_context_data(self, **kwargs):
        words = {"title": self.title, "consequence": self.consequence, "submit": self.submit, "kind": self.kind}
        return super().get_context_data(cancel=self.get_cancel_url(), **words, **kwargs)

    def get_cancel_url(self):
        return self.address("network_detail")


class NetworkCloseView(NetworkDeskPage, ConfirmView):
    permission = "networks.steward"
    title = gettext_lazy("Close the network?")
    consequence = gettext_lazy(
        "It leaves the public pages and the search. Its members stay on record, and you can open it again."
    )
    submit = gettext_lazy("Close the network")
    success_message = gettext_lazy("The network is closed.")

    def perform(self, form):
        return networks.close_network(self.network, acting_user=self.request.user)

    def get_success_url(self):
        return self.address("network_members")


class NetworkReopenView(NetworkDeskPage, ConfirmView):
    permission = "networks.steward"
    title = gettext_lazy("Open the network again?")
    consequence = gettext_lazy("It returns to the public pages with the members it had.")
    submit = gettext_lazy("Open the network")
    kind = "primary"
    success_message = gettext_lazy("The network is open again.")

    def perform(self, form):
        return networks.reopen_network(self.network, acting_user=self.request.user)


class MemberRemoveView(NetworkDeskPage, ConfirmView):
    """The steward takes an organisation out, with a reason."""

    permission = "networks.remove"
    form_class = ReasonForm
    consequence = gettext_lazy("Its managers get your reason by mail.")
    submit = gettext_lazy("Remove the organisation")
    success_message = gettext_lazy("The organisation is no longer a member. Its managers get your reason by mail.")

    @cached_property
    def membership(self):
        joined = NetworkMembership.objects.filter(network=self.network).select_related("organisation")
        return get_object_or_404(joined, pk=self.kwargs["membership"])

    def get_permission_object(self):
        return self.membership

    @property
    def title(self):
        return _("Remove “%(name)s” from the network?") % {"name": self.membership.organisation.title}

    def perform(self, form):
        return memberships.remove_member(
            self.membership, acting_user=self.request.user, reason=form.cleaned_data["reason"]
        )

    def get_cancel_url(self):
        return self.address("network_members")

    def get_success_url(self):
        return self.address("network_members")


class OrganisationConfirmView(NetworkDeskPage, ConfirmView):
    """A question about the network and one organisation of the reader."""

    @cached_property
    def organisation(self):
        readable = Organisation.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        return get_object_or_404(readable, slug=self.kwargs["organisation"])

    @property
    def names(self):
        return {"organisation": self.organisation.title, "network": self.network.title}


class NetworkJoinView(OrganisationConfirmView):
    permission = "networks.join"
    kind = "primary"
    consequence = gettext_lazy(
        "The organisation appears on the page of the network, and its steward gets a mail. You can leave at any time."
    )
    submit = gettext_lazy("Join the network")
    success_message = gettext_lazy("Your organisation is a member of the network now.")

    def get_permission_object(self):
        return self.organisation

    @property
    def title(self):
        return _("“%(organisation)s” joins the network “%(network)s”?") % self.names

    def perform(self, form):
        return memberships.join_network(self.network, self.organisation, acting_user=self.request.user)


class NetworkLeaveView(OrganisationConfirmView):
    permission = "networks.leave"
    consequence = gettext_lazy("The organisation disappears from the page of the network. You can join again later.")
    submit = gettext_lazy("Leave the network")
    success_message = gettext_lazy("Your organisation has left the network.")

    @cached_property
    def membership(self):
        joined = NetworkMembership.objects.joined().filter(network=self.network)
        return get_object_or_404(joined, organisation=self.organisation)

    def get_permission_object(self):
        return self.membership

    @property
    def title(self):
        return _("“%(organisation)s” leaves the network “%(network)s”?") % self.names

    def perform(self, form):
        return memberships.leave_network(self.membership, acting_user=self.request.user)
