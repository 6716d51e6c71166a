"""Series, fairs and their steps."""

from core.policy import AnyOf, anyone
from fairs.policy.roles import is_host, is_published, leads
from partnerships.policy import is_coordinator, is_staff

PERMISSIONS = {
    "fairs.browse": anyone,
    "fairs.view": AnyOf(is_published, is_staff, is_host),
    "fairs.organise": is_coordinator,
    "fairs.oversee": is_staff,
    "fairs.lead": leads,
}
