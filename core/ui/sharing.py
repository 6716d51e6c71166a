"""What other sites and search engines read of a page: its one address, its picture, its data."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True)
class Sharing:
    """How a page shows when somebody passes it on. `path` and `image` are paths of this site."""

    title: str
    text: str
    path: str
    image: str
    image_text: str

    @property
    def url(self):
        return absolute(self.path)

    @property
    def image_url(self):
        return absolute(self.image)


def absolute(path):
    """Return the whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def data_block(data):
    """Return linked data as an element of a page; whatever a text holds, it can't end the element."""
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(told))  # noqa: S308 - escaped above
