"""Who may read the caught mail: anybody, but only where the catcher is switched on."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.policy import predicate


@predicate(_("The mail catcher is switched off here."))
def catcher_is_on(actor, obj):
    return settings.MAIL_CATCHER


PERMISSIONS = {"core.mailcatcher.view": catcher_is_on}
