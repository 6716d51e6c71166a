"""QR codes of addresses, for paper and for screens."""

import io

import segno
from django.utils.safestring import mark_safe

QUIET = 4
"""The white border, in modules: scanners need it."""


def qr_svg(address):
    """Return the code as an SVG file."""
    return _saved(address, "svg", scale=8)


def qr_png(address):
    """Return the code as a PNG file, large enough for a poster."""
    return _saved(address, "png", scale=16)


def qr_inline(address):
    """Return the code as an SVG element for a page, as large as its style says."""
    # segno draws numbers alone: no word of the address stands in it.
    return mark_safe(  # noqa: S308
        _code(address).svg_inline(border=QUIET, omitsize=True, svgclass="qr-code", lineclass=None)
    )


def _code(address):
    return segno.make(address, error="m", micro=False)


def _saved(address, kind, **options):
    out = io.BytesIO()
    _code(address).save(out, kind=kind, border=QUIET, **options)
    return out.getvalue()
