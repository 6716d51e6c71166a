"""Pages of organisations."""

from django.urls import include, path

from enterprises.forms import EmptyForm, ReasonForm
from enterprises.views import decisions, directory, registration

urlpatterns = [
    path("organisations/", directory.DirectoryView.as_view(), name="organisation_list"),
    path("organisations/new/", registration.RegisterView.as_view(), name="organisation_register"),
    path("organisations/<slug:organisation>/", directory.ProfileView.as_view(), name="organisation_detail"),
    path("organisations/<slug:organisation>/desk/", registration.DeskView.as_view(), name="organisation_desk"),
    path("organisations/<slug:organisation>/edit/", registration.EditView.as_view(), name="organisation_edit"),
    path("organisations/<slug:organisation>/submit/", registration.SubmitView.as_view(), name="organisation_submit"),
    path(
        "organisations/<slug:organisation>/suspend/",
        registration.StepView.as_view(step="suspend", form_class=ReasonForm),
        name="organisation_suspend",
    ),
    path(
        "organisations/<slug:organisation>/restore/",
        registration.StepView.as_view(step="restore", form_class=EmptyForm),
        name="organisation_restore",
    ),
    path(
        "organisations/<slug:organisation>/archive/",
        registration.StepView.as_view(step="archive", form_class=EmptyForm),
        name="organisation_archive",
    ),
    path("manage/imports/", include("enterprises.import_urls")),
    path("manage/registrations/", decisions.QueueView.as_view(), name="registration_queue"),
    path("manage/registrations/<int:pk>/", decisions.DecideView.as_view(), name="registration_decide"),
]
