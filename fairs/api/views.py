"""Fairs for machines: announced ones of the whole country."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView

from core import tenancy
from fairs.api.serializers import FairDetailSerializer, FairSerializer
from fairs.filters import FairFilter
from fairs.models import Fair
from fairs.queries.participants import participants


@extend_schema(tags=["fairs"])
class FairList(ListAPIView):
    """Announced fairs by their first day; see the filters."""

    permission = "fairs.browse"
    serializer_class = FairSerializer
    filterset_class = FairFilter
    queryset = Fair.objects.published().with_card_data()
    keyset = ("starts_on", "pk")


@extend_schema(tags=["fairs"])
class FairDetail(RetrieveAPIView):
    """One announced fair with its hours and its participants."""

    permission = "fairs.browse"
    serializer_class = FairDetailSerializer
    queryset = Fair.objects.published().with_card_data().prefetch_related("days")

    def get_object(self):
        fair = super().get_object()
        # Applications are private; of the approved ones the names are public.
        with tenancy.activate(fair.partnership):
            fair.participants = list(participants(fair))
        return fair
