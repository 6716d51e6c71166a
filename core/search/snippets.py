"""The piece of a text in which the words were found."""

from core.search import greek, terms

LENGTH = 180
_BEFORE = 60


def best(texts, tiers):
    """Return the pieces of the first text that shows a word of the best tier; of the first text if none does."""
    found = [(_best_tier(hits, tiers), text, hits) for text in texts if text for hits in [_hits(text, tiers)]]
    if not found:
        return []
    _, text, hits = min(found, key=lambda one: one[0])
    return _cut(text, hits)


def pieces(text, tiers):
    """Return a short piece of text as [(part, whether a word was found there)].

    `tiers` are sets of lexemes, the best first. The piece begins a little before the first word of the best
    tier that is there, or at the beginning of the text; "…" marks a cut.
    """
    return best([text], tiers)


def plain(parts):
    """Return the same piece as one string."""
    return "".join(part for part, _ in parts)


def _cut(text, hits):
    best_hit = min(hits, key=lambda hit: hit[2], default=(0, 0, 0))
    start, end = _window(text, best_hit[0])
    parts, position = [], start
    for first, last, _ in hits:
        if first >= position and last <= end:
            parts += [(text[position:first], False), (text[first:last], True)]
            position = last
    parts.append((text[position:end], False))
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return [(part, hit) for part, hit in [(before, False), *parts, (after, False)] if part]


def _best_tier(hits, tiers):
    return min((tier for *_, tier in hits), default=len(tiers))


def _hits(text, tiers):
    """Return [(start, end, tier)] of the words of text that were looked for."""
    if not any(tiers):
        return []
    found = ((start, end, _tier(words, tiers)) for start, end, words in greek.spans(text))
    return [hit for hit in found if hit[2] < len(tiers)]


def _tier(words, tiers):
    """Return the first tier that has a lexeme of the words; the number of tiers if none has."""
    lexemes = [lexeme for word in words if not greek.is_stop_word(word) for lexeme in terms.indexed(word)]
    return next((number for number, tier in enumerate(tiers) if _is_among(lexemes, tier)), len(tiers))


def _is_among(lexemes, tier):
    if not tier.isdisjoint(lexemes):
        return True
    beginnings = tuple(lexeme[:-2] for lexeme in tier if lexeme.endswith(":*"))
    return bool(beginnings) and any(lexeme.startswith(beginnings) for lexeme in lexemes)


def _window(text, hit):
    """Return where the piece begins and ends, at borders of words."""
    start = 0 if hit <= _BEFORE or len(text) <= LENGTH else text.rfind(" ", 0, hit - _BEFORE) + 1
    if len(text) - start <= LENGTH:
        return start, len(text)
    border = text.rfind(" ", start, start + LENGTH)
    return start, border if border > start else start + LENGTH
