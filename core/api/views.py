"""Where a machine begins."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView


class IndexView(APIView):
    """What there is, by name, with its full address."""

    permission = "core.api.view"
    addresses: dict[str, str] = {}
    """The name of each list and that of its route."""

    @extend_schema(tags=["index"], responses={200: dict[str, str]})
    def get(self, request):
        return Response({name: reverse(route, request=request) for name, route in self.addresses.items()})
