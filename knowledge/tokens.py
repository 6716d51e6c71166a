"""The links in mails: who holds one is the owner of the address, without an account or a session.

A link to confirm carries a random token (core.tokens). The links to the preferences
and to unsubscribe stand in every mail, so they are signed, each for its own purpose: one can't be made
from the other, nor guessed from another person's.
"""

import uuid

from django.core.signing import BadSignature, Signer

PREFERENCES = "preferences"
UNSUBSCRIBE = "unsubscribe"


def sign(subscription, purpose):
    """Return the token of a subscription for PREFERENCES or UNSUBSCRIBE."""
    return _signer(purpose).sign(subscription.key.hex)


def read(token, purpose):
    """Return the key in a token; None when it was not made here, or for another purpose."""
    try:
        return uuid.UUID(_signer(purpose).unsign(token))
    except (BadSignature, ValueError):
        return None


def _signer(purpose):
    return Signer(salt=f"knowledge.{purpose}", sep=".")
