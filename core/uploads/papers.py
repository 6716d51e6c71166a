"""Documents: PDFs that hold nothing but pages, and photographed papers."""

import hashlib
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from core.errors import DomainError
from core.uploads import pictures
from core.uploads.reading import MEGABYTE, content_of

MOST_BYTES = 20 * MEGABYTE
MOST_OBJECTS = 100_000
_PAPER_WIDTH = 2000
_ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}


@dataclass(frozen=True)
class Paper:
    """A document as it is kept: PDF as it came, a photographed paper as one JPEG drawn anew."""

    content_type: str
    extension: str
    content: bytes
    digest: str
    size: int


def prepare_paper(upload):
    """Return the Paper of an uploaded file: a PDF, or a photo (JPEG, PNG, WebP, AVIF) of a paper.

    Raises DomainError for anything else, for what is damaged or locked, and for PDFs that do more than show pages.
    """
    content = content_of(upload, MOST_BYTES)
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return _paper("application/pdf", "pdf", content)
    try:
        image = pictures.opened(content)
    except DomainError as error:
        if error.code not in ("picture-unknown", "picture-is-drawing"):
            raise
        raise DomainError(
            "paper-unknown",
            _("This is neither a PDF nor a photo of a paper. Choose a PDF, JPEG, PNG or WebP."),
            field="file",
        ) from error
    image.thumbnail((_PAPER_WIDTH, _PAPER_WIDTH), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, optimize=True)
    return _paper("image/jpeg", "jpg", out.getvalue())


def _paper(content_type, extension, content):
    return Paper(content_type, extension, content, hashlib.sha256(content).hexdigest(), len(content))


def _check_pdf(content):
    end = content.rfind(b"%%EOF")
    if end < 0 or content[end + 5 :].strip(b"\0\t\n\f\r "):
        raise _damaged()
    try:
        problem = _problem_of(PdfReader(io.BytesIO(content), strict=False))
    # A broken PDF makes the reader fail in many ways; the person needs the same answer to each.
    except Exception as error:
        raise _damaged() from error
    if problem:
        raise problem


def _problem_of(reader):
    if reader.is_encrypted:
        return DomainError(
            "paper-locked", _("The PDF is locked with a password. Save it without one and try again."), field="file"
        )
    if not len(reader.pages):
        return _damaged()
    if _does_more_than_show(reader.trailer):
        return DomainError(
            "paper-active",
            _("The PDF holds scripts, forms that send, or other files. Print it to a new PDF and try again."),
            field="file",
        )
    return None


def _does_more_than_show(trailer):
    """Walk all objects of the document, once each: does one act, or carry another file?"""
    waiting, seen = [trailer], set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if (found.idnum, found.generation) in seen or len(seen) > MOST_OBJECTS:
                continue
            seen.add((found.idnum, found.generation))
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            if _is_active(found):
                return True
            waiting += [found.raw_get(key) for key in found]
        elif isinstance(found, ArrayObject):
            waiting += list(found)
    return False


def _is_active(found):
    kind = found.get("/S")
    return (
        (isinstance(kind, str) and kind in _ACTIVE_ACTIONS)
        or "/JS" in found
        or "/EmbeddedFiles" in found
        or found.get("/Type") == "/EmbeddedFile"
        or "/XFA" in found
    )


def _damaged():
    return DomainError(
        "paper-damaged", _("The PDF is damaged or not whole. Save it anew and try again."), field="file"
    )
