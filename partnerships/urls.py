"""Pages over the whole platform, and the frame of each partnership."""

from django.urls import path

from partnerships.views import invitations, people, public, workspace

urlpatterns = [
    path("", public.HomeView.as_view(), name="home"),
    path(
        "accessibility/",
        public.StatementView.as_view(template_name="partnerships/accessibility.html"),
        name="accessibility",
    ),
    path("privacy/", public.StatementView.as_view(template_name="partnerships/privacy.html"), name="privacy"),
    path("workspace/", workspace.WorkspaceView.as_view(), name="workspace"),
    path("administration/", people.AdministrationView.as_view(), name="administration"),
    path("invitations/<str:token>/", invitations.InvitationView.as_view(), name="invitation"),
    path("<slug:partnership>/", public.RegionView.as_view(), name="partnership"),
    path("<slug:partnership>/manage/people/", people.PeopleView.as_view(), name="people"),
    path(
        "<slug:partnership>/manage/people/<int:pk>/end/",
        people.EndRoleView.as_view(),
        name="end_role",
    ),
    path(
        "<slug:partnership>/manage/invitations/<int:pk>/revoke/",
        people.RevokeInvitationView.as_view(),
        name="revoke_invitation",
    ),
    path("<slug:partnership>/manage/history/", people.HistoryView.as_view(), name="history"),
]
