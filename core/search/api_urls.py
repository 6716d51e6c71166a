from django.urls import path

from core.search.api import SearchAPI

urlpatterns = [path("search/", SearchAPI.as_view(), name="api_search")]
