"""Series, fairs and their steps."""

from django.utils.translation import gettext_lazy as _

from core.policy import AnyOf, anyone, predicate
from fairs.policy.roles import is_host, is_published, leads
from partnerships.policy import is_coordinator, is_staff


@predicate(_("This series has not been announced."))
def is_announced(actor, series):
    return series.is_published


PERMISSIONS = {
    "fairs.browse": anyone,
    "fairs.view": AnyOf(is_published, is_staff, is_host),
    "fairs.view_series": AnyOf(is_announced, is_staff),
    "fairs.organise": is_coordinator,
    "fairs.oversee": is_staff,
    "fairs.lead": leads,
}
