"""Products and services: listed, changed, hidden and shown."""

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from core.api.pagination import KeysetPagination
from core.api.preconditions import require_match, tag_of
from enterprises.actions import products as actions
from enterprises.api.own.base import OwnView
from enterprises.api.own.representations import OwnProductSerializer, product_row
from enterprises.api.own.requests import NewProduct, ProductChange
from enterprises.models import Photo, Product

TAGS = ["own products"]


def with_photos(products):
    """Read products with all that a row of them shows."""
    photos = Photo.objects.select_related("organisation__partnership")
    return products.prefetch_related(Prefetch("photos", photos))


def answer(product, status=200):
    """Return the answer with a product and the tag of its present state."""
    row = product_row(with_photos(Product.objects).get(pk=product.pk))
    return Response(row, status=status, headers={"ETag": tag_of(row)})


class OwnProducts(OwnView):
    permissions = {"GET": "enterprises.follow", "POST": "enterprises.manage_products"}
    keyset = ("name", "pk")

    @extend_schema(tags=TAGS, responses=OwnProductSerializer(many=True), operation_id="own_products_list")
    def get(self, request, *args, **kwargs):
        """All products and services by name, hidden ones included. Follow `next` for more."""
        pages = KeysetPagination()
        products = pages.paginate_queryset(with_photos(self.organisation.products), request, view=self)
        return pages.get_paginated_response([product_row(product) for product in products])

    @extend_schema(tags=TAGS, request=NewProduct, responses={201: OwnProductSerializer})
    def post(self, request, *args, **kwargs):
        """List a new product or service; it stands on the public page at once."""
        data = self.shaped(NewProduct)
        return answer(actions.add_product(self.organisation, acting_user=request.user, **data), status=201)


class OwnProduct(OwnView):
    permissions = {"GET": "enterprises.follow", "PATCH": "enterprises.manage_products"}

    @extend_schema(tags=TAGS, responses=OwnProductSerializer)
    def get(self, request, *args, **kwargs):
        """One product or service."""
        return answer(self.found(self.organisation.products))

    @extend_schema(tags=TAGS, request=ProductChange, responses=OwnProductSerializer)
    def patch(self, request, *args, **kwargs):
        """Change what is named in the body. With `If-Match` the change is refused (412) when somebody was faster."""
        product = self.found(self.organisation.products)
        data = self.shaped(ProductChange, partial=True)
        row = actions.locked(product, request.user)
        require_match(request, product_row(with_photos(Product.objects).get(pk=row.pk)))
        return answer(actions.edit_product(row, acting_user=request.user, **data))


class HideProduct(OwnView):
    permissions = {"POST": "enterprises.manage_products"}

    @extend_schema(tags=TAGS, request=None, responses=OwnProductSerializer)
    def post(self, request, *args, **kwargs):
        """Take it off the public page."""
        return answer(actions.hide_product(self.found(self.organisation.products), acting_user=request.user))


class ShowProduct(OwnView):
    permissions = {"POST": "enterprises.manage_products"}

    @extend_schema(tags=TAGS, request=None, responses=OwnProductSerializer)
    def post(self, request, *args, **kwargs):
        """Put it back on the public page."""
        return answer(actions.show_product(self.found(self.organisation.products), acting_user=request.user))
