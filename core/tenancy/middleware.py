"""Opens the wall for addresses below `/<partnership>/`."""

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.http import Http404

from core.tenancy.context import activate

URL_KWARG = "partnership"


class TenancyMiddleware:
    """Find the partnership named in the address (404 if none) and open it around the view.

    The view then runs in one transaction; a response of 500 and above rolls it back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.partnership = None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if URL_KWARG not in kwargs:
            return None
        request.partnership = find_partnership(kwargs[URL_KWARG])
        with activate(request.partnership):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response.render()
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def find_partnership(slug):
    """Return the active Partnership with this slug; raise Http404 if there is none."""
    partnership = apps.get_model(settings.TENANT_MODEL).objects.active().filter(slug=slug).first()
    if partnership is None:
        raise Http404("No such partnership")
    return partnership
