"""API addresses of this app."""

from django.urls import path

from enterprises.api import views

urlpatterns = [
    path("organisations/", views.OrganisationList.as_view(), name="api_organisation_list"),
    path("organisations/<int:pk>/", views.OrganisationDetail.as_view(), name="api_organisation_detail"),
    path("organisation-kinds/", views.OrganisationKindList.as_view(), name="api_organisation_kind_list"),
    path("legal-forms/", views.LegalFormList.as_view(), name="api_legal_form_list"),
]
