"""What invented organisations are made of: trades with their words, goods and sentences. Names belong to nobody."""

import json
from dataclasses import dataclass
from pathlib import Path

_READ = json.loads((Path(__file__).parent / "data" / "trades.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Trade:
    """What an organisation does: how it may be called, what it is, and what it says about itself.

    `nouns` take a place in the genitive behind them. `forms`, `kinds` and `groups` are codes of the vocabularies.
    `goods` are (name, category, unit, least price, greatest price, first and last month of the season or 0).
    """

    nouns: list
    english: str
    kinds: list
    forms: list
    sentences: list
    goods: list
    groups: list
    weight: int


TRADES = [Trade(**trade) for trade in _READ["trades"]]
ANYWHERE = _READ["anywhere"]
ABOUT_GOODS = _READ["about_goods"]
EXTRA_OF_GOODS = _READ["extra_of_goods"]
TITLES = _READ["titles"].split()
BEGINNINGS = _READ["beginnings"].split()
ENDINGS = _READ["endings"].split()
