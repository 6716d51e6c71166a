"""What the views of an organisation's own data share: whose it is, who may, and that nobody keeps a copy."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from enterprises.models import Organisation
from enterprises.queries.moved import successor_of


class OwnView(APIView):
    """A view about the organisation in the address; 404 where the person may not know of it.

    An address from before a merge, or of a former name, leads to the same of where the organisation is now.

    `permissions` names for each method what the policy is asked about the organisation.
    """

    permissions: dict[str, str] = {}
    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "own"

    @property
    def permission(self):
        """The name for this request; a method that there is not asks like the first one, and is refused as such."""
        return self.permissions.get(self.request.method, next(iter(self.permissions.values())))

    def get_permission_object(self):
        return self.organisation

    @cached_property
    def organisation(self):
        rows = Organisation.objects.filter(partnership=self.request.partnership, merged_into=None)
        rows = rows.visible_to(self.request.user)
        return get_object_or_404(rows.with_card_data(), slug=self.kwargs["organisation"])

    def handle_exception(self, exc):
        if isinstance(exc, Http404) and (address := self._present_address()):
            return Response(status=308, headers={"Location": address})
        return super().handle_exception(exc)

    def _present_address(self):
        present = successor_of(self.request.partnership, self.kwargs["organisation"], self.request.user)
        if present is None:
            return None
        match = self.request.resolver_match
        return reverse(match.view_name, kwargs={**match.kwargs, "organisation": present.slug})

    def found(self, rows, name="pk"):
        """Return the row that the address names among `rows`. Raises Http404."""
        row = rows.filter(pk=self.kwargs[name]).first()
        if row is None:
            raise Http404
        return row

    def shaped(self, serializer_class, **options):
        """Return the valid data of the request. Raises ValidationError with what is wrong at which name."""
        context = {"organisation": self.organisation, "request": self.request}
        serializer = serializer_class(data=self.request.data, context=context, **options)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.setdefault("Cache-Control", "private, no-store")
        return response


def whole(rows):
    """Return the answer with a list that is always short: there is no next page."""
    return Response({"next": None, "previous": None, "results": list(rows)})
