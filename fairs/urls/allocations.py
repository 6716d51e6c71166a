"""The allocation of stands."""

from django.urls import path

from fairs.views import allocation_rules as rules

HERE = "fairs/<slug:fair>/allocation/"

urlpatterns = [
    path("fairs/lottery.py", rules.ScriptView.as_view(), name="allocation_script"),
    path(HERE + "rules/", rules.RulesView.as_view(), name="allocation_rules"),
    path(HERE + "rules/edit/", rules.RulesEditView.as_view(), name="allocation_rules_edit"),
    path(HERE + "rules/announce/", rules.RulesAnnounceView.as_view(), name="allocation_rules_announce"),
    path(HERE + "rules/draw/", rules.SeedView.as_view(), name="allocation_seed"),
    path(HERE + "rules/numbers.txt", rules.NumbersView.as_view(), name="allocation_numbers"),
]
