"""What the workspace shows of stale profiles."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.policy import authorise
from core.ui.panels import Link, Task
from enterprises.queries.confirmations import own_stale, silent


def tasks(actor, partnership):
    """Return the own profiles that wait to be confirmed, and for coordinators those that no mail helps with."""
    own = [
        Task(
            _("Is it still true? %(name)s") % {"name": organisation},
            reverse("organisation_confirm", args=[partnership.slug, organisation.slug]),
            _("Look and confirm"),
            organisation.true_since,
        )
        for organisation in own_stale(actor, partnership)
    ]
    return own + _silent(actor, partnership)


def tools(actor, partnership):
    """Return the coordinators' list of stale profiles."""
    if not authorise(actor, "enterprises.decide", partnership):
        return []
    return [Link(_("Profiles to confirm"), reverse("stale_profiles", args=[partnership.slug]))]


def _silent(actor, partnership):
    if not authorise(actor, "enterprises.decide", partnership):
        return []
    number = silent(partnership).count()
    if not number:
        return []
    words = ngettext(
        "%(number)s profile has not been confirmed for a year, and mail does not help",
        "%(number)s profiles have not been confirmed for a year, and mail does not help",
        number,
    )
    return [Task(words % {"number": number}, reverse("stale_profiles", args=[partnership.slug]), _("See them"))]
