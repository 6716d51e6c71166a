"""Pages of an organisation's wallet."""

from django.urls import path

from enterprises.views import documents

WALLET = "organisations/<slug:organisation>/documents/"

urlpatterns = [
    path(WALLET, documents.WalletView.as_view(), name="document_list"),
    path(f"{WALLET}new/", documents.AddDocumentView.as_view(), name="document_add"),
    path(f"{WALLET}<int:pk>/", documents.DocumentFileView.as_view(), name="document_file"),
    path(f"{WALLET}<int:pk>/replace/", documents.ReplaceDocumentView.as_view(), name="document_replace"),
    path(f"{WALLET}<int:pk>/withdraw/", documents.WithdrawDocumentView.as_view(), name="document_withdraw"),
    path(f"{WALLET}<int:pk>/bring-back/", documents.BringBackDocumentView.as_view(), name="document_bring_back"),
]
