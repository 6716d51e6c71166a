"""Nobody overwrites what somebody else has changed meanwhile: `ETag` out, `If-Match` in (RFC 9110)."""

import hashlib

from django.utils.translation import gettext as _

from core.api.renderers import OrjsonRenderer
from core.errors import DomainError


class ChangedMeanwhile(DomainError):
    """The thing is no longer as it was when the client read it."""

    status = 412


def tag_of(data):
    """Return the entity tag of a representation (plain data)."""
    return f'"{hashlib.sha256(OrjsonRenderer().render(data)).hexdigest()[:24]}"'


def require_match(request, data):
    """Raise ChangedMeanwhile when the request names a state of the thing that `data`, read under its lock, is not.

    A client that names none takes the risk itself. The mark of a weak tag is what compression adds on the way.
    """
    wanted = request.headers.get("If-Match", "").strip()
    if not wanted or wanted == "*":
        return
    tags = {tag.strip().removeprefix("W/") for tag in wanted.split(",")}
    if tag_of(data) not in tags:
        raise ChangedMeanwhile("changed-meanwhile", _("It was changed meanwhile. Read it anew and try again."))
