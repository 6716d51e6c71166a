"""Networks for machines: published ones of the whole country."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView

from networks.api.serializers import NetworkDetailSerializer, NetworkSerializer
from networks.filters import NetworkFilter
from networks.models import Network
from networks.queries.members import public_members


@extend_schema(tags=["networks"])
class NetworkList(ListAPIView):
    """Published networks; `region`, `partnership` and `theme` narrow the list."""

    permission = "networks.browse"
    serializer_class = NetworkSerializer
    filterset_class = NetworkFilter
    queryset = Network.objects.published().with_card_data()


@extend_schema(tags=["networks"])
class NetworkDetail(RetrieveAPIView):
    """One published network with its members."""

    permission = "networks.browse"
    serializer_class = NetworkDetailSerializer
    queryset = Network.objects.published().with_card_data()

    def get_object(self):
        network = super().get_object()
        network.members = public_members(network)
        return network
