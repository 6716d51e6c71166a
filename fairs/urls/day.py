"""The programme and the day."""

urlpatterns: list = []
