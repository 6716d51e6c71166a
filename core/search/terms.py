"""From words to lexemes: what stands in the index for a text, and what is looked up for a query.

PostgreSQL's dictionaries know no Greek, so the lexemes are made here. Each word leaves one lexeme of
every kind at its position, from narrow to wide: the letters (=), their stem (_), the sound (~), its stem (-,
or + for English) and the roots of its family (/; short ones it derives from also by letters, %). A word of the title
leaves its stem once more (^), so that titles can be asked for without unpacking vectors.
"""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from core.search import greek

LEVELS = ("letters", "spelled", "sound", "stem", "family")
MOST_WORDS = 8
_TITLE_WEIGHTS = "AB"
# Stands where a word's position comes; no word has it.
_PLACE = "§"
_INDEXED_READINGS = 3
_LONGEST_WORD = 40
_SHORT_STEM = 4
_LONGEST_TEXT = 600
_STRIDE = 16
_FUZZY_LETTERS = 5
_FUZZY_STEM = 4
_FUZZY_READINGS = 4
_PREFIX_STEM = 5
_GREEK_ALPHABET = "αβγδεζηθικλμνξοπρστυφχψω"
_LATIN_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_SOUND_ALPHABET = "aeiouvgdzqklmnprstfh"


@dataclass(frozen=True)
class Word:
    """A folded word with the lexemes it stands for."""

    text: str
    readings: tuple = field(repr=False)

    def lexemes(self, level):
        """Return the lexemes of one of the LEVELS."""
        return getattr(self, level)

    @cached_property
    def letters(self):
        return (f"={self.text}",)

    @cached_property
    def spelled(self):
        """The letters that inflection keeps. Of a Latin word: in English, and as greeklish was likeliest meant."""
        if greek.is_greek(self.text):
            return tuple(f"_{stem}" for stem in greek.spelled_stems(self.text))
        if self.text.isdigit():
            return ()
        meant = greek.spelled_stems(greek.to_greek(self.text))
        return f"+{greek.english_stem(self.text)}", *(f"_{stem}" for stem in meant)

    @cached_property
    def sound(self):
        return tuple(f"~{key}" for key in self.readings)

    @cached_property
    def stem(self):
        stems = tuple(dict.fromkeys(f"-{greek.stem(key)}" for key in self.readings))
        return stems if greek.is_greek(self.text) else (*stems, f"+{greek.english_stem(self.text)}")

    @cached_property
    def family(self):
        return tuple(dict.fromkeys(f"/{root}" for key in self.readings for root in greek.roots(greek.stem(key))))

    @cached_property
    def derived(self):
        """The letters of the short roots that the word derives from: by them a short word finds its relatives."""
        roots = [root for root in greek.roots(greek.stem(self.readings[0]))[1:] if len(root) <= _SHORT_STEM]
        return _marked("%", [greek.spelling(self.text, root) for root in roots])

    @cached_property
    def kin(self):
        """The lexemes of what derives from this word by its letters."""
        return _marked("%", [greek.spelling(self.text, greek.stem(self.readings[0]))])

    @cached_property
    def literal(self):
        """The lexemes that keep the letters, for a Greek word so short that strangers sound like it; else `any`."""
        if not greek.is_greek(self.text) or len(greek.stem(self.readings[0])) > _SHORT_STEM:
            return self.any
        return self.letters + self.spelled + self.kin

    @cached_property
    def title(self):
        """The lexemes of which one is there when the word stands in the title."""
        return tuple(f"^{stem}" for stem in self.stem)

    @cached_property
    def any(self):
        """The lexemes of which one must be there for the word to be found."""
        return tuple(dict.fromkeys(lexeme for level in LEVELS for lexeme in self.lexemes(level)))

    @cached_property
    def sought(self):
        """As few lexemes as find the same as `any`: what has a word's letters or its sound has its stem, too."""
        return self.any if self.text.isdigit() else tuple(dict.fromkeys(self.spelled + self.stem + self.family))

    @cached_property
    def nearby(self):
        """The lexemes that also count when nothing else is found: one mistyped letter, or a longer word."""
        if len(self.text) < _FUZZY_LETTERS or self.text.isdigit():
            return ()
        near = _nearby_stems(self.text, self.readings)
        if not greek.is_greek(self.text):
            near |= {f"+{typed}" for typed in _one_edit(greek.english_stem(self.text), _LATIN_ALPHABET)}
        longer = {f"{stem}:*" for stem in self.stem if len(stem) > _PREFIX_STEM}
        return tuple(sorted(near - set(self.stem))) + tuple(sorted(longer))


