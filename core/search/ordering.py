"""In which order results come: how well they fit, by name, or by distance."""

from django.db.models import BooleanField, F, FloatField, Func, TextField, Value
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt

from core.models import SearchEntry
from core.search import greek, terms
from core.search.asking import every

# Weights of a word in the text, in what is said about the thing, in the English title and in the title.
_WEIGHTS = "{0.1, 0.2, 0.6, 1.0}"
_LEVEL_WEIGHTS = {"letters": 8, "spelled": 4, "sound": 4, "stem": 2, "family": 1, "kin": 1}
_NEARBY_WEIGHT = 0.5
_SAME_TITLE = 10
_EARTH_KM = 6371
_FITS = "vector @@ %s::tsquery"


class Matches(Func):
    """Whether a tsvector fits a tsquery literal.

    The literal hides in a subquery, so that the planner can't think a common word worth reading the whole table
    for: it doesn't know how much unpacking every vector costs. It takes the index.
    """

    template = "%(expressions)s::tsquery)"
    arg_joiner = " @@ (SELECT "
    output_field = BooleanField()


def matching(literal):
    """Return the entries that fit a tsquery literal, in no order."""
    return SearchEntry.objects.order_by().filter(fits(literal))


def fits(literal):
    """Return the expression that tells whether an entry fits a tsquery literal."""
    return Matches(F("vector"), Value(literal, output_field=TextField()))


def by_fit(asked):
    """Return the SQL of what orders by fit, and its values: whether all words are there, how many as typed, rank."""
    parts = [_is_close(asked.words), _as_typed(asked.words), _rank(asked)]
    return [part for part, _ in parts], [value for _, values in parts for value in values]


def by_name(entries):
    """Order entries by name."""
    return entries.order_by("sort_key", "pk")


def by_distance(entries):
    """Order entries that know their distance: the nearest first, those without a place last."""
    return entries.order_by(F("distance_km").asc(nulls_last=True), "sort_key", "pk")


def with_distance(entries, near):
    """Let entries know how far they are from a Place; None without one."""
    return entries.defer("vector").annotate(distance_km=_distance(near))


def _is_close(words):
    """Return whether all words are there as such, not only others of their families."""
    return _FITS, [every(word.letters + word.sound + word.stem for word in words)]


def _as_typed(words):
    """Return how many of the words are there by their letters, inflected or not."""
    literals = [terms.one_of(word.letters + word.spelled) for word in words]
    return " + ".join([f"({_FITS})::int"] * len(literals)), literals


def _rank(asked):
    """Return the SQL of what orders results: letters over sound over stem over family, title over text.

    Only what was looked for counts: a word that sounds like a literal one says nothing, also in the title.
    """
    parts, values = [f"CASE WHEN sort_key = %s THEN {_SAME_TITLE} ELSE 0 END"], [greek.sort_key(asked.q)]
    levels = [
        (weight, [lexeme for word in asked.words for lexeme in word.lexemes(level) if lexeme in asked.wanted(word)])
        for level, weight in _LEVEL_WEIGHTS.items()
    ]
    for weight, lexemes in [*levels, (_NEARBY_WEIGHT, asked.nearby)]:
        if lexemes:
            parts.append(f"{weight} * ts_rank('{_WEIGHTS}', vector, %s::tsquery)")
            values.append(terms.one_of(lexemes))
    return " + ".join(parts), values


def _distance(near):
    if near is None:
        return Value(None, output_field=FloatField())
    across = Power(Sin(Radians(F("lng") - near.lng) / 2), 2) * Cos(Radians(F("lat"))) * Cos(Radians(Value(near.lat)))
    along = Power(Sin(Radians(F("lat") - near.lat) / 2), 2)
    return ASin(Sqrt(along + across)) * (2.0 * _EARTH_KM)
