"""Which files of the libraries are collected: only what a page of ours asks for."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class UsedStaticFiles(StaticFilesConfig):
    """Leave out the styles of the API framework's own pages, which we have none of, and what comes beside Leaflet."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "rest_framework",
        "draw",
        "leaflet-src*",
        "leaflet.extras*",
        "leaflet.forms*",
        "leaflet_django*",
        "Control.MiniMap*",
        "proj4*",
    ]