def _marked(mark, keys):
    return tuple(f"{mark}{key}" for key in keys if key)


def _nearby_stems(text, readings):
    """Return the stem lexemes one mistake away: a wrong letter, or two letters swapped before they make a sound."""
    if greek.is_greek(text):
        key = readings[0]
        typed = (greek.sound(spelling) for spelling in _one_edit(text, _GREEK_ALPHABET))
        keys = {near for near in typed if abs(len(near) - len(key)) <= 1}
        keys |= {greek.sound(spelling) for spelling in _swaps(text)}
        stems = {greek.stem(near) for near in keys}
    else:
        heard = {key for spelling in _swaps(text) for key in greek.sounds(spelling)[:_FUZZY_READINGS]}
        bare = {greek.stem(key) for key in readings[:_FUZZY_READINGS]}
        stems = {greek.stem(key) for key in heard} | {
            near for stem in bare for near in _one_edit(stem, _SOUND_ALPHABET)
        }
    own = len(greek.stem(readings[0]))
    least = _FUZZY_STEM if own > _FUZZY_STEM else _FUZZY_STEM + 1
    near = {f"-{stem}" for stem in stems if len(stem) >= least and abs(len(stem) - own) <= 1}
    return near if own >= _FUZZY_STEM else set()


def _one_edit(text, alphabet):
    """Return every spelling one dropped, doubled, wrong or swapped letter away from text."""
    halves = [(text[:cut], text[cut:]) for cut in range(len(text) + 1)]
    dropped = {head + tail[1:] for head, tail in halves if tail}
    wrong = {head + letter + tail[1:] for head, tail in halves if tail for letter in alphabet}
    added = {head + letter + tail for head, tail in halves for letter in alphabet}
    return (dropped | wrong | added | _swaps(text)) - {text}


def _swaps(text):
    return {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}


def words(text):
    """Return the Words of a query, without function words and repetitions; at most eight."""
    folded = dict.fromkeys(word[:_LONGEST_WORD] for word in greek.tokens(text) if not greek.is_stop_word(word))
    return [Word(word, greek.sounds(word)) for word in list(folded)[:MOST_WORDS]]


def vector(weighted_texts):
    """Return the tsvector literal of [(weight, text)], weights A, B, C or D; a lexeme may stand there repeatedly.

    Each text begins at the next multiple of `_STRIDE`: one that many entries share mostly stands at the same
    position then, and is not written anew. Only the order of positions says anything.
    """
    written, position = [], 0
    for weight, text in weighted_texts:
        if text:
            literal, number = _part(text, weight, position)
            written.append(literal)
            position += -(-number // _STRIDE) * _STRIDE
    return " ".join(written)


@lru_cache(maxsize=5_000)
def _part(text, weight, position):
    """Return the literal of a text behind so many words, and how many words it has itself."""
    words = greek.tokens(text)[:_LONGEST_TEXT]
    literals = [
        _written(word[:_LONGEST_WORD], weight in _TITLE_WEIGHTS).replace(_PLACE, f"{place}{weight}")
        for place, word in enumerate(words, position + 1)
        if not greek.is_stop_word(word)
    ]
    return " ".join(literals), len(words)


@lru_cache(maxsize=50_000)
def _written(text, is_title):
    return " ".join(f"'{lexeme}':{_PLACE}" for lexeme in indexed(text, is_title=is_title))


@lru_cache(maxsize=20_000)
def indexed(text, *, is_title=False):
    """Return the lexemes of a folded word of a text. A Latin word there is a name or English, of no Greek family."""
    word = Word(text, greek.sounds(text)[:_INDEXED_READINGS])
    lexemes = word.letters + word.sound + word.stem
    if greek.is_greek(text):
        lexemes = word.any + word.derived
    return lexemes + word.title if is_title else lexemes


def one_of(lexemes):
    """Return the tsquery literal that asks for one of the lexemes."""
    return "(" + " | ".join(quoted(lexeme) for lexeme in lexemes) + ")"


def quoted(lexeme):
    """Return the tsquery literal of one lexeme; `:*` at its end asks for a beginning."""
    return exact(lexeme[:-2]) + ":*" if lexeme.endswith(":*") else exact(lexeme)


def exact(lexeme):
    """Return the literal of one lexeme as it is, whatever stands in it."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def all_of(queries):
    """Return the tsquery literal that asks for all of the given ones."""
    return "(" + " & ".join(queries) + ")"
