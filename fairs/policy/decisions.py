"""The municipality's decisions."""

from core.policy import AllOf, AnyOf, system
from fairs.policy.roles import (
    is_free_of_conflict,
    is_host,
    is_of_another_organisation,
    is_officer,
    is_some_officer,
)
from partnerships.policy import is_coordinator

PERMISSIONS = {
    "fairs.queue": is_some_officer,
    "fairs.decide": AllOf(is_officer, is_of_another_organisation, is_free_of_conflict),
    # Asked about the fair; each of its applications is then asked for `fairs.release`.
    "fairs.release_all": AnyOf(is_host, is_coordinator),
    "fairs.release": AnyOf(is_officer, is_coordinator, system),
}
