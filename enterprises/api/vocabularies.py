"""The vocabularies of this app for machines, each whole."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView

from core.api.pagination import OnePage
from enterprises.api import serializers
from enterprises.models import (
    ControlBody,
    FoundingStepKind,
    LegalForm,
    NaceSection,
    OrganisationKind,
    ProductCategory,
)


@extend_schema(tags=["vocabularies"])
class VocabularyList(ListAPIView):
    """A whole vocabulary, on one page."""

    permission = "enterprises.browse"
    pagination_class = OnePage
    filter_backends = []

    def list(self, request, *args, **kwargs):
        rows = self.get_queryset().values(*self.serializer_class().fields)
        return self.get_paginated_response(self.paginate_queryset(rows))


class OrganisationKindList(VocabularyList):
    """What an organisation can be in the field."""

    queryset = OrganisationKind.objects.all()
    serializer_class = serializers.OrganisationKindSerializer


class LegalFormList(VocabularyList):
    """The legal forms of social-economy bodies with their rules; `…_verified`: found in a public source."""

    queryset = LegalForm.objects.all()
    serializer_class = serializers.LegalFormSerializer


class ProductCategoryList(VocabularyList):
    """What kinds of products and services there are, in two levels: those without a parent, and theirs."""

    queryset = ProductCategory.objects.all()
    serializer_class = serializers.ProductCategorySerializer


class NaceSectionList(VocabularyList):
    """The sections of NACE Rev. 2.1."""

    queryset = NaceSection.objects.all()
    serializer_class = serializers.TermSerializer


class ControlBodyList(VocabularyList):
    """The bodies that certify organic production."""

    queryset = ControlBody.objects.all()
    serializer_class = serializers.ControlBodySerializer


class FoundingStepList(VocabularyList):
    """The steps on the way to a new organisation, by legal form, with deadlines, papers and the law."""

    queryset = FoundingStepKind.objects.all()
    serializer_class = serializers.FoundingStepSerializer
