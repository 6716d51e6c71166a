"""The API router: every app adds its own addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.search.api_urls")),
    path("", include("partnerships.api.urls")),
    path("", include("enterprises.api.urls")),
    path("", include("networks.api.urls")),
    path("", include("fairs.api.urls")),
    path("", include("knowledge.api.urls")),
]
