"""The tile server of the maps, as the content security policy names it."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def source_of(address):
    """Return the one host that a tile address ("https://{s}.tiles.example/{z}/{x}/{y}.png") loads pictures from.

    A changing subdomain becomes a wildcard. Raises ImproperlyConfigured for an address without host or placeholders.
    """
    parts = urlsplit(address.replace("{s}", "*"))
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ImproperlyConfigured("MAP_TILES_URL needs a whole address: https://tiles.example/{z}/{x}/{y}.png")
    if not all(name in address for name in ("{z}", "{x}", "{y}")):
        raise ImproperlyConfigured("MAP_TILES_URL needs {z}, {x} and {y}.")
    return f"{parts.scheme}://{parts.netloc}"
