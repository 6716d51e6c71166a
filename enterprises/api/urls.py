"""API addresses of this app."""

from django.urls import include, path

from enterprises.api import facilities, products, views, vocabularies

urlpatterns = [
    path("organisations/", views.OrganisationList.as_view(), name="api_organisation_list"),
    path("organisations/<int:pk>/", views.OrganisationDetail.as_view(), name="api_organisation_detail"),
    path("products/", products.ProductList.as_view(), name="api_product_list"),
    path("products/<int:pk>/", products.ProductDetail.as_view(), name="api_product_detail"),
    path("<slug:partnership>/organisations/<slug:organisation>/", include("enterprises.api.own.urls")),
    path("product-categories/", vocabularies.ProductCategoryList.as_view(), name="api_product_category_list"),
    path("nace-sections/", vocabularies.NaceSectionList.as_view(), name="api_nace_section_list"),
    path("control-bodies/", vocabularies.ControlBodyList.as_view(), name="api_control_body_list"),
    path("facilities/", facilities.FacilityList.as_view(), name="api_facility_list"),
    path("facilities/<int:pk>/", facilities.FacilityDetail.as_view(), name="api_facility_detail"),
    path("board/", facilities.BoardList.as_view(), name="api_board_list"),
    path("organisation-kinds/", vocabularies.OrganisationKindList.as_view(), name="api_organisation_kind_list"),
    path("founding-steps/", vocabularies.FoundingStepList.as_view(), name="api_founding_step_list"),
    path("legal-forms/", vocabularies.LegalFormList.as_view(), name="api_legal_form_list"),
]
