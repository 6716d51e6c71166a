"""The choice between light and dark, kept in a cookie by a plain form, and the dots that a map stands on."""

from django.http import HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.ui import registry
from core.ui.context import THEME_COOKIE, THEMES
from core.vocabulary import in_language

ONE_DAY = 24 * 60 * 60
ONE_YEAR = 365 * 24 * 60 * 60


# A token in every page would give each reader other bytes, so that no page could answer "not modified".
# The worst a forged request can do is to switch the light on.
@csrf_exempt
@require_POST
def set_theme(request):
    """Store the posted `theme` ("light", "dark", anything else: as the device) and go back to `next`."""
    theme = request.POST.get("theme", "")
    response = HttpResponseRedirect(_safe_next(request))
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


def _safe_next(request):
    target = request.POST.get("next", "/")
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if allowed else "/"


@require_safe
@cache_control(public=True, max_age=ONE_DAY)
def map_places(request):
    """Answer with what a map without tiles stands on: [slug, name, latitude, longitude, region] of places."""
    places = [
        [place.slug, in_language(place.name_el, place.name_en), round(place.lat, 4), round(place.lng, 4), place.region]
        for place in registry.places()
    ]
    return JsonResponse({"places": places}, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
