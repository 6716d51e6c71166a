"""Pages over all partnerships."""

urlpatterns = []
