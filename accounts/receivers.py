"""What follows from what allauth does."""

from allauth.account import signals

from accounts.actions import revoke_all_tokens


def connect():
    """Listen to allauth."""
    for signal in (signals.password_changed, signals.password_set, signals.password_reset):
        signal.connect(_on_new_password, dispatch_uid="accounts.receivers.new_password")


def _on_new_password(request, user, **kwargs):
    revoke_all_tokens(user, acting_user=user)
