"""The search and the index of the API are public."""

from core.policy import anyone

PERMISSIONS = {"core.search.view": anyone, "core.api.view": anyone}
