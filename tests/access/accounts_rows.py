"""Sign-in, addresses, passwords and the second factor: allauth's pages in our frame."""

from tests.access.matrix import ROLES, Row, everybody
from tests.access.world import BUILDERS
from tests.factories.accounts import AccessTokenFactory


def _signed_in(status, *, anonymous=302):
    return dict.fromkeys(ROLES, status) | {"anonymous": anonymous}


FOR_VISITORS = _signed_in(302, anonymous=200)
"""Pages that a person who is signed in already is led away from."""

ALWAYS_OPEN = (
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
OF_ONES_OWN = (
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "mfa_index",
    "mfa_list_webauthn",
)
ASK_FOR_THE_PASSWORD_AGAIN = (
    "account_set_password",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_login_webauthn",
    "token_list",
)
"""Led elsewhere: there is nothing to authenticate now, or a fresh password is needed first."""


def _own_key(world):
    return {"pk": world.rows["token"].pk}


BUILDERS["token"] = lambda world: AccessTokenFactory(user=world.people["manager"])
ONLY_ITS_OWNER = _signed_in(404) | {"manager": 200}

NOT_SET_UP = ("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes")

ROWS = [
    Row("account_login", "GET", FOR_VISITORS),
    Row("account_signup", "GET", FOR_VISITORS),
    *(Row(route, "GET", everybody(200)) for route in ALWAYS_OPEN),
    Row("account_confirm_email", "GET", everybody(200), kwargs=lambda world: {"key": "unknown"}),
    Row(
        "account_reset_password_from_key",
        "GET",
        everybody(200),
        kwargs=lambda world: {"uidb36": "1", "key": "unknown-key"},
    ),
    *(Row(route, "GET", _signed_in(200)) for route in OF_ONES_OWN),
    *(Row(route, "GET", everybody(302)) for route in ASK_FOR_THE_PASSWORD_AGAIN),
    *(Row(route, "GET", _signed_in(404)) for route in NOT_SET_UP),
    *(
        Row(route, "GET", everybody(302), kwargs=lambda world: {"pk": 1})
        for route in ("mfa_edit_webauthn", "mfa_remove_webauthn")
    ),
    Row("token_list", "POST", everybody(302)),
    Row("token_revoke", "GET", ONLY_ITS_OWNER, kwargs=_own_key),
    Row("token_revoke", "POST", ONLY_ITS_OWNER | {"manager": 302}, kwargs=_own_key),
]
