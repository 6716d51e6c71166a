"""Reviews."""

urlpatterns: list = []
