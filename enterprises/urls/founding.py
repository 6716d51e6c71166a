"""Pages of founding projects."""

from django.urls import path

from enterprises.views.founding import checklist, funnel, mentors, projects, public, talk, team

PROJECT = "founding/<int:project>/"
TEAM = f"{PROJECT}team/"
LIST = f"{PROJECT}checklist/"
PAPERS = f"{PROJECT}papers/<int:pk>/"
MENTORS = f"{PROJECT}mentors/"
TALK = f"{PROJECT}talk/"

urlpatterns = [
    path("founding/", public.EntryView.as_view(), name="founding_entry"),
    path("founding/new/", public.StartView.as_view(), name="founding_start"),
    path("founding/join/<str:token>/", public.JoinView.as_view(), name="founding_join"),
    path("manage/founding/", funnel.FunnelView.as_view(), name="founding_funnel"),
    path(PROJECT, projects.DetailView.as_view(), name="founding_detail"),
    path(f"{PROJECT}invited/", public.InvitedView.as_view(), name="founding_invited"),
    path(f"{PROJECT}idea/", projects.EditView.as_view(), name="founding_edit"),
    path(f"{PROJECT}form/", projects.FormView.as_view(), name="founding_form"),
    path(f"{PROJECT}gather/", projects.GoOnView.as_view(step="gather"), name="founding_gather"),
    path(f"{PROJECT}prepare/", projects.GoOnView.as_view(step="prepare"), name="founding_prepare"),
    path(f"{PROJECT}file/", projects.GoOnView.as_view(step="file"), name="founding_file"),
    path(f"{PROJECT}register/", projects.RegisterView.as_view(), name="founding_register"),
    path(f"{PROJECT}give-up/", projects.GiveUpView.as_view(), name="founding_give_up"),
    path(f"{PROJECT}resume/", projects.ResumeView.as_view(), name="founding_resume"),
    path(f"{PROJECT}history/", projects.HistoryView.as_view(), name="founding_history"),
    path(TEAM, team.TeamView.as_view(), name="founding_team"),
    path(f"{TEAM}leave/", team.LeaveView.as_view(), name="founding_leave"),
    path(f"{TEAM}take-over/", team.TakeOverView.as_view(), name="founding_take_over"),
    path(f"{TEAM}<int:pk>/resend/", team.InviteAgainView.as_view(), name="founding_invite_again"),
    path(f"{TEAM}<int:pk>/withdraw/", team.WithdrawView.as_view(), name="founding_withdraw"),
    path(f"{TEAM}<int:pk>/remove/", team.RemoveMemberView.as_view(), name="founding_remove_member"),
    path(f"{TEAM}<int:pk>/hand-over/", team.HandOverView.as_view(), name="founding_hand_over"),
    path(LIST, checklist.ChecklistView.as_view(), name="founding_checklist"),
    path(f"{LIST}<int:pk>/", checklist.StepView.as_view(), name="founding_step"),
    path(f"{LIST}<int:pk>/done/", checklist.DoStepView.as_view(), name="founding_step_do"),
    path(f"{LIST}<int:pk>/undo/", checklist.UndoStepView.as_view(), name="founding_step_undo"),
    path(f"{LIST}<int:pk>/paper/", checklist.AddPaperView.as_view(), name="founding_paper_add"),
    path(PAPERS, checklist.PaperFileView.as_view(), name="founding_paper"),
    path(f"{PAPERS}remove/", checklist.RemovePaperView.as_view(), name="founding_paper_remove"),
    path(MENTORS, mentors.MentorsView.as_view(), name="founding_mentors"),
    path(f"{MENTORS}ask/<slug:organisation>/", mentors.AskMentorView.as_view(), name="founding_mentor_ask"),
    path(f"{MENTORS}<int:pk>/answer/", mentors.AnswerView.as_view(), name="founding_mentor_answer"),
    path(f"{MENTORS}<int:pk>/end/", mentors.EndMentorshipView.as_view(), name="founding_mentor_end"),
    path(TALK, talk.TalkView.as_view(), name="founding_talk"),
    path(f"{TALK}<int:pk>/remove/", talk.RemoveMessageView.as_view(), name="founding_message_remove"),
]
