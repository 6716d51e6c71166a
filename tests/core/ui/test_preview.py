"""Pictures and codes that are drawn outside the browser."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from core.ui import palette, qr
from core.ui.preview import HEIGHT, WIDTH, Preview, drawn

KAMPOS = Preview(
    title="Κοινωνικό Παντοπωλείο Κάμπου",
    kicker="Κοινωνικό παντοπωλείο",
    place="Δήμος Καρδίτσας, Θεσσαλία",
    region="thessaly",
    lit="karditsa",
    language="el",
    site="Σύμπραξις",
)


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image.convert("RGB")


def colours(image):
    return {f"#{red:02x}{green:02x}{blue:02x}" for _count, (red, green, blue) in image.getcolors(maxcolors=1 << 24)}


def test_preview_has_the_size_that_other_sites_ask_for_and_the_colours_of_the_region():
    image = opened(drawn(KAMPOS))
    wanted = {palette.colour(name) for name in ("ground", "ink", "region-thessaly")}
    assert (image.size, wanted - colours(image)) == ((WIDTH, HEIGHT), set())


def test_preview_is_drawn_once_and_then_kept():
    assert drawn(KAMPOS) == drawn(replace(KAMPOS))


@pytest.mark.parametrize("change", [{"title": "Άλλο"}, {"region": "crete"}, {"lit": "volos"}, {"language": "en"}])
def test_preview_of_something_else_has_another_digest(change):
    assert replace(KAMPOS, **change).digest != KAMPOS.digest


@pytest.mark.parametrize("title", ["", "#x $y$ ]", "Ω" * 500, "λέξη " * 200, "😀", "a\nb"])
def test_preview_draws_whatever_a_name_holds(title):
    assert opened(drawn(replace(KAMPOS, title=title))).size == (WIDTH, HEIGHT)


def test_codes_say_no_word_of_the_address_but_in_their_modules():
    address = "https://example.org/<script>"
    assert b"script" not in qr.qr_svg(address)
    assert opened(qr.qr_png(address)).size[0] == opened(qr.qr_png(address)).size[1]
    assert qr.qr_inline(address).startswith("<svg ")
