"""The one place that knows Greek: folding, names' order, words, sound, greeklish and inflection.

Everything here works by rule; the only list of words are the function words that no search is about.

Three views of a word, from narrow to wide:

* `fold` - the letters without case, accents, diaeresis and final sigma;
* `sound` - how it sounds, in a small Latin alphabet that Greek and greeklish share;
* `stem` and `roots` - the sound without inflection, and without derivation.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product

STOP_WORDS = frozenset(
    """
    ο η το οι τα του της των τον την τους τις στου στησ στο στη στην στον στα στουσ στισ στων
    ενασ μια μιασ ενα ενοσ και κι με για απο προσ σε ωσ που να θα η ειναι
    o i to oi ta tou tis ton tin tous stou stis sto sti stin ston sta stous
    enas mia ena kai ki me gia apo pros se pou na tha einai
    the of and for in on at an a by with from
    """.translate(str.maketrans("ς", "σ")).split()
)

_LOOKALIKES = str.maketrans("abehikmnoptuvxyz", "αβεηικμνορτυνχυζ")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_LATIN = re.compile(r"[a-z]")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](s\b)?")
_LETTERS = r"[^\W\d_]"
_ABBREVIATION = re.compile(rf"(?<!\w){_LETTERS}{{1,4}}(?:\.{_LETTERS}{{1,4}})+(?!\w)\.?")
_SHORT = 4


@lru_cache(maxsize=50_000)
def fold(text):
    """Return text without case, accents, diaeresis and final sigma. Folding twice changes nothing."""
    text = _unmark(_unmark(text).casefold())
    return unicodedata.normalize("NFC", text.replace("ς", "σ").replace("ı", "i"))


def _unmark(text):
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def sort_key(text):
    """Return the key by which names are ordered: folded words, one space between, no punctuation."""
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", fold(text))))


def _join_abbreviations(folded):
    return _ABBREVIATION.sub(lambda found: found.group().replace(".", "") + " ", folded)


# --- Latin letters, by ELOT 743 -------------------------------------------------------------------

_ELOT = {
    **dict(zip("αβγδεζηθικλμνξοπρστυφχψω", "a v g d e z i th i k l m n x o p r s t y f ch ps o".split(), strict=True)),
    "ου": "ou",
    "γγ": "ng",
    "γξ": "nx",
    "γχ": "nch",
}
_ELOT_PARTS = re.compile(r"ου|γγ|γξ|γχ|[αεη]υ|(?<!\w)μπ|μπ(?!\w)|.", re.DOTALL)
_VOICED = frozenset("αβγδεζηιλμνορυω")


def to_latin(text):
    """Return folded text in Latin letters as ELOT 743 spells Greek; what is not Greek stays."""
    folded = fold(text)
    return "".join(_elot(part, folded[part.end() : part.end() + 1]) for part in _ELOT_PARTS.finditer(folded))


def _elot(part, following):
    letters = part.group()
    if letters == "μπ":
        return "b"
    if len(letters) == 2 and letters[1] == "υ" and letters != "ου":
        return _ELOT[letters[0]] + ("v" if following in _VOICED and following else "f")
    return _ELOT.get(letters, letters)


def slug(text, max_length=80):
    """Return an address part of ASCII letters, digits and hyphens; empty when text has no letter to keep."""
    text = _APOSTROPHE.sub("", fold(text))
    ascii_text = to_latin(_join_abbreviations(text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text)[: max_length + 1].strip("-")[:max_length].rstrip("-")
