"""What the page of the sign-in says to whoever comes from a page of this app."""

from django.utils.translation import gettext as _

from enterprises.models import Organisation


def claim(partnership, organisation):
    """Return which organisation's page somebody wants to take over."""
    found = Organisation.objects.published().filter(partnership__slug=partnership, slug=organisation).first()
    return _("You want to take over the page of “%(name)s”.") % {"name": found} if found else ""


def registration(partnership):
    """Return that somebody wants to register an organisation."""
    return _("You want to register an organisation.")


def founding(partnership):
    """Return that somebody wants to start a founding project."""
    return _("You want to start a founding project.")
