"""Who may do what to an account."""

from django.utils.translation import gettext_lazy as _

from core.policy import predicate


@predicate(_("Only the owner of the account may do this."))
def is_self(actor, user):
    return actor.is_authenticated and actor.pk == user.pk


PERMISSIONS = {"accounts.edit_profile": is_self, "accounts.keep_tokens": is_self}
