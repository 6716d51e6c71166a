"""What the mails about an account say: one letter for each of allauth's mails."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Letter:
    """Subject, text and button of a mail. `link` names the value of the mail's context that the button opens."""

    subject: str | Promise
    text: str | Promise
    button: str | Promise
    link: str


CONFIRMATION = Letter(
    _("Confirm your address on Sympraxis"),
    _("The address %(email)s was given for an account on Sympraxis. Confirm that it is yours; then you can go on."),
    _("Confirm the address"),
    "activate_url",
)


def change(subject, text):
    """Return the letter that tells of a change to the account, with the way out if somebody else made it."""
    return Letter(subject, text, _("It was not me: choose a new password"), "password_reset_url")


LETTERS = {
    "account/email/email_confirmation": CONFIRMATION,
    "account/email/email_confirmation_signup": CONFIRMATION,
    "account/email/account_already_exists": Letter(
        _("You have an account already"),
        _(
            "Somebody asked for a new account on Sympraxis with the address %(email)s. There is one already: "
            "sign in, or choose a new password if you have forgotten it."
        ),
        _("Choose a new password"),
        "password_reset_url",
    ),
    "account/email/unknown_account": Letter(
        _("There is no account with this address"),
        _(
            "Somebody asked for a new password for the address %(email)s, but it has no account on Sympraxis. "
            "You may have used another address. Otherwise you can create an account."
        ),
        _("Create an account"),
        "signup_url",
    ),
    "account/email/password_reset_key": Letter(
        _("Choose a new password"),
        _("You asked for a new password on Sympraxis. If it was not you, do nothing: your password stays as it is."),
        _("Choose a new password"),
        "password_reset_url",
    ),
    "account/email/password_changed": change(_("Your password changed"), _("The password of your account changed.")),
    "account/email/password_reset": change(_("Your password changed"), _("The password of your account changed.")),
    "account/email/password_set": change(_("Your account has a password"), _("Your account now has a password.")),
    "account/email/email_changed": change(
        _("Your main address changed"),
        _("The main address of your account is now %(to_email)s. Before it was %(from_email)s."),
    ),
    "account/email/email_deleted": change(
        _("An address was removed from your account"),
        _("The address %(deleted_email)s was removed from your account."),
    ),
    "mfa/email/totp_activated": change(
        _("The second step at sign-in is on"), _("From now on your account asks for a code of the app on your phone.")
    ),
    "mfa/email/totp_deactivated": change(
        _("The second step at sign-in is off"), _("Your account no longer asks for a code of the app on your phone.")
    ),
    "mfa/email/recovery_codes_generated": change(
        _("You have new recovery codes"), _("Your account has new recovery codes; the ones before no longer work.")
    ),
    "mfa/email/webauthn_added": change(
        _("A key was added to your account"), _("A passkey or security key now opens your account.")
    ),
    "mfa/email/webauthn_removed": change(
        _("A key was removed from your account"), _("A passkey or security key no longer opens your account.")
    ),
}

TOKEN_CREATED = Letter(
    _("A key to your account was made"),
    _(
        "A key for programs was made with your account on Sympraxis: “%(name)s”. Whoever has it can do in the API "
        "what you may do. If it was not you, take it back and choose a new password."
    ),
    _("See your keys"),
    "",
)
