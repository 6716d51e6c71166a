"""The check and the review of applications."""

from django.urls import path

from fairs.views import review_desk, reviewing

urlpatterns = [
    path("fairs/<slug:fair>/review/", review_desk.ReviewDeskView.as_view(), name="fair_review"),
    path("fairs/<slug:fair>/review/criteria/", review_desk.CriteriaView.as_view(), name="review_criteria"),
    path("fairs/<slug:fair>/review/eligibility/", review_desk.EligibilityView.as_view(), name="review_eligibility"),
    path("fairs/<slug:fair>/review/reviewers/", review_desk.ReviewersView.as_view(), name="review_reviewers"),
    path(
        "fairs/<slug:fair>/review/reviewers/<int:reviewer>/dismiss/",
        review_desk.DismissView.as_view(),
        name="review_dismiss",
    ),
    path("fairs/<slug:fair>/review/share-out/", review_desk.ShareOutView.as_view(), name="review_share_out"),
    path(
        "applications/<int:application>/review/", reviewing.ApplicationReviewView.as_view(), name="application_review"
    ),
    path("applications/<int:application>/review/assign/", reviewing.AssignView.as_view(), name="review_assign"),
    path("reviews/", reviewing.ReviewListView.as_view(), name="review_list"),
    path("reviews/<int:review>/", reviewing.ReviewView.as_view(), name="review_detail"),
    path("reviews/<int:review>/conflict/", reviewing.ConflictView.as_view(), name="review_conflict"),
    path("reviews/<int:review>/unassign/", reviewing.UnassignView.as_view(), name="review_unassign"),
    path("reviews/<int:review>/lift/", reviewing.LiftConflictView.as_view(), name="review_lift_conflict"),
]
