"""All addresses: what concerns the platform first, then one partnership's under its name."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from core.api.schema import DocsView
from core.health import HealthView, ReadyView
from core.ui.views import map_places, set_theme

urlpatterns = [
    path("healthz", HealthView.as_view(), name="healthz"),
    path("readyz", ReadyView.as_view(), name="readyz"),
    path("theme/", set_theme, name="set_theme"),
    path("", include("core.search.sitemap_urls")),
    path("api/v1/", include("config.api_urls")),
]

if settings.MAIL_CATCHER:
    urlpatterns.append(path("dev/mail/", include("core.mailcatcher.urls")))

urlpatterns += i18n_patterns(
    path("map/places.json", map_places, name="map_places"),
    path("", include("core.search.urls")),
    path("developers/", DocsView.as_view(), name="api_docs"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("enterprises.national_urls")),
    path("", include("fairs.national_urls")),
    path("", include("partnerships.urls")),
    path("<slug:partnership>/", include("enterprises.urls")),
    path("<slug:partnership>/", include("networks.urls")),
    path("<slug:partnership>/", include("fairs.urls")),
    path("<slug:partnership>/", include("knowledge.urls")),
    prefix_default_language=False,
)
