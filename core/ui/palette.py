"""The colours of the style sheet, for what is drawn outside a browser."""

import re
from functools import cache

from django.conf import settings

_TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def colour(name):
    """Return a colour of the light theme as "#rrggbb". Raises KeyError."""
    return _light()[name]


@cache
def _light():
    sheet = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    first_block = sheet[: sheet.index("}")]
    return dict(_TOKEN.findall(first_block))
