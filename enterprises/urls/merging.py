"""Pages of duplicates, and of an organisation's address and history."""

from django.urls import path

from enterprises.views import merging

urlpatterns = [
    path("manage/duplicates/", merging.DuplicateListView.as_view(), name="duplicate_list"),
    path("manage/duplicates/<int:kept>/", merging.OtherOneView.as_view(), name="merge_choose"),
    path("manage/duplicates/<int:kept>/<int:gone>/", merging.MergeView.as_view(), name="merge"),
    path("organisations/<slug:organisation>/address/", merging.AddressView.as_view(), name="organisation_address"),
    path(
        "organisations/<slug:organisation>/history/",
        merging.OrganisationHistoryView.as_view(),
        name="organisation_history",
    ),
]
