"""Addresses of the import within a partnership."""

from django.urls import path

from enterprises.views import imports as views

urlpatterns = [
    path("", views.ImportListView.as_view(), name="import_list"),
    path("new/", views.UploadView.as_view(), name="import_upload"),
    path("<int:pk>/", views.BatchView.as_view(), name="import_detail"),
    path("<int:pk>/columns/", views.ColumnsView.as_view(), name="import_columns"),
    path("<int:pk>/confirm/", views.ConfirmView.as_view(), name="import_confirm"),
    path("<int:pk>/resume/", views.ResumeView.as_view(), name="import_resume"),
    path("<int:pk>/abandon/", views.AbandonView.as_view(), name="import_abandon"),
    path("<int:pk>/publish/", views.PublishDraftsView.as_view(), name="import_publish_drafts"),
    path("<int:pk>/report/", views.ReportView.as_view(), name="import_report"),
]
