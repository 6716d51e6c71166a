"""Calls and applications."""

from django.urls import path, re_path

from fairs.views import applying, calls, drafting, neighbours, papers

PAPER = "applications/<int:application>/documents/<slug:kind>/"
NEIGHBOURS = "applications/<int:application>/neighbours/"
CALL = "fairs/<slug:fair>/call/"
MOVE = r"^fairs/(?P<fair>[-\w]+)/call/questions/(?P<question>[0-9]{1,18})/(?P<direction>up|down)/$"

urlpatterns = [
    path(CALL, calls.CallView.as_view(), name="fair_call"),
    path(CALL + "questions/new/", calls.QuestionCreateView.as_view(), name="call_question_create"),
    path(CALL + "questions/<int:question>/", calls.QuestionEditView.as_view(), name="call_question_edit"),
    re_path(MOVE, calls.QuestionMoveView.as_view(), name="call_question_move"),
    path(CALL + "questions/<int:question>/remove/", calls.QuestionRemoveView.as_view(), name="call_question_remove"),
    path(CALL + "documents/new/", calls.RequestCreateView.as_view(), name="call_document_create"),
    path(CALL + "documents/<int:paper>/", calls.RequestEditView.as_view(), name="call_document_edit"),
    path(CALL + "documents/<int:paper>/remove/", calls.RequestRemoveView.as_view(), name="call_document_remove"),
    path("fairs/<slug:fair>/apply/", drafting.ApplyView.as_view(), name="fair_apply"),
    path("applications/", applying.ApplicationListView.as_view(), name="application_list"),
    path("applications/<int:application>/", applying.ApplicationDetailView.as_view(), name="application_detail"),
    path("applications/<int:application>/edit/", drafting.EditView.as_view(), name="application_edit"),
    path(PAPER, papers.PaperView.as_view(), name="application_paper"),
    path(PAPER + "take-back/", papers.TakeBackView.as_view(), name="application_paper_take_back"),
    path(PAPER + "file/", papers.FileView.as_view(), name="application_paper_file"),
    path(NEIGHBOURS, neighbours.NeighboursView.as_view(), name="application_neighbours"),
    path(NEIGHBOURS + "<int:organisation>/wish/", neighbours.WishView.as_view(), name="application_neighbour_wish"),
    path(NEIGHBOURS + "<int:organisation>/drop/", neighbours.DropView.as_view(), name="application_neighbour_drop"),
    path("applications/<int:application>/discard/", drafting.DiscardView.as_view(), name="application_discard"),
    path("applications/<int:application>/withdraw/", applying.WithdrawView.as_view(), name="application_withdraw"),
]
