"""The code that a participant shows on the day: an address that only the platform can have made."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from core.ui import qr
from core.ui.sharing import absolute
from fairs.models import Application
from fairs.states import ACCEPTED_STATES, PARTICIPANTS_STATES

_SIGNER = Signer(salt="fairs.check-in", sep=".")


def token_of(application):
    """Return the signed word that stands for an application in the address of its code."""
    return _SIGNER.sign(str(application.pk))


def application_of(token, fair):
    """Return the application of a fair that a token stands for; None for a token that was not made for it."""
    try:
        number = int(_SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Application.objects.filter(fair=fair, pk=number).first()


def path_of(application):
    """Return the path that the code of an application leads to; the application comes with its fair."""
    fair = application.fair
    names = {"partnership": fair.partnership.slug, "fair": fair.slug, "token": token_of(application)}
    return reverse("fair_day_code", kwargs=names)


def has_code(application):
    """Whether an application has a code: it takes part, and the participants are announced."""
    return application.state in ACCEPTED_STATES and application.fair.state in PARTICIPANTS_STATES


def code_of(application):
    """Return the QR code of a participant's address for check-in, as an SVG element; it comes with its fair."""
    return qr.qr_inline(absolute(path_of(application)))
