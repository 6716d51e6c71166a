"""The municipality's authorisation."""

urlpatterns: list = []
