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

STOP_WORDS = frozenset(
    """
    ο η το οι τα του της των τον την τους τις στου στησ στο στη στην στον στα στουσ στισ στων
    ενασ μια μιασ ενα ενοσ και κι με για απο προσ σε ωσ που να θα η ειναι
    o i to oi ta tou tis ton tin tous stou stis sto sti stin ston sta stous
    enas mia ena kai ki me gia apo pros se pou na tha einai
    the of and for in on at an a by with from
    """.translate(str.maketrans("ς", "σ")).split()
)

_TWINS = ("abehikmnoptuvxyz", "αβεηικμνορτυνχυζ")
_GREEK_TWINS = str.maketrans(*_TWINS)
_LATIN_TWINS = str.maketrans(*reversed(_TWINS))
_GREEK = re.compile(r"[\u0370-\u03ff]")
_LATIN = re.compile(r"[a-z]")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](s\b)?")
_LETTERS = r"[^\W\d_]"
_ABBREVIATION = re.compile(
    rf"(?<!\w){_LETTERS}{{1,4}}(?:\.{_LETTERS}{{1,4}})+(?:\.\s{_LETTERS}{{1,3}}(?=\.))*(?!\w)\.?"
)
_WRITTEN = re.compile(rf"{_ABBREVIATION.pattern}|{_WORD.pattern}")
_SHORT = 4
_VOWELS = frozenset("αεηιουωaeiouyw")


@lru_cache(maxsize=50_000)
def fold(text):
    """Return text without case, accents, diaeresis and final sigma. Folding twice changes nothing."""
    text = _unmark(_unmark(text).casefold())
    return unicodedata.normalize("NFC", text.replace("ς", "σ").replace("ı", "i"))


class _WithoutMarks(dict):
    """For `str.translate`: takes combining marks away, and learns each letter when it first meets it."""

    def __missing__(self, code):
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


def _unmark(text):
    return unicodedata.normalize("NFKD", text).translate(_WITHOUT_MARKS)


def sort_key(text):
    """Return the key by which names are ordered: folded words, one space between, no punctuation."""
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", fold(text))))


def _join_abbreviations(folded):
    return _ABBREVIATION.sub(lambda found: re.sub(r"[.\s]", "", found.group()) + " ", folded)


# --- Latin letters, by ELOT 743 -------------------------------------------------------------------

_ELOT_LETTERS = "a v g d e z i th i k l m n x o p r s t y f ch ps o"
_ELOT = {
    **dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _ELOT_LETTERS.split(), strict=True)),
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


# --- Words ----------------------------------------------------------------------------------------


def tokens(text):
    """Return the folded words of text in order, function words included, abbreviations as one word.

    Κοιν.Σ.Επ., "Κοιν. Σ. Επ." and "Κοιν Σ Επ" all give "κοινσεπ". Latin letters that slipped into a
    Greek word (a Latin A in ΑΝΘΟΣ) become the Greek letters they look like, and the other way round.
    """
    folded = _APOSTROPHE.sub("", fold(text))
    words = [_one_script(word) for word in _WORD.findall(_join_abbreviations(folded))]
    return _join_initials(words)


def spans(text):
    """Yield (start, end, folded words) of each word of a text as written, an abbreviation as one word."""
    for found in _WRITTEN.finditer(text):
        yield *found.span(), tokens(found.group())


def is_greek(word):
    """Tell whether a folded word is written in Greek letters."""
    return bool(_GREEK.search(word))


def is_stop_word(word):
    """Tell whether a folded word is an article, a preposition or the like."""
    return word in STOP_WORDS


@lru_cache(maxsize=50_000)
def _one_script(word):
    """Return a word of two scripts in the one that most of its letters have."""
    greek, latin = len(_GREEK.findall(word)), len(_LATIN.findall(word))
    if not greek or not latin:
        return word
    return word.translate(_GREEK_TWINS if greek >= latin else _LATIN_TWINS)


def _join_initials(words):
    """Join lone letters with the short words around them, as in "κοιν σ επ": an abbreviation spelled out."""
    if not any(len(word) == 1 and word not in _VOWELS for word in words):
        return words
    joined, position = [], 0
    while position < len(words):
        end = position
        while end < len(words) and len(words[end]) == 1 and words[end].isalpha():
            end += 1
        letters = words[position:end]
        if _VOWELS.issuperset(letters):
            joined += letters or [words[position]]
            position = max(end, position + 1)
            continue
        longest = _SHORT if len(letters) < 3 else _SHORT - 1
        if joined and joined[-1].isalpha() and len(joined[-1]) <= longest and joined[-1] not in STOP_WORDS:
            letters.insert(0, joined.pop())
        if end < len(words) and len(words[end]) == 2 and words[end] not in STOP_WORDS:
            letters.append(words[end])
            end += 1
        joined += ["".join(letters)] if len(letters) > 2 else letters
        position = end
    return joined


