"""What happens to a person's account."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import TOKEN_CREATED
from accounts.models import AccessToken, User
from core import audit, policy
from core.errors import DomainError
from core.outbox import queue_platform_mail
from core.ui.sharing import absolute

TOKEN_PREFIX = "sympraxis_"  # noqa: S105 - the beginning of every key, by which it is told from a password
MOST_TOKENS = 10


@transaction.atomic
def edit_profile(user, *, name, language, acting_user):
    """Change name and language of an account; only its owner may."""
    policy.enforce(acting_user, "accounts.edit_profile", user)
    row = User.objects.select_for_update().get(pk=user.pk)
    before = {"language": row.language}
    row.name = name
    row.language = language
    row.save(update_fields=["name", "language"])
    audit.record("user.edited", row, acting_user=acting_user, before=before, after={"language": language})
    return row


@transaction.atomic
def open_account(email, *, name, password, language):
    """Create the account of somebody who came by a link in a mail, which proves the mailbox; return the User.

    Raises DomainError when the address has an account.
    """
    if User.objects.filter(email=email).exists():
        raise DomainError("account-exists", _("There is an account with this address already. Please sign in."))
    user = User.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    audit.record("user.joined", user, acting_user=user)
    return user


@transaction.atomic
def create_token(user, *, name, days, path, acting_user):
    """Make a key for programs that works for so many days; return (AccessToken, key). The key is never seen again.

    Its owner gets a mail that leads to `path`, in case somebody else made it. Raises DomainError without a name and
    beyond MOST_TOKENS.
    """
    policy.enforce(acting_user, "accounts.keep_tokens", user)
    if not name.strip():
        raise DomainError("name-missing", _("Say what it is for."), field="name")
    # Whoever makes another one at the same moment waits here: the limit holds for both.
    owner = User.objects.select_for_update().get(pk=user.pk)
    if owner.access_tokens.working().count() >= MOST_TOKENS:
        raise DomainError(
            "too-many-tokens", _("%(most)s keys are possible. Take one back first.") % {"most": MOST_TOKENS}
        )
    key = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        user=owner,
        name=name.strip(),
        digest=digest_of(key),
        ending=key[-4:],
        expires_at=timezone.now() + timedelta(days=days),
    )
    audit.record("accesstoken.created", token, acting_user=acting_user, after={"expires_at": token.expires_at})
    _tell_owner(owner, token, path)
    return token, key


@transaction.atomic
def revoke_token(token, *, acting_user):
    """Take a key back for good and return it."""
    row = AccessToken.objects.select_for_update().select_related("user").get(pk=token.pk)
    policy.enforce(acting_user, "accounts.keep_tokens", row.user)
    if row.revoked_at:
        return row
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    audit.record("accesstoken.revoked", row, acting_user=acting_user, after={"revoked_at": row.revoked_at})
    return row


@transaction.atomic
def revoke_all_tokens(user, *, acting_user):
    """Take back all keys of a person, as after a new password: whoever knew the old one may have made some."""
    for token in user.access_tokens.working():
        revoke_token(token, acting_user=acting_user)


def use_token(key):
    """Return the active User whose working key this is, or None; note the day of its use."""
    if not key.startswith(TOKEN_PREFIX):
        return None
    found = AccessToken.objects.working().filter(digest=digest_of(key), user__is_active=True)
    token = found.select_related("user").first()
    if token is None:
        return None
    today = timezone.localdate()
    if token.last_used_on != today:
        AccessToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token.user


def digest_of(key):
    """Return what is kept of a key. It is 256 random bits: nobody finds it by trying, so a fast hash will do."""
    return hashlib.sha256(key.encode()).hexdigest()


def _tell_owner(owner, token, path):
    queue_platform_mail(
        "accounts/mail/notice",
        to=owner.email,
        context={
            "letter": TOKEN_CREATED,
            "text": TOKEN_CREATED.text % {"name": token.name},
            "link": absolute(path),
        },
        language=owner.language,
    )
