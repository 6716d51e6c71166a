"""The municipality's decisions."""

from core.policy import AnyOf, system
from fairs.policy.roles import is_host, is_officer, is_some_officer
from partnerships.policy import is_coordinator

PERMISSIONS = {
    "fairs.queue": is_some_officer,
    "fairs.decide": is_officer,
    # Asked about the fair; each of its applications is then asked for `fairs.release`.
    "fairs.release_all": AnyOf(is_host, is_coordinator),
    "fairs.release": AnyOf(is_officer, is_coordinator, system),
}
