"""Absolute addresses for mails, in the language that is active."""

from django.conf import settings
from django.urls import reverse

from knowledge import tokens


def absolute(route, **kwargs):
    """Return the whole address of a named route."""
    return settings.SITE_URL + reverse(route, kwargs=kwargs)


def confirm_url(partnership, token):
    return absolute("subscription_confirm", partnership=partnership.slug, token=token)


def preferences_url(partnership, subscription):
    token = tokens.sign(subscription, tokens.PREFERENCES)
    return absolute("subscription_preferences", partnership=partnership.slug, token=token)


def unsubscribe_url(partnership, subscription):
    token = tokens.sign(subscription, tokens.UNSUBSCRIBE)
    return absolute("unsubscribe", partnership=partnership.slug, token=token)
