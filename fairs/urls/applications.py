"""Calls and applications."""

from django.urls import path

from fairs.views import applying

urlpatterns = [
    path("fairs/<slug:fair>/apply/", applying.ApplyView.as_view(), name="fair_apply"),
    path("applications/", applying.ApplicationListView.as_view(), name="application_list"),
    path("applications/<int:application>/", applying.ApplicationDetailView.as_view(), name="application_detail"),
    path("applications/<int:application>/withdraw/", applying.WithdrawView.as_view(), name="application_withdraw"),
]
