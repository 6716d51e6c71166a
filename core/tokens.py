"""Secrets that stand in a mail alone: who holds one is the owner of the address. The database keeps their digests."""

import hashlib
import secrets


def new_token():
    """Return (token for the mail, digest for the row); nobody can guess the one, or make it from the other."""
    token = secrets.token_urlsafe(32)
    return token, digest_of(token)


def digest_of(token):
    """Return what the database keeps of a token: its SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()
