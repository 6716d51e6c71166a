from django.urls import path

from core.search.api import SearchAPI
from core.search.map_api import MapAPI

urlpatterns = [path("search/", SearchAPI.as_view(), name="api_search"), path("map/", MapAPI.as_view(), name="api_map")]
