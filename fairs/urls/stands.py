"""The stand plan."""

from django.urls import path

from fairs.views import plan_editor, plans

urlpatterns = [
    path("fairs/<slug:fair>/plan/", plans.PlanView.as_view(), name="fair_plan"),
    path(
        "fairs/<slug:fair>/plan/<slug:digest>-<int:width>.webp",
        plans.PlanPictureView.as_view(),
        name="fair_plan_picture",
    ),
    path("fairs/<slug:fair>/stands/", plan_editor.StandsView.as_view(), name="fair_stands"),
    path("fairs/<slug:fair>/stands/new/", plan_editor.StandCreateView.as_view(), name="stand_create"),
    path("fairs/<slug:fair>/stands/row/", plan_editor.GridView.as_view(), name="stand_grid"),
    path("fairs/<slug:fair>/stands/ground/", plan_editor.GroundView.as_view(), name="stand_ground"),
    path(
        "fairs/<slug:fair>/stands/ground/picture/remove/",
        plan_editor.PictureRemoveView.as_view(),
        name="stand_picture_remove",
    ),
    path("fairs/<slug:fair>/stands/copy/", plan_editor.CopyPlanView.as_view(), name="stand_copy"),
    path("fairs/<slug:fair>/stands/remove/", plan_editor.StandsRemoveView.as_view(), name="stands_remove"),
    path("fairs/<slug:fair>/stands/undo/", plan_editor.UndoView.as_view(), name="stand_undo"),
    path("fairs/<slug:fair>/stands/<int:stand>/", plan_editor.StandEditView.as_view(), name="stand_edit"),
]
