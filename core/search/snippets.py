"""The piece of a text in which the words were found."""

import re

from core.search import greek, terms

LENGTH = 180
_BEFORE = 60
_WORD = re.compile(r"[^\W_]+")


def pieces(text, words):
    """Return a short piece of text as [(part, whether a word was found there)].

    It begins a little before the first word found, or at the beginning of the text; "…" marks a cut.
    """
    wanted = {lexeme for word in words for lexeme in word.any + word.nearby}
    hits = [found.span() for found in _WORD.finditer(text) if _is_wanted(found.group(), wanted)]
    start, end = _window(text, hits[0][0] if hits else 0)
    parts, position = [], start
    for first, last in hits:
        if first >= position and last <= end:
            parts += [(text[position:first], False), (text[first:last], True)]
            position = last
    parts.append((text[position:end], False))
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return [(part, hit) for part, hit in [(before, False), *parts, (after, False)] if part]


def plain(text, words):
    """Return the same piece as one string."""
    return "".join(part for part, _ in pieces(text, words))


def _is_wanted(written, wanted):
    word = greek.fold(written)
    if greek.is_stop_word(word):
        return False
    return not wanted.isdisjoint(terms.Word(word, greek.sounds(word)).any)


def _window(text, hit):
    """Return where the piece begins and ends, at borders of words."""
    start = 0 if hit <= _BEFORE or len(text) <= LENGTH else text.rfind(" ", 0, hit - _BEFORE) + 1
    if len(text) - start <= LENGTH:
        return start, len(text)
    border = text.rfind(" ", start, start + LENGTH)
    return start, border if border > start else start + LENGTH
