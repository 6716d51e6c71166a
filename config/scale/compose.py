"""Invented organisations and what they offer: the same ones for the same seed."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from config.scale import places, stock
from core.search import greek

_ABBREVIATED = "Κοιν.Σ.Επ."
_IS_CLAIMED = 0.8
_IS_ORGANIC = 0.2
_HAS_ENGLISH = 0.4
_YEARS = 1000 * 24 * 60
_TRADES_REACHED = list(accumulate(trade.weight for trade in stock.TRADES))
_MONTHS = 12


@dataclass
class Body:
    """An invented organisation."""

    pk: int
    slug: str
    trade: stock.Trade
    spot: places.Spot
    name: str
    name_en: str
    kind: str
    form: str
    groups: list
    description: str
    is_organic: bool
    is_claimed: bool
    lat: float
    lng: float
    changed_at: datetime


@dataclass
class Good:
    """Something that an invented organisation offers."""

    body: Body
    name: str
    category: str
    description: str
    price: int | None
    cents: int
    unit: str
    season: list
    is_organic: bool
    is_local: bool
    is_fair_trade: bool
    changed_at: datetime


def bodies(country, random, keys, now):
    """Yield an organisation for each of the keys."""
    for key in keys:
        trade = random.choices(stock.TRADES, cum_weights=_TRADES_REACHED)[0]
        yield _body(key, trade, country.draw(random), random, now)


def goods(members, number, random, now):
    """Yield `number` things that the organisations offer: more of who has more to offer, none of them twice."""
    counts = _shared_out(members, number, random)
    for body in members:
        wares = body.trade.goods
        variants = ["", *stock.EXTRA_OF_GOODS]
        chosen = random.sample(range(len(wares) * len(variants)), counts[body.pk])
        for one in chosen:
            variant, ware = divmod(one, len(wares))
            yield _good(body, wares[ware], variants[variant], random, now)


def _body(key, trade, spot, random, now):
    noun, form = random.choice(trade.nouns), random.choice(trade.forms)
    name = _name(noun, form, spot, random)
    lat, lng = places.scatter(spot, random)
    return Body(
        pk=key,
        slug=f"{greek.slug(name)}-{key}",
        trade=trade,
        spot=spot,
        name=name,
        name_en=f"{spot.name_en} {trade.english}" if random.random() < _HAS_ENGLISH else "",
        kind=random.choice(trade.kinds),
        form=form,
        groups=random.sample(trade.groups, random.randint(0, len(trade.groups))),
        description=_description(trade, random),
        is_organic=bool(trade.goods) and random.random() < _IS_ORGANIC,
        is_claimed=random.random() < _IS_CLAIMED,
        lat=lat,
        lng=lng,
        changed_at=_moment(random, now),
    )


def _name(noun, form, spot, random):
    """Return a name of the trade, of a place or a title or both, with the legal form where it is written so."""
    chance = random.random()
    if chance < 0.35:
        name = f"{noun} {spot.genitive}"
    elif chance < 0.65:
        name = f"{noun} «{_village(random)}»"
    else:
        name = f"{noun} {spot.genitive} «{random.choice(stock.TITLES)}»"
    return f"{name} {_ABBREVIATED}" if form.startswith("koinsep") else name


def _village(random):
    if random.random() < 0.4:
        return random.choice(stock.TITLES)
    return random.choice(stock.BEGINNINGS) + random.choice(stock.ENDINGS)


def _description(trade, random):
    own = random.sample(trade.sentences, random.randint(1, len(trade.sentences)))
    return " ".join([*own, *random.sample(stock.ANYWHERE, random.choice((0, 0, 1, 1, 2, 3)))])


def _shared_out(members, number, random):
    """Return a Counter of how many things each organisation gets, by key: a number of them, as far as names last."""
    most = {body.pk: len(body.trade.goods) * (len(stock.EXTRA_OF_GOODS) + 1) for body in members}
    reached = list(accumulate(len(body.trade.goods) for body in members))
    counts = Counter(body.pk for body in random.choices(members, cum_weights=reached, k=number))
    spare = sum(max(counts[key] - most[key], 0) for key in counts)
    counts = Counter({key: min(count, most[key]) for key, count in counts.items()})
    for body in members:
        taken = min(spare, most[body.pk] - counts[body.pk])
        counts[body.pk] += taken
        spare -= taken
    return counts


def _good(body, ware, extra, random, now):
    name, category, unit, least, greatest, first, last = ware
    is_priced = greatest > 0 and random.random() < 0.85
    return Good(
        body=body,
        name=f"{name}, {extra}" if extra else name,
        category=category,
        description=" ".join(random.sample(stock.ABOUT_GOODS, random.choice((0, 1, 1, 2)))),
        price=random.randint(least, greatest) if is_priced else None,
        cents=random.choice((0, 50, 90)),
        unit=unit,
        season=_season(first, last),
        is_organic=body.is_organic and random.random() < 0.7,
        is_local=random.random() < 0.5,
        is_fair_trade=random.random() < 0.05,
        changed_at=_moment(random, now),
    )


def _season(first, last):
    """Return the months from the first to the last, over the turn of the year if need be; none for all year."""
    if not first:
        return []
    return sorted((first - 1 + step) % _MONTHS + 1 for step in range((last - first) % _MONTHS + 1))


def _moment(random, now):
    return now - timedelta(minutes=random.randrange(_YEARS))
