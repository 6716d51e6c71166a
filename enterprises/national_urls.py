"""Pages over all partnerships."""

from django.urls import path

from enterprises.views import national_imports as views

urlpatterns = [
    path("imports/", views.NationalImportListView.as_view(), name="national_import_list"),
    path("imports/new/", views.NationalUploadView.as_view(), name="national_import_upload"),
    path("imports/<int:pk>/", views.NationalImportView.as_view(), name="national_import"),
    path("imports/<int:pk>/columns/", views.NationalColumnsView.as_view(), name="national_import_columns"),
    path("imports/<int:pk>/confirm/", views.NationalConfirmView.as_view(), name="national_import_confirm"),
    path("imports/<int:pk>/resume/", views.NationalResumeView.as_view(), name="national_import_resume"),
    path("imports/<int:pk>/abandon/", views.NationalAbandonView.as_view(), name="national_import_abandon"),
    path("imports/<int:pk>/report/", views.NationalReportView.as_view(), name="national_import_report"),
    path("imports/<int:pk>/of/<slug:partnership>/", views.NationalBatchView.as_view(), name="national_import_batch"),
]
