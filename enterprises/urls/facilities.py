"""Pages of facilities and of the need and surplus board."""

from django.urls import path

from enterprises.views import board, board_answers, facilities, facility_hours

KEPT = "organisations/<slug:organisation>/facilities/"
FACILITY = "facilities/<slug:facility>/"
POST = "board/<int:pk>/"
ANSWER = "board/answers/<int:pk>/"

urlpatterns = [
    path(KEPT, facilities.KeepFacilitiesView.as_view(), name="facility_keep"),
    path(f"{KEPT}new/", facilities.AddFacilityView.as_view(), name="facility_add"),
    path("facilities/", facilities.FacilityListView.as_view(), name="facility_list"),
    path(FACILITY, facilities.FacilityView.as_view(), name="facility_detail"),
    path(f"{FACILITY}edit/", facilities.EditFacilityView.as_view(), name="facility_edit"),
    path(f"{FACILITY}hide/", facilities.HideFacilityView.as_view(), name="facility_hide"),
    path(f"{FACILITY}show/", facilities.ShowFacilityView.as_view(), name="facility_show"),
    path(f"{FACILITY}hours/", facility_hours.HoursView.as_view(), name="facility_hours"),
    path(f"{FACILITY}hours/new/", facility_hours.AddExceptionView.as_view(), name="exception_add"),
    path(f"{FACILITY}hours/holidays/", facility_hours.HolidaysView.as_view(), name="facility_holidays"),
    path(f"{FACILITY}hours/<int:pk>/", facility_hours.EditExceptionView.as_view(), name="exception_edit"),
    path(f"{FACILITY}hours/<int:pk>/remove/", facility_hours.RemoveExceptionView.as_view(), name="exception_remove"),
    path(f"{FACILITY}board/", board.KeepBoardView.as_view(), name="facility_board"),
    path(f"{FACILITY}board/new/", board.AddPostView.as_view(), name="board_add"),
    path("board/", board.BoardView.as_view(), name="board"),
    path("board/answers/", board_answers.OwnAnswersView.as_view(), name="board_answers"),
    path(ANSWER, board_answers.DecideAnswerView.as_view(), name="board_decide"),
    path(f"{ANSWER}withdraw/", board_answers.WithdrawAnswerView.as_view(), name="board_answer_withdraw"),
    path(POST, board.PostView.as_view(), name="board_post"),
    path(f"{POST}answer/", board_answers.AnswerView.as_view(), name="board_answer"),
    path(f"{POST}edit/", board.EditPostView.as_view(), name="board_edit"),
    path(f"{POST}reopen/", board.ReopenPostView.as_view(), name="board_reopen"),
    path(f"{POST}settle/", board.ClosePostView.as_view(step="settle"), name="board_settle"),
    path(f"{POST}withdraw/", board.ClosePostView.as_view(step="withdraw"), name="board_withdraw"),
]
