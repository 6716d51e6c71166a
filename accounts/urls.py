"""A person's own pages; sign-in itself is allauth's."""

from django.urls import path

from accounts.views import ProfileView, RevokeTokenView, TokensView

urlpatterns = [
    path("profile/", ProfileView.as_view(), name="profile"),
    path("keys/", TokensView.as_view(), name="token_list"),
    path("keys/<int:pk>/revoke/", RevokeTokenView.as_view(), name="token_revoke"),
]
