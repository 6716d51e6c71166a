"""API addresses of this app."""

from django.urls import path

from fairs.api import reviews
from fairs.api.programme import FairProgramme
from fairs.api.stands import FairPlan
from fairs.api.views import FairDetail, FairList

urlpatterns = [
    path("fairs/", FairList.as_view(), name="api_fair_list"),
    path("fairs/<int:pk>/", FairDetail.as_view(), name="api_fair_detail"),
    path("fairs/<int:pk>/programme/", FairProgramme.as_view(), name="api_fair_programme"),
    path("fairs/<int:pk>/plan/", FairPlan.as_view(), name="api_fair_plan"),
    path("<slug:partnership>/reviews/", reviews.OwnReviews.as_view(), name="api_review_list"),
    path("<slug:partnership>/reviews/<int:pk>/", reviews.OwnReview.as_view(), name="api_review"),
    path(
        "<slug:partnership>/reviews/<int:pk>/conflict/", reviews.DeclareConflict.as_view(), name="api_review_conflict"
    ),
]
