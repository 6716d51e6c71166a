"""What people read about products and services: categories in their groups, the season and the price in words."""

from django.db.models import Case, Prefetch, When
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from enterprises.models import Photo, Product, ProductCategory
from enterprises.queries.units import unit_in_words

PROOFS = ("organic_proof__control_body", "fair_trade_proof__control_body")
"""What the marks of a product are read from: join it for many."""


def category_groups():
    """Return [(top ProductCategory, [its children])] in the order of the vocabulary."""
    categories = list(ProductCategory.objects.all())
    children = {}
    for category in categories:
        children.setdefault(category.parent_id, []).append(category)
    return [(top, children.get(top.pk, [])) for top in children.get(None, [])]


def price_in_words(product):
    """Return what a product costs, with its unit; "on request" without a price."""
    if product.price is None:
        return _("On request")
    price = number_format(product.price, 2, use_l10n=True, force_grouping=True)
    return f"{price} € / {unit_in_words(product.unit)}" if product.unit else f"{price} €"


def others_of(product, number=4):
    """Return some other listed products of the same organisation, those of its category first, each with `photo`."""
    listed = Product.objects.listed().filter(organisation=product.organisation_id).exclude(pk=product.pk)
    alike = Case(When(category=product.category_id, then=0), default=1)
    others = list(listed.select_related("category", *PROOFS).order_by(alike, "name", "pk")[:number])
    photos = Photo.objects.filter(product__in=others).select_related("organisation__partnership")
    first = {photo.product_id: photo for photo in photos.order_by("-position", "-pk")}
    for other in others:
        other.photo = first.get(other.pk)
    return others


def product_of(organisation, pk):
    """Return a listed product of an organisation with all that its page shows. Raises Product.DoesNotExist."""
    products = Product.objects.listed().filter(organisation=organisation)
    joined = products.select_related("category__parent", *PROOFS)
    return joined.prefetch_related(Prefetch("photos", Photo.objects.select_related("organisation__partnership"))).get(
        pk=pk
    )
