"""Documents as accessible PDF (PDF/UA-1, ISO 14289-1), set by Typst."""

import hashlib
import json
from pathlib import Path
from typing import Literal

import typst
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.ui.palette import colour

CONTENT_TYPE = "application/pdf"
KEPT_FOR = 24 * 3600
STANDARD: Literal["ua-1"] = "ua-1"


def pdf(template: Path, data: dict, *, title: str, made_at) -> bytes:
    """Set a document in the active language and return the PDF, tagged for screen readers.

    `template` is a .typ file of the project, which begins with `#import "/core/documents/house.typ": *` and finds
    `data` as plain values: no word of it is ever read as markup. `made_at` is the moment that the file bears; the
    same data and moment give the same bytes. A page or picture that no screen reader could tell raises TypstError.
    """
    given = {
        **data,
        "title": title,
        "language": get_language(),
        "house": {"foot": _("Page {page} of {pages}"), "colour": colour("action")},
    }
    return typst.compile(
        template,
        root=Path(settings.BASE_DIR),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=made_at.replace(microsecond=0),
    )


def kept_pdf(template: Path, data: dict, *, title: str, made_at) -> bytes:
    """Return what `pdf` would, from the cache where the same was set within a day: for public documents."""
    told = json.dumps([str(template), template.read_text(encoding="utf-8"), data, title, get_language(), str(made_at)])
    key = f"document:{hashlib.sha256(told.encode()).hexdigest()}"
    content = cache.get(key)
    if content is None:
        content = pdf(template, data, title=title, made_at=made_at)
        cache.set(key, content, KEPT_FOR)
    return content
