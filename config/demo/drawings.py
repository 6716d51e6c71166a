"""Pictures of the demo's products, drawn with a few shapes: nobody's photo is borrowed for what nobody makes."""

import io
from collections.abc import Callable
from itertools import pairwise

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from config.demo import names
from core.uploads import prepare_picture

SIZE = (960, 720)
_LIMESTONE, _SHADE, _INK = "#fbf8f2", "#e9e1d0", "#1d2733"
_HUES = {
    "honey": "#c98a1b",
    "olive": "#4f6b2b",
    "terracotta": "#b4472e",
    "aegean": "#1f5f8b",
    "wine": "#7a2f45",
    "straw": "#d9b96a",
    "rose": "#c9877f",
}
_GROUNDS = ("#fdf0d5", "#edf2e1", "#fae9e3", "#e5eff6", "#f3eee3")


def picture_of(product):
    """Return (Picture, words for those who don't see it) of a product of the demo; the same every time."""
    motif, hue, thing = _motif_of(product.category_id or "")
    image = Image.new("RGB", SIZE, _LIMESTONE)
    draw = ImageDraw.Draw(image)
    ground = _GROUNDS[int(names.share(product.name, 7) * len(_GROUNDS))]
    draw.rectangle((0, 0, 960, 520), fill=ground)
    draw.rectangle((0, 520, 960, 720), fill=_SHADE)
    motif(draw, _HUES[hue])
    out = io.BytesIO()
    image.save(out, "PNG")
    return prepare_picture(ContentFile(out.getvalue())), f"Σχέδιο: {thing}"


def _jar(draw, hue):
    for left, height in ((250, 300), (500, 240)):
        top = 560 - height
        draw.rounded_rectangle((left, top, left + 210, 570), 36, fill=hue)
        draw.rectangle((left + 24, top + height // 3, left + 186, top + height // 3 + 90), fill=_LIMESTONE)
        draw.rounded_rectangle((left + 14, top - 46, left + 196, top + 14), 12, fill=_INK)


def _bottle(draw, hue):
    for left, top in ((320, 170), (510, 220)):
        draw.rounded_rectangle((left, top + 140, left + 130, 570), 26, fill=hue)
        draw.polygon(
            [(left, top + 170), (left + 46, top + 70), (left + 84, top + 70), (left + 130, top + 170)], fill=hue
        )
        draw.rectangle((left + 46, top, left + 84, top + 90), fill=hue)
        draw.rectangle((left + 42, top - 16, left + 88, top + 18), fill=_INK)
        draw.rectangle((left, top + 230, left + 130, top + 310), fill=_LIMESTONE)


def _fruit(draw, hue):
    for left, top, size in ((230, 330, 220), (430, 280, 270), (650, 360, 190)):
        draw.ellipse((left, top, left + size, top + size), fill=hue)
        middle = left + size // 2
        draw.line((middle, top + 10, middle + 16, top - 40), fill=_INK, width=10)
        draw.ellipse((middle + 10, top - 50, middle + 90, top - 14), fill=_HUES["olive"])


def _loaf(draw, hue):
    draw.rounded_rectangle((220, 330, 740, 570), 120, fill=hue)
    for left in (330, 450, 570):
        draw.line((left, 370, left + 60, 450), fill=_LIMESTONE, width=16)


def _cheese(draw, hue):
    draw.polygon([(240, 480), (720, 300), (720, 480)], fill=hue)
    draw.rectangle((240, 480, 720, 570), fill=_HUES["honey"])
    for x, y, size in ((560, 400, 46), (640, 350, 34), (420, 500, 40)):
        draw.ellipse((x, y, x + size, y + size), fill=_LIMESTONE)


def _cloth(draw, hue):
    draw.rectangle((260, 150, 700, 570), fill=hue)
    stripes = (_LIMESTONE, _HUES["straw"], _HUES["aegean"], _LIMESTONE)
    for number, top in enumerate(range(190, 560, 90)):
        draw.rectangle((260, top, 700, top + 30), fill=stripes[number % len(stripes)])
    for left in range(270, 700, 22):
        draw.line((left, 570, left, 610), fill=hue, width=6)


def _pot(draw, hue):
    draw.ellipse((300, 230, 660, 580), fill=hue)
    draw.rectangle((400, 160, 560, 280), fill=hue)
    draw.rounded_rectangle((370, 140, 590, 186), 20, fill=hue)
    draw.arc((230, 220, 380, 420), 90, 290, fill=hue, width=26)
    draw.arc((580, 220, 730, 420), 250, 90, fill=hue, width=26)
    draw.rectangle((306, 390, 654, 420), fill=_LIMESTONE)


def _bar(draw, hue):
    for left, top in ((260, 430), (430, 300), (500, 430)):
        draw.rounded_rectangle((left, top, left + 220, top + 130), 30, fill=hue, outline=_LIMESTONE, width=8)


def _leaf(draw, hue):
    for number, (x, y) in enumerate(((320, 470), (400, 380), (500, 300), (590, 230))):
        draw.ellipse((x - 130, y - 30, x, y + 36), fill=hue)
        draw.ellipse((x + 10, y - 50, x + 150, y + 16), fill=_HUES["olive"] if number % 2 else hue)
    draw.line((250, 580, 700, 150), fill=_INK, width=10)


def _dots(draw, hue):
    points = [(250, 420), (400, 250), (540, 460), (690, 270), (740, 500)]
    for one, other in pairwise(points):
        draw.line((*one, *other), fill=_INK, width=6)
    for number, (x, y) in enumerate(points):
        size = 44 + 10 * (number % 3)
        draw.ellipse((x - size, y - size, x + size, y + size), fill=hue if number % 2 else _HUES["honey"])


_Motif = tuple[Callable, str, str]
_MOTIFS: dict[str, _Motif] = {
    "food_honey": (_jar, "honey", "δύο βάζα με μέλι"),
    "food_oil": (_bottle, "olive", "δύο μπουκάλια λάδι"),
    "food_dairy": (_cheese, "straw", "ένα κομμάτι τυρί"),
    "food_fruit": (_fruit, "terracotta", "τρία φρούτα"),
    "food_vegetables": (_fruit, "olive", "τρία λαχανικά"),
    "food_pulses": (_jar, "straw", "δύο βάζα με όσπρια"),
    "food_bakery": (_loaf, "honey", "ένα καρβέλι ψωμί"),
    "food_pasta": (_jar, "straw", "δύο βάζα με ζυμαρικά"),
    "food_preserves": (_jar, "wine", "δύο βάζα με γλυκό"),
    "food_herbs": (_leaf, "olive", "ένα κλαδί με φύλλα"),
    "food_nuts": (_jar, "terracotta", "δύο βάζα με ξηρούς καρπούς"),
    "drinks": (_bottle, "wine", "δύο μπουκάλια"),
    "body": (_bar, "rose", "τρία σαπούνια"),
    "crafts_textiles": (_cloth, "terracotta", "ένα υφαντό με ρίγες"),
    "crafts_ceramics": (_pot, "terracotta", "ένα πήλινο δοχείο"),
    "nature": (_leaf, "olive", "ένα κλαδί με φύλλα"),
    "": (_dots, "aegean", "κουκκίδες που ενώνονται"),
}


def _motif_of(code):
    """Return the motif of a category: its own, its group's, or the dots."""
    return _MOTIFS.get(code) or _MOTIFS.get(code.partition("_")[0]) or _MOTIFS[""]
