"""Photos: told by their content, drawn anew in the sizes of phone and desktop, nothing in them but the picture."""

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from core.errors import DomainError
from core.uploads.reading import MEGABYTE, content_of

MOST_BYTES = 15 * MEGABYTE
MOST_PIXELS = 50_000_000
LEAST_SIDE = 64
WIDTHS = (480, 1280)
"""A phone's column and a desktop's; a smaller picture keeps its own width."""

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_QUALITY = 80


@dataclass(frozen=True)
class Picture:
    """A picture drawn anew: `files` holds "<width>.webp" and "<width>.jpg" for each of `widths`.

    `width` and `height` are pixels of the largest, `digest` the SHA-256 of its JPEG.
    """

    digest: str
    width: int
    height: int
    widths: tuple
    files: dict


def prepare_picture(upload):
    """Return the Picture of an uploaded file.

    Raises DomainError for what is no photo, is damaged, or would take too much to open. Whatever came
    along in the file (place and time of the photo, other files behind it) is left behind.
    """
    image = opened(content_of(upload, MOST_BYTES))
    sizes = [_scaled(image, width) for width in sorted({min(width, image.width) for width in WIDTHS})]
    files = {}
    for sized in sizes:
        files[f"{sized.width}.webp"] = _encoded(sized, "WEBP", method=4)
        files[f"{sized.width}.jpg"] = _encoded(sized, "JPEG", optimize=True, progressive=True)
    largest = sizes[-1]
    return Picture(
        digest=hashlib.sha256(files[f"{largest.width}.jpg"]).hexdigest(),
        width=largest.width,
        height=largest.height,
        widths=tuple(sized.width for sized in sizes),
        files=files,
    )


def opened(content):
    """Return the upright RGB image in these bytes, in sRGB and without metadata. Raises DomainError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(content), formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise _too_many_pixels() from error
        # Whatever a damaged header makes Pillow trip over, the person needs the same answer.
        except Exception as error:
            raise _no_photo(content) from error
        if image.width * image.height > MOST_PIXELS:
            raise _too_many_pixels()
        if min(image.size) < LEAST_SIDE:
            raise DomainError(
                "picture-too-small",
                _("The photo is too small: each side needs at least %(least)s pixels.") % {"least": LEAST_SIDE},
                field="file",
            )
        try:
            return _upright(image)
        except Exception as error:
            raise DomainError(
                "picture-damaged",
                _("The photo is damaged or not whole. Save it anew, or take another one."),
                field="file",
            ) from error


def _upright(image):
    # A JPEG can be read at a fraction of its size: nobody needs more than twice the largest width.
    image.draft("RGB", (WIDTHS[-1] * 2, WIDTHS[-1] * 2))
    image.load()
    image = ImageOps.exif_transpose(_smaller(_in_eight_bits(image)))
    plain = _in_srgb(image)
    if plain.mode in ("RGBA", "LA", "PA") or "transparency" in plain.info:
        plain = plain.convert("RGBA")
        ground = Image.new("RGBA", plain.size, "white")
        plain = Image.alpha_composite(ground, plain)
    plain = plain.convert("RGB")
    bare = Image.new("RGB", plain.size)
    bare.paste(plain)
    return bare


def _smaller(image):
    """Return a picture that is far larger than needed at a fraction of its size: every copy of it costs memory."""
    factor = min(image.size) // (WIDTHS[-1] * 2)
    if factor < 2:
        return image
    if image.mode in ("P", "PA", "1"):
        image = image.convert("RGBA")
    reduced = image.reduce(factor)
    reduced.info = image.info
    return reduced


def _in_eight_bits(image):
    """Return a grey picture of 16 bits a pixel in 8; converted at once it would be white all over."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("F").point(lambda value: value * (255 / 65535) + 0).convert("L")


def _in_srgb(image):
    """Return the image in sRGB; a profile that can't be read is left out."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "L", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def _scaled(image, width):
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, quality=_QUALITY, **options)
    return out.getvalue()


def _too_many_pixels():
    return DomainError(
        "picture-too-many-pixels",
        _("The photo has more than %(most)s megapixels. Make it smaller and try again.")
        % {"most": MOST_PIXELS // 1_000_000},
        field="file",
    )


def _no_photo(content):
    start = content[:1024].lstrip().lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype", b"<html")):
        return DomainError(
            "picture-is-drawing",
            _("This is a drawing or a page (SVG, HTML), not a photo. Choose a JPEG, PNG, WebP or AVIF."),
            field="file",
        )
    return DomainError(
        "picture-unknown", _("This is no photo we can open. Choose a JPEG, PNG, WebP or AVIF."), field="file"
    )
