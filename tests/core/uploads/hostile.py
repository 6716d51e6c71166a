"""Files made to hurt: bombs, files that are two things at once, headers that lie, and odd kinds that cameras make."""

import io
import struct
import zipfile
import zlib

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject, StreamObject

from tests.core.uploads.samples import bomb, pdf, picture

SCRIPT = b"<script>alert(document.cookie)</script>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def hostile():
    """Return {name: bytes}: the same files every time."""
    return {**odd_pictures(), **bombs(), **double_files(), **liars(), **papers()}


def odd_pictures():
    """Whole pictures of rare kinds; each may be taken."""
    square = (90, 80)
    frames = [Image.new("RGB", square, colour) for colour in ("red", "green", "blue")]
    made = {
        "cmyk jpeg": _saved(Image.new("CMYK", square, (10, 200, 30, 40)), "JPEG"),
        "grey jpeg": _saved(Image.new("L", square, 90), "JPEG"),
        "progressive jpeg": picture("JPEG", (90, 80), progressive=True),
        "16 bit png": _saved(Image.new("I;16", square, 40_000), "PNG"),
        "palette png": _saved(Image.new("P", square), "PNG"),
        "palette png with a hole": _saved(Image.new("P", square), "PNG", transparency=0),
        "one bit png": _saved(Image.new("1", square), "PNG"),
        "grey png with alpha": _saved(Image.new("LA", square), "PNG"),
        "clear png": _saved(Image.new("RGBA", square, (0, 0, 0, 0)), "PNG"),
        "moving gif": _saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=1),
        "moving png": _saved(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=1),
        "moving webp": _saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=1),
        "broken profile": picture("PNG", (90, 80), icc_profile=b"not a profile at all"),
        "long and thin": _saved(Image.new("RGB", (64, 9_000)), "PNG"),
    }
    exif = Image.Exif()
    for orientation in (0, 3, 8, 77):
        exif[0x0112] = orientation
        made[f"orientation {orientation}"] = picture("JPEG", (90, 80), exif=exif)
    for kind in ("BMP", "TIFF", "ICO", "PPM", "TGA", "PCX"):
        made[f"a {kind}"] = _saved(Image.new("RGB", square, "red"), kind)
    return made


def bombs():
    """Small files that would become huge."""
    blank = zlib.compress(b"\0" * 40_000_000, 9)
    made = {
        "png of 60,000 by 60,000": bomb(),
        "png of 2,000,000,000 by 1": bomb(2_000_000_000, 1),
        "png of 7,000 by 7,000 without its rows": bomb(7_000, 7_000),
        "png with a text of 40 MB": _png((90, 80), (b"zTXt", b"a\0\0" + blank)),
        "png with a profile of 40 MB": _png((90, 80), (b"iCCP", b"a\0\0" + blank)),
        "png with 5,000 texts": _png((90, 80), *[(b"tEXt", b"k\0" + b"v" * 50)] * 5_000),
        "gif of 65,535 by 65,535": _patched(picture("GIF", (90, 80)), 6, struct.pack("<HH", 65_535, 65_535)),
        "webp of 16,383 by 16,383": _webp_canvas(16_383, 16_383),
        "whole png of 49 megapixels": _saved(Image.new("1", (7_000, 7_000)), "PNG"),
    }
    jpeg = bytearray(picture("JPEG", (90, 80)))
    start = jpeg.find(b"\xff\xc0")
    jpeg[start + 5 : start + 9] = struct.pack(">HH", 65_000, 65_000)
    made["jpeg of 65,000 by 65,000"] = bytes(jpeg)
    return made


