"""The stand plan."""

urlpatterns: list = []
