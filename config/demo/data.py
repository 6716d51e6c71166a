"""Read the demo's texts: TOML files, invented from the first word to the last."""

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
FULL = ("thessaly", "crete", "attica")
"""Slugs of the regions with organisations, networks, fairs, articles and subscribers."""


def partnerships():
    """Return the 13 partnerships, the full ones first."""
    return _read("partnerships")["partnerships"]


def organisations(slug):
    """Return the organisations of one partnership."""
    if slug in FULL:
        return _read(f"{slug}/organisations")["organisations"]
    return [entry for entry in _read("elsewhere")["organisations"] if entry["region"] == slug]


def networks(slug):
    """Return the networks of a full region."""
    return _read(f"{slug}/networks")["networks"]


def facilities(slug):
    """Return the facilities of a full region, with what is on their boards; days are counted from today."""
    return _read(f"{slug}/facilities")["facilities"]


def fairs(slug):
    """Return the fairs of a full region; their days are counted from today."""
    return _read(f"{slug}/fairs")["fairs"]


def series(slug):
    """Return the series of fairs of a full region; its fairs name the one to which they belong."""
    return _read(f"{slug}/fairs").get("series", [])


def articles(slug):
    """Return the articles of a full region; `days` says how long ago they appeared."""
    return _read(f"{slug}/articles")["articles"]


def founding(slug):
    """Return the founding projects of a full region; not every one has some."""
    if not (DATA / slug / "founding.toml").exists():
        return []
    return _read(f"{slug}/founding")["projects"]


def category_of(product_name):
    """Return the code of the category of a product, or None: the longest beginning that fits decides."""
    fitting = [
        (len(beginning), code)
        for code, beginnings in _read("categories").items()
        for beginning in beginnings
        if product_name.startswith(beginning)
    ]
    return max(fitting)[1] if fitting else None


def season_of(product_name):
    """Return the months in which the demo has a product; [] for the whole year."""
    fitting = [
        months for beginning, months in _read("products")["seasons"].items() if product_name.startswith(beginning)
    ]
    return fitting[0] if fitting else []


@cache
def _read(name):
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