# --- Sound ----------------------------------------------------------------------------------------

_SOUND_LETTERS = "a v g d e z i q i k l m n ks o p r s s t i f h ps o"
# One small Latin letter for each sound: q is θ, h is χ; ks, ps, mp, nt, gk stay two letters.
_SOUND = {
    **dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", _SOUND_LETTERS.split(), strict=True)),
    **dict.fromkeys(["ει", "οι", "υι"], "i"),
    **dict.fromkeys(["γγ", "γκ", "νγ", "νκ"], "gk"),
    "ου": "u",
    "αι": "e",
    "γχ": "nh",
    "γξ": "nks",
}
_SOUND_PARTS = re.compile(r"[αεη]υ|ει|οι|υι|ου|αι|γγ|γκ|νγ|νκ|γχ|γξ|.", re.DOTALL)
_DOUBLED = re.compile(r"(.)\1+")
_HISSED = re.compile(r"z(?=[vgdmn])")
_DEVOICED = re.compile(r"v(?=[ktpqhs])")


def sound(word):
    """Return how a folded Greek word sounds: η ι υ ει οι are one, ο ω are one, doubled letters single."""
    key = "".join(_sound_of(part, word[part.end() : part.end() + 1]) for part in _SOUND_PARTS.finditer(word))
    return _even_out(key)


def _sound_of(part, following):
    letters = part.group()
    if len(letters) == 2 and letters[0] in "αεη" and letters[1] == "υ":
        return _SOUND[letters[0]] + ("v" if following and following in _VOICED else "f")
    return _SOUND.get(letters, letters)


def _even_out(key):
    return _DOUBLED.sub(r"\1", _DEVOICED.sub("f", _HISSED.sub("s", key)))


# How greeklish spells: each unit with the sounds it may stand for, the likeliest first.
_GREEKLISH = {
    "ou": ["u"], "oy": ["u"], "oi": ["i", "oi"], "ei": ["i"], "ai": ["e", "ai"], "ui": ["i"],
    "th": ["q", "ti"], "ch": ["h", "s"], "kh": ["h", "ki"], "ph": ["f", "pi"], "gh": ["g", "gi"],
    "ngk": ["gk"], "ng": ["gk"], "gk": ["gk"], "gg": ["gk"], "nk": ["gk"], "dz": ["tz"],
    "x": ["h", "ks"], "b": ["v", "mp"], "d": ["d", "nt"], "g": ["g", "gk"], "c": ["k", "s"], "j": ["z", "tz", "ks"],
    "q": ["q", "k"], "w": ["o", "v"], "y": ["i"], "u": ["i", "u"],
    "8": ["q"], "9": ["q"], "3": ["ks", "e"], "4": ["ps"], "0": ["o"], "6": ["s"],
}  # fmt: skip
_GREEKLISH_PARTS = re.compile(
    "[ae][uy]|" + "|".join(sorted(map(re.escape, _GREEKLISH), key=len, reverse=True)) + "|.", re.DOTALL
)
_CANDIDATES = 24


@lru_cache(maxsize=20_000)
def sounds(word):
    """Return the sounds that a folded word may stand for, the likeliest first.

    A Greek word has one. A Latin word is read as greeklish, whose letters are ambiguous (x is χ or ξ,
    h is χ or η, u is υ or ου), and has up to 24.
    """
    if is_greek(word):
        return (sound(word),)
    if word.isdigit():
        return (word,)
    readings = [(0, "")]
    for part in _GREEKLISH_PARTS.finditer(word):
        choices = _readings_of(part.group(), word[: part.start()], word[part.end() :])
        readings = sorted((cost + n, key + choice) for cost, key in readings for n, choice in enumerate(choices))
        readings = readings[:_CANDIDATES]
    return tuple(dict.fromkeys(_even_out(key) for _, key in readings))


def _readings_of(letters, before, after):
    following = after[:1]
    before_vowel = following != "" and following in "aeiouyw"
    if letters in ("au", "ay", "eu", "ey"):
        voiced = before_vowel or (following != "" and following in "bvgdzlmnrw")
        return [letters[0] + ("v" if voiced else "f"), letters[0] + "i"]
    if letters == "h":
        return ["h", "i"] if before_vowel else ["i", "h"]
    if letters == "y" and not before and before_vowel:
        return ["gi", "i"]
    if letters == "c" and following and following in "eiy":
        return ["s", "k"]
    return _GREEKLISH.get(letters, [letters])


# --- Inflection and derivation ---------------------------------------------------------------------

