"""The allocation of stands."""

urlpatterns: list = []
