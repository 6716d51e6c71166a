"""API addresses of this app."""

from django.urls import path

from networks.api.views import NetworkDetail, NetworkList

urlpatterns = [
    path("networks/", NetworkList.as_view(), name="api_network_list"),
    path("networks/<int:pk>/", NetworkDetail.as_view(), name="api_network_detail"),
]
