"""Pages of organisations."""

from django.urls import include, path

from enterprises.forms import EmptyForm, ReasonForm
from enterprises.views import contacts, decisions, directory, profile, registration, wizard

ORGANISATION = "organisations/<slug:organisation>/"
PEOPLE = f"{ORGANISATION}edit/people/"

urlpatterns = [
    path("organisations/", directory.DirectoryView.as_view(), name="organisation_list"),
    path("organisations/new/", registration.RegisterView.as_view(), name="organisation_register"),
    path("organisations/<slug:organisation>/", profile.ProfileView.as_view(), name="organisation_detail"),
    path(f"{ORGANISATION}card.vcf", profile.CardView.as_view(), name="organisation_card"),
    path(f"{ORGANISATION}qr.<slug:ending>", profile.QrView.as_view(), name="organisation_qr"),
    path(f"{ORGANISATION}preview.png", profile.PreviewView.as_view(), name="organisation_preview"),
    path("organisations/<slug:organisation>/desk/", registration.DeskView.as_view(), name="organisation_desk"),
    path(f"{ORGANISATION}edit/", wizard.SectionsView.as_view(), name="organisation_edit"),
    path(f"{ORGANISATION}edit/identity/", wizard.IdentityStep.as_view(), name="organisation_identity"),
    path(f"{ORGANISATION}edit/seat/", wizard.SeatStep.as_view(), name="organisation_seat"),
    path(f"{ORGANISATION}edit/activity/", wizard.WorkStep.as_view(), name="organisation_work"),
    path(f"{ORGANISATION}edit/documents/", wizard.PapersStep.as_view(), name="organisation_papers"),
    path(f"{PEOPLE}", contacts.PeopleStep.as_view(), name="organisation_people"),
    path(f"{PEOPLE}<int:pk>/", contacts.EditContactView.as_view(), name="contact_edit"),
    path(f"{PEOPLE}<int:pk>/up/", contacts.MoveContactView.as_view(), name="contact_move"),
    path(f"{PEOPLE}<int:pk>/remove/", contacts.RemoveContactView.as_view(), name="contact_remove"),
    path(f"{PEOPLE}bring-back/", contacts.BringBackContactView.as_view(), name="contact_bring_back"),
    path(f"{ORGANISATION}colleagues/", contacts.ColleaguesView.as_view(), name="organisation_colleagues"),
    path(
        f"{ORGANISATION}colleagues/<int:pk>/take-back/",
        contacts.TakeInvitationBackView.as_view(),
        name="colleague_take_back",
    ),
    path(f"{ORGANISATION}submit/", registration.SubmitView.as_view(), name="organisation_submit"),
    path(f"{ORGANISATION}withdraw/", registration.WithdrawView.as_view(), name="organisation_withdraw"),
    path(f"{ORGANISATION}discard/", registration.DiscardView.as_view(), name="organisation_discard"),
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
