"""Confirmations and fees."""

EVENTS: dict = {}
