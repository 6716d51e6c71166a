"""What citizens see and ask for."""

urlpatterns: list = []
