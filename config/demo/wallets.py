"""What lies in the wallets of the demo's organisations: papers of one blank page, some of which end soon."""

import io
from datetime import timedelta
from functools import cache

from django.core.files.base import ContentFile
from django.utils import timezone
from pypdf import PdfWriter

from config.demo import names
from core.uploads import prepare_paper
from enterprises.actions.documents import add_document
from enterprises.models import ControlBody
from enterprises.states import DocumentKind

_SPREAD = 380
_A4 = (595, 842)


def fill(organisation, owner, *, is_organic, ends_soon=False):
    """Put papers into the wallet of an organisation; return its organic certificate, or None.

    With `ends_soon` its hygiene certificate has six days left, so that a reminder waits in the workspace.
    """
    share = names.share(organisation.name, 5)
    _add(organisation, owner, DocumentKind.STATUTE, ago=900 + int(share * 900))
    _add(organisation, owner, DocumentKind.CERTIFICATE, ago=800)
    left = 6 if ends_soon else 40 + int(share * 300)
    _add(organisation, owner, DocumentKind.HYGIENE, ago=365, left=left)
    if not is_organic:
        return None
    bodies = list(ControlBody.objects.order_by("pk"))
    return _add(
        organisation,
        owner,
        DocumentKind.ORGANIC,
        ago=120,
        left=60 + int(names.share(organisation.name, 6) * _SPREAD),
        number=f"{int(share * 90_000) + 10_000}",
        control_body=bodies[int(share * len(bodies))],
    )


def _add(organisation, owner, kind, *, ago, left=None, **facts):
    today = timezone.localdate()
    return add_document(
        organisation,
        _paper(),
        acting_user=owner,
        file_name=f"{kind.value}.pdf",
        kind=kind.value,
        issued_on=today - timedelta(days=ago),
        expires_on=today + timedelta(days=left) if left else None,
        **facts,
    )


@cache
def _paper():
    """Return a PDF of one blank page."""
    writer = PdfWriter()
    writer.add_blank_page(*_A4)
    out = io.BytesIO()
    writer.write(out)
    return prepare_paper(ContentFile(out.getvalue()))
