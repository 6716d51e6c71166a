"""Organisations for machines: published ones of the whole country, read as plain rows."""

from django.db.models import BooleanField, Case, Value, When
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.response import Response

from enterprises.api import serializers
from enterprises.api.photos import photo_row
from enterprises.filters import OrganisationFilter
from enterprises.models import ContactPerson, Organisation, OrganisationAlias, Photo, Product

MOST_PRODUCTS = 100

IS_CLAIMED = Case(
    When(state=Organisation.State.UNCLAIMED, then=Value(False)), default=Value(True), output_field=BooleanField()
)
SLUGS = {
    "partnership": "partnership__slug",
    "region": "partnership__region__slug",
    "municipality": "municipality__slug",
}
"""What stands in a row as the slug of another row."""


BELONGING = ("contacts", "photos", "products")
"""What is its own statement each."""


def _values(organisations, serializer, *extra):
    """Read the plain columns of the serializer, and no more."""
    plain = [name for name in serializer().fields if name not in ("is_claimed", *BELONGING, *SLUGS)]
    return organisations.values(*plain, *SLUGS.values(), *extra, is_claimed=IS_CLAIMED)


def _shaped(rows, serializer):
    columns = [(name, SLUGS.get(name, name)) for name in serializer().fields if name not in BELONGING]
    return [{name: row[column] for name, column in columns} for row in rows]


@extend_schema(tags=["organisations"], responses=serializers.OrganisationRowSerializer(many=True))
class OrganisationList(ListAPIView):
    """Published organisations in the order of their names.

    `region`, `municipality`, `kind`, `legal_form`, `target_group` and `organic` narrow the list, `q` keeps
    the thousand best matches of the words. Follow `next` for more.
    """

    permission = "enterprises.browse"
    serializer_class = serializers.OrganisationRowSerializer
    filterset_class = OrganisationFilter
    queryset = Organisation.objects.published()
    keyset = ("sort_key", "id")

    def list(self, request, *args, **kwargs):
        organisations = self.filter_queryset(self.get_queryset())
        page = self.paginate_queryset(_values(organisations, self.serializer_class, "sort_key"))
        return self.get_paginated_response(_shaped(page, self.serializer_class))


@extend_schema(tags=["organisations"], responses=serializers.OrganisationSerializer)
class OrganisationDetail(GenericAPIView):
    """One published organisation with the contacts it shows, its photos, and its first hundred products.

    All its products are at `products/?organisation=<id>`. The number of one that was merged leads to where it is now.
    """

    permission = "enterprises.browse"
    serializer_class = serializers.OrganisationSerializer
    queryset = Organisation.objects.published()
    filter_backends = []

    def get(self, request, pk):
        rows = _shaped(_values(self.get_queryset().filter(pk=pk), self.serializer_class), self.serializer_class)
        if not rows:
            return _moved(pk)
        (row,) = rows
        contacts = ContactPerson.objects.filter(organisation=pk, is_published=True)
        photos = Photo.objects.filter(organisation=pk, product=None, is_published=True)
        products = Product.objects.published().filter(organisation=pk)
        row["contacts"] = list(contacts.values(*serializers.ContactSerializer().fields))
        row["photos"] = [photo_row(photo) for photo in photos.select_related("organisation__partnership")]
        row["products"] = list(products.values(*serializers.ProductSerializer().fields)[:MOST_PRODUCTS])
        return Response(row)


def _moved(pk):
    """Answer for the number of an organisation that was merged: it leads to the one that was kept. Raises Http404."""
    alias = get_object_or_404(OrganisationAlias.objects.filter(organisation__is_published=True), former_id=pk)
    address = reverse("api_organisation_detail", args=[alias.organisation_id])
    return Response(status=301, headers={"Location": address})
