"""Programs sign in with the key of a person: `Authorization: Bearer sympraxis_…`."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from accounts.actions import use_token
from partnerships.second_factor import lacks_second_factor

SCHEME = "Bearer"


class TokenAuthentication(BaseAuthentication):
    """The person behind a key, with the rights of that person and no more.

    A key is no way around the second step: as long as a role asks for one that is not set up, the key opens nothing.
    """

    def authenticate(self, request):
        scheme, _space, key = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != SCHEME.lower():
            return None
        user = use_token(key.strip())
        if user is None:
            raise AuthenticationFailed(_("This key is not known, was taken back, or is out of date."))
        if lacks_second_factor(user):
            raise AuthenticationFailed(_("Your role needs a second step at sign-in. Please set it up first."))
        return user, key

    def authenticate_header(self, request):
        return SCHEME


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "key"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "A key of your account page"}
