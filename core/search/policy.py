"""Everything in the search is public."""

from core.policy import anyone

PERMISSIONS = {"core.search.view": anyone}
