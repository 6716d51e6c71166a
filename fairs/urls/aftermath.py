"""After the fair."""

urlpatterns: list = []
