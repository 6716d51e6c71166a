"""Files as people hand them over, and as nobody should."""

import io
import random
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def upload(content, name="file.bin"):
    return SimpleUploadedFile(name, content)


def picture(kind="JPEG", size=(640, 400), **options):
    """Return the bytes of a picture with some structure in it."""
    image = Image.effect_mandelbrot(size, (-2, -1.2, 1, 1.2), 50).convert("RGB")
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def picture_with_place():
    """Return a JPEG that tells where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Eleni"
    exif.get_ifd(0x8825)[2] = (39.0, 21.0, 55.0)
    return picture(size=(640, 400), exif=exif)


def bomb(width=60_000, height=60_000):
    """Return a small PNG that claims to be huge."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(**extra):
    """Return the bytes of a PDF with one page; `js`, `attachment` and `password` make it one that we refuse."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    if "js" in extra:
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(extra["js"])}
        )
        writer.root_object[NameObject("/OpenAction")] = action
    if "attachment" in extra:
        writer.add_attachment("list.csv", extra["attachment"])
    if "password" in extra:
        writer.encrypt(extra["password"], algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def malformed(number, seed=4430):
    """Yield `number` damaged files, the same ones every time."""
    chance = random.Random(seed)
    whole = [picture("JPEG"), picture("PNG"), picture("WEBP"), picture("AVIF"), picture("GIF"), pdf()]
    for index in range(number):
        yield _DAMAGES[index % len(_DAMAGES)](chance, whole)


def _cut(chance, whole):
    content = chance.choice(whole)
    return content[: chance.randrange(1, len(content))]


def _flipped(chance, whole):
    content = bytearray(chance.choice(whole))
    for _ in range(chance.randrange(1, 60)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _spliced(chance, whole):
    one, other = chance.sample(whole, 2)
    return one[: chance.randrange(1, len(one))] + other[chance.randrange(len(other)) :]


def _headed(chance, whole):
    content = chance.choice(whole)
    return chance.randbytes(chance.randrange(1, 64)) + content


def _noise(chance, whole):
    return chance.choice(whole)[: chance.randrange(4, 40)] + chance.randbytes(chance.randrange(10, 4000))


def _blown(chance, whole):
    """Numbers in the header become huge: sizes, offsets, lengths."""
    content = bytearray(chance.choice(whole))
    for _ in range(3):
        place = chance.randrange(min(400, len(content) - 4))
        content[place : place + 4] = b"\xff\xff\xff\xfe"
    return bytes(content)


_DAMAGES = (_cut, _flipped, _spliced, _headed, _noise, _blown)
