"""How allauth meets the rest of the house: its mails leave through the outbox, in our words."""

from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.password_reset import get_reset_password_url
from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.urls import reverse, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.letters import LETTERS
from core.outbox import queue_platform_mail


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not correct."),
        "enter_current_password": _("This is not the password you have now."),
        "incorrect_password": _("This is not your password."),
    }

    def send_mail(self, template_prefix, email, context):
        letter = LETTERS[template_prefix]
        words = {"email": email, "password_reset_url": get_reset_password_url(self.request), **context}
        queue_platform_mail(
            "accounts/mail/notice",
            to=email,
            context={
                "letter": letter,
                "text": letter.text % words,
                "link": words[letter.link],
                "moment": words.get("timestamp"),
                "ip": words.get("ip"),
            },
            language=get_language(),
        )

    def new_user(self, request):
        user = super().new_user(request)
        user.language = get_language()
        return user

    def is_safe_url(self, url):
        """Follow paths of this site alone."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, None)

    def get_email_confirmation_url(self, request, emailconfirmation):
        """The link remembers the page that asked for the account: it may be opened in another browser."""
        url = super().get_email_confirmation_url(request, emailconfirmation)
        wanted = get_next_redirect_url(request)
        return f"{url}?{urlencode({REDIRECT_FIELD_NAME: wanted})}" if wanted else url

    def get_email_verification_redirect_url(self, email_address):
        return reverse("profile" if self.request.user.is_authenticated else "account_login")

    def post_login(self, request, user, **kwargs):
        """Go on in the language the person chose in their profile."""
        response = super().post_login(request, user, **kwargs)
        response["Location"] = translate_url(response["Location"], user.language)
        return response
