from core.search import snippets, terms


def asked(q):
    return [{lexeme for word in terms.words(q) for lexeme in word.any}]


LONG = (
    "Ο σύλλογος ιδρύθηκε πριν από πολλά χρόνια από κατοίκους που αγαπούν τον τόπο τους και θέλησαν να κρατήσουν "
    "ζωντανή τη μνήμη του. Κάθε φθινόπωρο γιορτάζουμε το κρασί με μουσικές, χορούς και εδέσματα των γυναικών του "
    "συλλόγου, και κάθε άνοιξη καθαρίζουμε μαζί τα μονοπάτια που ενώνουν τους παλιούς οικισμούς του βουνού."
)


def test_pieces_mark_the_words_that_were_found():
    assert snippets.pieces("Μέλι ελάτης και πρόπολη", asked("propoli μελιού")) == [
        ("Μέλι", True),
        (" ελάτης και ", False),
        ("πρόπολη", True),
    ]


def test_pieces_of_a_long_text_stand_around_the_first_word_found():
    piece = snippets.plain(snippets.pieces(LONG, asked("γιορτές κρασιού")))
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert "γιορτάζουμε το κρασί" in piece
    assert len(piece) <= snippets.LENGTH + 4


def test_pieces_without_a_word_found_begin_with_the_text():
    assert snippets.plain(snippets.pieces(LONG, asked("ποδήλατο"))).startswith("Ο σύλλογος ιδρύθηκε")


def test_pieces_of_no_text_are_none():
    assert snippets.pieces("", asked("κρασί")) == []


def test_pieces_stand_around_the_best_word_found():
    tiers = [frozenset({"=κρασι"}), frozenset({"=συλλογοσ"})]
    assert ("κρασί", True) in snippets.pieces(LONG, tiers)


def test_pieces_mark_an_abbreviation_and_a_longer_word():
    marked = [part for part, hit in snippets.pieces("Μια Κοιν.Σ.Επ. μελιού", [{"=κοινσεπ", "_μελι:*"}]) if hit]
    assert marked == ["Κοιν.Σ.Επ.", "μελιού"]


def test_best_shows_the_text_with_the_word():
    assert snippets.best(["Κερί", "", "Fir honey"], asked("honey")) == [("Fir ", False), ("honey", True)]
    assert snippets.best(["Κερί", "Wax"], asked("honey")) == [("Κερί", False)]
    assert snippets.best(["", ""], asked("honey")) == []
