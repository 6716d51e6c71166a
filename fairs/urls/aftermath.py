"""After the fair."""

from django.urls import path

from fairs.views import aftermath, surveys

urlpatterns = [
    path("fairs/<slug:fair>/after/", aftermath.AfterView.as_view(), name="fair_after"),
    path("fairs/<slug:fair>/visitors/", aftermath.VisitorsView.as_view(), name="fair_visitors"),
    path("fairs/<slug:fair>/report/", aftermath.ReportView.as_view(), name="fair_report"),
    path("fairs/<slug:fair>/report/edit/", aftermath.ReportEditView.as_view(), name="fair_report_edit"),
    path("fairs/<slug:fair>/report/publish/", aftermath.ReportPublishView.as_view(), name="fair_report_publish"),
    path("fairs/<slug:fair>/report/withdraw/", aftermath.ReportWithdrawView.as_view(), name="fair_report_withdraw"),
    path("applications/<int:application>/survey/", surveys.OwnSurveyView.as_view(), name="survey"),
    path("surveys/<str:token>/", surveys.SurveyLinkView.as_view(), name="survey_link"),
    path("fairs/series/<slug:series>/years/", aftermath.SeriesYearsView.as_view(), name="series_years"),
]
