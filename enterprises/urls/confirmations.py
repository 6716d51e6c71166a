"""Pages on which profiles are confirmed."""

from django.urls import path

from enterprises.views import confirmations

urlpatterns = [
    path("confirmations/<str:token>/", confirmations.ConfirmByLinkView.as_view(), name="profile_confirm"),
    path("confirmations/<str:token>/correct/", confirmations.CorrectByLinkView.as_view(), name="profile_correct"),
    path(
        "organisations/<slug:organisation>/confirm/", confirmations.ConfirmView.as_view(), name="organisation_confirm"
    ),
    path("manage/stale/", confirmations.StaleView.as_view(), name="stale_profiles"),
    path("manage/stale/<int:pk>/ask/", confirmations.AskView.as_view(), name="stale_ask"),
]
