"""Who may say that a profile is still true. The object is the organisation, or the request that a link opens."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.policy import AllOf, AnyOf, anyone, predicate, system
from enterprises.policy.organisations import is_member, is_published
from partnerships.policy import is_coordinator


@predicate(_("This link has been used, or it is too old."))
def is_open(actor, request):
    """Whoever holds the link acts by it: only a mail to the organisation carried it."""
    return request.answered_at is None and request.expires_at > timezone.now()


PERMISSIONS = {
    "enterprises.ask_confirmation": AllOf(AnyOf(is_coordinator, system), is_published),
    "enterprises.confirm": AllOf(AnyOf(is_member, is_coordinator), is_published),
    "enterprises.open_confirmation": anyone,
    "enterprises.answer_confirmation": is_open,
}
