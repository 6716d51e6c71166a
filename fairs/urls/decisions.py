"""The municipality's decisions."""

from django.urls import path

from fairs.views import asking, deciding, dossiers, many, releasing

DOSSIERS = "fairs/<slug:fair>/decisions/"

urlpatterns = [
    path("municipality/applications/", deciding.QueueView.as_view(), name="application_queue"),
    path("municipality/decisions/", deciding.DecidedView.as_view(), name="application_decided"),
    path(
        "municipality/applications/<int:application>/reconsider/",
        deciding.ReconsiderView.as_view(),
        name="application_reconsider",
    ),
    path("fairs/<slug:fair>/participants/", dossiers.ParticipantsView.as_view(), name="fair_participants"),
    path(DOSSIERS, dossiers.DossiersView.as_view(), name="fair_dossiers"),
    path(DOSSIERS + "<int:number>/", dossiers.DossierNumbersView.as_view(), name="fair_dossier"),
    path(DOSSIERS + "<int:number>/file/", dossiers.DossierFileView.as_view(), name="fair_dossier_file"),
    path("applications/<int:application>/decision/", dossiers.LetterView.as_view(), name="application_letter"),
    path("fairs/<slug:fair>/release/", releasing.ReleaseView.as_view(), name="fair_release"),
    path("municipality/applications/many/", many.ManyView.as_view(), name="application_many"),
    path("municipality/applications/<int:application>/ask/", asking.AskView.as_view(), name="application_ask"),
    path("applications/<int:application>/answer/", asking.AnswerView.as_view(), name="application_answer"),
    path("municipality/applications/<int:application>/", deciding.DecideView.as_view(), name="application_decide"),
]
