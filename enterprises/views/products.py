"""Products and services: the page of one, and what its organisation's people do with them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.policy import authorise
from core.views import ActionFormView, ActionView, PolicyView, SignedInFirstMixin
from enterprises.actions import products as actions
from enterprises.forms import EditProductForm, EmptyForm, ProductForm
from enterprises.models import Product
from enterprises.queries.directory import places_of
from enterprises.queries.product_changes import was_removed
from enterprises.queries.product_structure import structured
from enterprises.queries.products import others_of, product_of
from enterprises.views.lookup import OrganisationMixin
from enterprises.views.registration import address


class ProductView(OrganisationMixin, PolicyView, TemplateView):
    """One product or service as everybody sees it."""

    permission = "enterprises.view"
    template_name = "enterprises/product.html"

    @cached_property
    def product(self):
        try:
            return product_of(self.organisation, self.kwargs["pk"])
        except Product.DoesNotExist as error:
            raise Http404 from error

    def get_context_data(self, **kwargs):
        area = places_of(self.product.area)
        return super().get_context_data(
            product=self.product,
            area=area,
            others=others_of(self.product),
            structured=structured(self.product, self.organisation, area),
            may_manage=authorise(self.request.user, "enterprises.manage_products", self.organisation),
            **kwargs,
        )


class ProductPageMixin(SignedInFirstMixin, OrganisationMixin):
    """What the pages share on which a product is kept."""

    permission = "enterprises.manage_products"

    @cached_property
    def product(self):
        return get_object_or_404(self.organisation.products.all(), pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organisation": self.organisation}

    def get_success_url(self):
        return address(self.organisation, "organisation_desk")

    def photos_url(self):
        """Return where the photos of the product at hand are kept."""
        organisation = self.organisation
        return reverse("product_photos", args=[organisation.partnership.slug, organisation.slug, self.result.pk])


class AddProductView(ProductPageMixin, ActionFormView):
    """A new product; its photos come next."""

    template_name = "enterprises/product_form.html"
    form_class = ProductForm

    def perform(self, form):
        return actions.add_product(self.organisation, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("%(name)s is listed. Now show it: add a photo.") % {"name": self.result}

    def get_success_url(self):
        return self.photos_url()


class EditProductView(ProductPageMixin, ActionFormView):
    """A product that is there. Whoever was overtaken by somebody else is told by whom, and what stands there now."""

    template_name = "enterprises/product_form.html"
    form_class = EditProductForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.product}

    def post(self, request, *args, **kwargs):
        is_there = self.organisation.products.filter(pk=kwargs["pk"]).exists()
        if not is_there and was_removed(request.partnership, kwargs["pk"]):
            return self._offer_anew()
        return super().post(request, *args, **kwargs)

    def perform(self, form):
        try:
            return actions.edit_product(self.product, acting_user=self.request.user, **form.cleaned_data)
        except actions.ChangedMeanwhile as overtaken:
            form.show_what_stands_now(overtaken.product, overtaken.differing)
            raise

    def get_context_data(self, **kwargs):
        if "product" not in kwargs:
            kwargs["product"] = self.product
        return super().get_context_data(**kwargs)

    def _offer_anew(self):
        """Show what was typed about a product that somebody has removed meanwhile: saving adds it anew."""
        form = ProductForm(self.request.POST, organisation=self.organisation)
        form.add_error(None, _("Somebody has removed this product meanwhile. Save again to add it anew."))
        names = [self.organisation.partnership.slug, self.organisation.slug]
        context = self.get_context_data(form=form, product=None, send_to=reverse("product_add", args=names))
        return self.render_to_response(context, status=422)

    def get_success_message(self):
        return _("Your changes are saved.")


class RemoveProductView(ProductPageMixin, ActionFormView):
    """Ask first: a removed product does not come back."""

    template_name = "enterprises/product_remove.html"
    form_class = EmptyForm

    def get_form_kwargs(self):
        return ActionFormView.get_form_kwargs(self)

    def perform(self, form):
        return actions.remove_product(self.product, acting_user=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(product=self.product, **kwargs)

    def get_success_message(self):
        return _("%(name)s is removed.") % {"name": self.product}


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
