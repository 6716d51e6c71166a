"""Who gets which stand, and by which rules."""

from django.utils.translation import gettext_lazy as _

from core.policy import AnyOf, predicate
from fairs.policy.roles import is_host
from partnerships.policy import is_coordinator, is_staff


@predicate(_("The rules of the stands have not been announced yet."))
def has_public_rules(actor, fair):
    rules = getattr(fair, "allocation_policy", None)
    return rules is not None and rules.is_published


PERMISSIONS = {
    "fairs.view_rules": AnyOf(has_public_rules, is_staff, is_host),
    "fairs.allocate": is_coordinator,
}
