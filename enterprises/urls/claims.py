"""Pages of claims and of reports of errors."""

from django.urls import path

from enterprises.views import claims, reports

urlpatterns = [
    path("organisations/<slug:organisation>/claim/", claims.ClaimView.as_view(), name="organisation_claim"),
    path("organisations/<slug:organisation>/report/", reports.ReportView.as_view(), name="organisation_report"),
    path("claims/<int:pk>/", claims.ClaimDetailView.as_view(), name="claim_detail"),
    path("claims/<int:pk>/file/", claims.ClaimFileView.as_view(), name="claim_file"),
    path("claims/<int:pk>/withdraw/", claims.WithdrawClaimView.as_view(), name="claim_withdraw"),
    path("manage/claims/", claims.ClaimQueueView.as_view(), name="claim_queue"),
    path("manage/claims/<int:pk>/", claims.DecideClaimView.as_view(), name="claim_decide"),
    path("manage/claims/<int:pk>/approve/", claims.ApproveClaimView.as_view(), name="claim_approve"),
    path("manage/reports/<int:pk>/", reports.SettleReportView.as_view(), name="report_settle"),
]
