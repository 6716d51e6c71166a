"""The number under which a decision stands on Diavgeia (law 3861/2010)."""

import re

from django.utils.translation import gettext as _

from core.errors import DomainError

EXAMPLE = "Ψ4ΔΕΩΞΜ-ΑΒ1"
_SHAPE = re.compile(r"[0-9Α-Ω]{4,10}-[0-9Α-Ω]{3}")
_LOOK_ALIKES = str.maketrans("ABEHIKMNOPTXYZ", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
_ACCENTS = str.maketrans("ΆΈΉΊΌΎΏΪΫ", "ΑΕΗΙΟΥΩΙΥ")
_DASHES = str.maketrans("‐‑‒–—−", "------")


def written_ada(text):
    """Return an ADA as Diavgeia writes it, or "" for nothing.

    Small letters become capitals, Latin letters that look like Greek ones become Greek. Raises DomainError, at the
    field `ada`, for what has another shape, and names the Latin letters that no Greek letter looks like.
    """
    ada = "".join(text.split()).upper().translate(_ACCENTS).translate(_LOOK_ALIKES).translate(_DASHES)
    if not ada or _SHAPE.fullmatch(ada):
        return ada
    strange = "".join(dict.fromkeys(letter for letter in ada if "A" <= letter <= "Z"))
    if strange:
        message = _("An ADA has Greek capitals and digits only. These letters are Latin: %(letters)s.")
        raise DomainError("ada-latin", message % {"letters": strange}, field="ada")
    message = _("This is not an ADA. It looks like this: %(example)s, as it stands on Diavgeia.")
    raise DomainError("ada-shape", message % {"example": EXAMPLE}, field="ada")
