"""Confirmations and fees."""

urlpatterns: list = []
