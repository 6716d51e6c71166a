"""Products and services for machines: published ones of the whole country."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.response import Response

from enterprises.api.photos import PhotoSerializer, photo_row
from enterprises.filters import ProductFilter
from enterprises.models import Photo, Product

PLACES = {
    "organisation_slug": "organisation__slug",
    "organisation_name": "organisation__name",
    "partnership": "partnership__slug",
    "region": "partnership__region__slug",
    "municipality": "organisation__municipality__slug",
}
"""What stands in a row under another name than its column."""


class ProductRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    organisation = serializers.IntegerField()
    organisation_slug = serializers.SlugField()
    organisation_name = serializers.CharField()
    partnership = serializers.SlugField()
    region = serializers.SlugField()
    municipality = serializers.SlugField()
    kind = serializers.CharField()
    category = serializers.SlugField(allow_null=True)
    name = serializers.CharField()
    name_en = serializers.CharField()
    price = serializers.DecimalField(max_digits=9, decimal_places=2, allow_null=True, help_text="null: on request")
    unit = serializers.CharField()
    vat_note = serializers.CharField()
    minimum_order = serializers.DecimalField(max_digits=9, decimal_places=2, allow_null=True)
    season_months = serializers.ListField(child=serializers.IntegerField(), help_text="Empty: all year")
    area = serializers.ListField(
        child=serializers.SlugField(), help_text="Of services, slugs of municipalities; empty: the whole region"
    )
    is_organic = serializers.BooleanField()
    is_local = serializers.BooleanField()
    is_fair_trade = serializers.BooleanField()
    is_available = serializers.BooleanField()


class ProductDetailSerializer(ProductRowSerializer):
    description = serializers.CharField()
    description_en = serializers.CharField()
    updated_at = serializers.DateTimeField()
    photos = PhotoSerializer(many=True)


def _values(products, serializer):
    plain = [name for name in serializer().fields if name not in ("photos", *PLACES)]
    return products.values(*plain, *PLACES.values())


def _shaped(rows, serializer):
    columns = [(name, PLACES.get(name, name)) for name in serializer().fields if name != "photos"]
    return [{name: row[column] for name, column in columns} for row in rows]


@extend_schema(tags=["products"], responses=ProductRowSerializer(many=True))
class ProductList(ListAPIView):
    """Published products and services, the longest listed first; `q` keeps the thousand best matches of the words.

    Follow `next` for more.
    """

    permission = "enterprises.browse"
    serializer_class = ProductRowSerializer
    filterset_class = ProductFilter
    queryset = Product.objects.published()
    keyset = ("id",)

    def list(self, request, *args, **kwargs):
        products = self.filter_queryset(self.get_queryset())
        page = self.paginate_queryset(_values(products, self.serializer_class))
        return self.get_paginated_response(_shaped(page, self.serializer_class))


@extend_schema(tags=["products"], responses=ProductDetailSerializer)
class ProductDetail(GenericAPIView):
    """One published product or service with its photos."""

    permission = "enterprises.browse"
    serializer_class = ProductDetailSerializer
    queryset = Product.objects.published()
    filter_backends: list = []

    def get(self, request, pk):
        rows = _shaped(_values(self.get_queryset().filter(pk=pk), self.serializer_class), self.serializer_class)
        if not rows:
            raise Http404
        (row,) = rows
        photos = Photo.objects.filter(product=pk, is_published=True).select_related("organisation__partnership")
        return Response(row | {"photos": [photo_row(photo) for photo in photos]})
