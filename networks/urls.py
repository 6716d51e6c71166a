"""Pages of this app."""

from django.urls import path

from networks import views

urlpatterns = [
    path("networks/", views.NetworkListView.as_view(), name="network_list"),
    path("networks/new/", views.NetworkCreateView.as_view(), name="network_create"),
    path("networks/<slug:network>/", views.NetworkDetailView.as_view(), name="network_detail"),
    path("networks/<slug:network>/edit/", views.NetworkEditView.as_view(), name="network_edit"),
    path("networks/<slug:network>/close/", views.NetworkCloseView.as_view(), name="network_close"),
    path("networks/<slug:network>/reopen/", views.NetworkReopenView.as_view(), name="network_reopen"),
    path("networks/<slug:network>/members/", views.NetworkMembersView.as_view(), name="network_members"),
    path(
        "networks/<slug:network>/members/<int:membership>/remove/",
        views.MemberRemoveView.as_view(),
        name="network_remove",
    ),
    path("networks/<slug:network>/join/<slug:organisation>/", views.NetworkJoinView.as_view(), name="network_join"),
    path("networks/<slug:network>/leave/<slug:organisation>/", views.NetworkLeaveView.as_view(), name="network_leave"),
]
