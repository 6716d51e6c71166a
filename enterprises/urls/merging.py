"""Pages of duplicates, and of an organisation's address and history."""

from django.urls import path

from enterprises.views import distinct_pairs, merging

urlpatterns = [
    path("manage/duplicates/", merging.DuplicateListView.as_view(), name="duplicate_list"),
    path("manage/duplicates/apart/", distinct_pairs.DistinctPairListView.as_view(), name="distinct_pair_list"),
    path("manage/duplicates/<int:kept>/", merging.OtherOneView.as_view(), name="merge_choose"),
    path("manage/duplicates/<int:kept>/<int:gone>/", merging.MergeView.as_view(), name="merge"),
    path("manage/duplicates/<int:kept>/<int:gone>/apart/", distinct_pairs.TellApartView.as_view(), name="tell_apart"),
    path(
        "manage/duplicates/<int:kept>/<int:gone>/reconsider/",
        distinct_pairs.ReconsiderPairView.as_view(),
        name="reconsider_pair",
    ),
    path("organisations/<slug:organisation>/address/", merging.AddressView.as_view(), name="organisation_address"),
    path(
        "organisations/<slug:organisation>/history/",
        merging.OrganisationHistoryView.as_view(),
        name="organisation_history",
    ),
]