def double_files():
    """Files that are a picture or a paper, and something else as well."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("evil.html", SCRIPT)
    archive = archive.getvalue()
    made = {
        "svg": DRAWING,
        "svg after a mark": b"\xef\xbb\xbf" + DRAWING,
        "svg with a declaration": b"<?xml version='1.0'?>" + DRAWING,
    }
    for kind in ("JPEG", "PNG", "GIF", "WEBP", "AVIF"):
        whole = picture(kind, (90, 80))
        for name, tail in {
            "zip": archive,
            "html": SCRIPT,
            "svg": DRAWING,
            "pdf": pdf(),
            "php": b"<?php system($_GET['x']); ?>",
        }.items():
            made[f"{kind} and {name}"] = whole + tail
            made[f"{name} and {kind}"] = tail + whole
    made["jpeg with a script in its comment"] = picture("JPEG", (90, 80), comment=SCRIPT)
    made["gif that is a script"] = b"GIF89a/*" + picture("GIF", (90, 80))[8:] + b"*/=1;alert(1)"
    made["pdf that begins as html"] = b"<html>" + SCRIPT + pdf()
    made["pdf with a page behind it"] = pdf() + SCRIPT
    made["pdf with an archive behind it"] = pdf() + archive
    made["archive"] = archive
    made["html"] = b"<!doctype html><html>" + SCRIPT
    made["script"] = b"#!/bin/sh\nrm -rf /\n"
    made["program"] = b"MZ" + b"\0" * 300
    made["elf"] = b"\x7fELF" + b"\0" * 300
    return made


def liars():
    """Headers without what they promise."""
    heads = {
        "jpeg": b"\xff\xd8\xff\xe0",
        "png": b"\x89PNG\r\n\x1a\n",
        "gif": b"GIF89a",
        "webp": b"RIFF\xff\xff\xff\xffWEBPVP8 ",
        "avif": b"\0\0\0\x20ftypavif",
        "pdf": b"%PDF-1.7\n",
    }
    made = {
        "nothing": b"",
        "one zero": b"\0",
        "zeros": b"\0" * 5_000,
        "blanks": b" \n" * 500,
        "text": "Μέλι".encode() * 50,
    }
    for name, head in heads.items():
        made[f"{name} head alone"] = head
        made[f"{name} head and zeros"] = head + b"\0" * 3_000
        made[f"{name} head and itself"] = head * 300
        made[f"{name} head and a jpeg"] = head + picture("JPEG", (90, 80))
    return made


def papers():
    """Papers that do more than lie there, and some that never end."""
    return {
        "pdf with a script": pdf(js="app.alert(1)"),
        "pdf with a file inside": pdf(attachment=b"a,b"),
        "locked pdf": pdf(password="secret"),
        "pdf whose pages are their own children": _looping_pdf(),
        "pdf with a stream of 40 MB": _stuffed_pdf(),
        "pdf nested 3,000 deep": _deep_pdf(),
        "pdf whose table points at itself": pdf().replace(b"trailer\n<<", b"trailer\n<< /Prev 10 "),
        "pdf without pages": _pdf_of({}),
        "pdf of a million pages": pdf().replace(b"/Count 1", b"/Count 1000000"),
        "pdf with a start elsewhere": pdf()[: pdf().rfind(b"startxref")] + b"startxref\n999999999\n%%EOF\n",
    }


def _saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _patched(content, place, part):
    return content[:place] + part + content[place + len(part) :]


def _png(size, *chunks):
    """Return a whole PNG with chunks put in before its rows."""
    plain = _saved(Image.new("RGB", size), "PNG")
    head = plain[:33]
    extra = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return head + extra + plain[33:]


def _webp_canvas(width, height):
    """Return a WebP whose header speaks of a canvas that its picture does not fill."""
    whole = _saved(Image.new("RGBA", (90, 80), (1, 2, 3, 4)), "WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0")
    place = whole.find(b"VP8X")
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return _patched(whole, place + 12, canvas) if place > 0 else whole


def _pdf_of(catalogue):
    writer = PdfWriter()
    for name, value in catalogue.items():
        writer.root_object[NameObject(name)] = value
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _looping_pdf():
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    pages = writer.root_object["/Pages"]
    pages[NameObject("/Kids")] = ArrayObject([writer.root_object.raw_get("/Pages")] * 3)
    pages[NameObject("/Count")] = NumberObject(3)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stuffed_pdf():
    stream = StreamObject()
    stream.set_data(zlib.compress(b"\0" * 40_000_000, 9))
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    return _pdf_of({"/Metadata": stream})


def _deep_pdf():
    nested = b"[" * 3_000 + b"]" * 3_000
    return pdf().replace(b"/Type /Catalog", b"/Type /Catalog /Deep " + nested)
