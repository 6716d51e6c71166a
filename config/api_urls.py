"""The API router: every app adds its own addresses."""

from django.urls import include, path

from core.api.schema import SchemaView
from core.api.views import IndexView

ADDRESSES = {
    "regions": "api_region-list",
    "municipalities": "api_municipality-list",
    "partnerships": "api_partnership-list",
    "target-groups": "api_target_group-list",
    "organisations": "api_organisation_list",
    "products": "api_product_list",
    "product-categories": "api_product_category_list",
    "nace-sections": "api_nace_section_list",
    "control-bodies": "api_control_body_list",
    "facilities": "api_facility_list",
    "board": "api_board_list",
    "organisation-kinds": "api_organisation_kind_list",
    "legal-forms": "api_legal_form_list",
    "founding-steps": "api_founding_step_list",
    "networks": "api_network_list",
    "fairs": "api_fair_list",
    "articles": "api_article_list",
    "topics": "api_topic_list",
    "search": "api_search",
    "map": "api_map",
    "schema": "api_schema",
}

urlpatterns = [
    path("", IndexView.as_view(addresses=ADDRESSES), name="api_index"),
    path("schema/", SchemaView.as_view(), name="api_schema"),
    path("", include("core.search.api_urls")),
    path("", include("partnerships.api.urls")),
    path("", include("enterprises.api.urls")),
    path("", include("networks.api.urls")),
    path("", include("fairs.api.urls")),
    path("", include("knowledge.api.urls")),
]
