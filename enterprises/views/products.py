"""The products of an organisation, kept by its own people."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.views import ActionFormView, ActionView, SignedInFirstMixin
from enterprises.actions import products as actions
from enterprises.forms import ProductForm
from enterprises.views.lookup import OrganisationMixin
from enterprises.views.registration import address


class ProductPageMixin(SignedInFirstMixin, OrganisationMixin):
    """What the pages about a product share."""

    permission = "enterprises.manage_products"

    @cached_property
    def product(self):
        return get_object_or_404(self.organisation.products.all(), pk=self.kwargs["pk"])

    def get_success_url(self):
        return address(self.organisation, "organisation_desk")


class AddProductView(ProductPageMixin, ActionFormView):
    template_name = "enterprises/product.html"
    form_class = ProductForm

    def perform(self, form):
        return actions.add_product(self.organisation, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("%(name)s is listed.") % {"name": self.result}


class EditProductView(ProductPageMixin, ActionFormView):
    template_name = "enterprises/product.html"
    form_class = ProductForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.product}

    def perform(self, form):
        return actions.edit_product(self.product, acting_user=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(product=self.product, **kwargs)

    def get_success_message(self):
        return _("Your changes are saved.")


class HideProductView(ProductPageMixin, ActionView):
    def perform(self):
        return actions.hide_product(self.product, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(name)s no longer stands on the public page.") % {"name": self.result}


class ShowProductView(ProductPageMixin, ActionView):
    def perform(self):
        return actions.show_product(self.product, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(name)s stands on the public page again.") % {"name": self.result}