_ENDING = re.compile(r"[aeiou]+[sn]?$")
_SHORT_ENDING = re.compile(r"[aeiou][sn]?$")
_LEAST_STEM = 3


def stem(key):
    """Return a sound key without the ending that inflection changes; at least three letters stay.

    Greek nouns and adjectives inflect behind their last consonant (also -μα, -ματος), so all vowels
    there go, with one s or n behind them.
    """
    bare = _ENDING.sub("", key)
    if len(bare) < _LEAST_STEM:
        bare = _SHORT_ENDING.sub("", key)
    if len(bare) < _LEAST_STEM:
        return key
    return bare[:-2] if bare.endswith("mat") and len(bare) > _LEAST_STEM + 1 else bare


_LETTER_ENDING = re.compile(r"(?:ουσ|οι|ου|οσ|ον|ο|ων|ω|εισ|εσ|ε|ασ|αι|α|ησ|ην|η)$")
_E_ENDING = re.compile(r"ε(?:ων|ωσ|ασ|α|οσ)$")
_NEUTER_ENDING = re.compile(r"(?<=μ)ατ(?:α|οσ|ων)$")


def spelled_stems(word):
    """Return the letters of a folded Greek word that inflection keeps: one stem, or two where -ε- may be ending.

    Narrower than `stem`: a last ι belongs to the word, so that μέλι, μελιού, μελιών share "μελι", but μέλος,
    μέλη, μελών share "μελ".
    """
    endings = [_NEUTER_ENDING] if _NEUTER_ENDING.search(word) else [_LETTER_ENDING, _E_ENDING]
    bare = dict.fromkeys(ending.sub("", word) for ending in endings if ending.search(word))
    return tuple(stem for stem in bare if len(stem) >= _LEAST_STEM) or (word,)


def spelling(word, key):
    """Return the beginning of a folded Greek word that sounds like key; empty where its letters don't part so."""
    return next((word[:end] for end in range(len(word), 0, -1) if sound(word[:end]) == key), "")


_LETTERS_OF = {
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "αβκδεφγηιζκλμνοπκρστυβωξυζ", strict=True)),
    "th": "θ", "ch": "χ", "kh": "χ", "ph": "φ", "ps": "ψ", "ks": "ξ", "8": "θ",
}  # fmt: skip
_LETTERS_PARTS = re.compile("th|ch|kh|ph|ps|ks|.", re.DOTALL)


def to_greek(word):
    """Return a folded Latin word in Greek letters, each the nearest one: how greeklish was likeliest meant."""
    return "".join(_LETTERS_OF.get(part, part) for part in _LETTERS_PARTS.findall(word))


# Suffixes that make one word from another, with the fewest letters that must be left.
_DERIVATION = {
    "ik": 3, "iak": 3, "iot": 3, "eft": 3, "ed": 3, "ad": 3, "akt": 3, "ud": 3,
    "ism": 4, "ist": 4, "iz": 4, "asm": 4, "ast": 4, "az": 4, "is": 4, "its": 4, "efs": 4, "ev": 4, "ef": 4,
    "in": 3, "im": 4, "ak": 4, "ul": 4, "ot": 4, "otit": 4, "osin": 4, "urg": 4, "at": 3, "men": 4,
}  # fmt: skip
_PARTICIPLE = re.compile(r"[aeiou]+men$")
_ACTION = re.compile(r"(?<=[aeiof])(?:s|t|m|n|sm|st|sim)$")


@lru_cache(maxsize=50_000)
def roots(bare):
    """Return the stem and what is left of it when derivational suffixes go, one after another.

    Two words are of one family when their roots share a member: υφαντ-ό and υφαντ-ική, εθελοντ-ής and
    εθελοντ-ισμός, κατανάλω-ση and καταναλω-τής.
    """
    found, waiting = [], [bare]
    while waiting:
        current = waiting.pop(0)
        found.append(current)
        shorter = [
            current[: -len(suffix)]
            for suffix, least in _DERIVATION.items()
            if current.endswith(suffix) and len(current) - len(suffix) >= least
        ]
        shorter += [
            rest
            for rest, least in ((_ACTION.sub("", current), 5), (_PARTICIPLE.sub("", current), 4))
            if rest != current and len(rest) >= least
        ]
        waiting += [one for one in shorter if one not in found and one not in waiting]
    return tuple(found)


_ENGLISH_SUFFIX = re.compile(r"(?:ings?|ers?|ed|es|s|e)$")


def english_stem(word):
    """Return a folded Latin word without the endings of English nouns and verbs; four letters stay."""
    word = re.sub(r"ies$", "y", word)
    while len(shorter := _ENGLISH_SUFFIX.sub("", word)) >= 4 and shorter != word:
        word = shorter
    return word
