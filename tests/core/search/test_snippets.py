from core.search import snippets, terms

LONG = (
    "Ο σύλλογος ιδρύθηκε πριν από πολλά χρόνια από κατοίκους που αγαπούν τον τόπο τους και θέλησαν να κρατήσουν "
    "ζωντανή τη μνήμη του. Κάθε φθινόπωρο γιορτάζουμε το κρασί με μουσικές, χορούς και εδέσματα των γυναικών του "
    "συλλόγου, και κάθε άνοιξη καθαρίζουμε μαζί τα μονοπάτια που ενώνουν τους παλιούς οικισμούς του βουνού."
)


def test_pieces_mark_the_words_that_were_found():
    assert snippets.pieces("Μέλι ελάτης και πρόπολη", terms.words("propoli μελιού")) == [
        ("Μέλι", True),
        (" ελάτης και ", False),
        ("πρόπολη", True),
    ]


def test_pieces_of_a_long_text_stand_around_the_first_word_found():
    piece = snippets.plain(LONG, terms.words("γιορτές κρασιού"))
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert "γιορτάζουμε το κρασί" in piece
    assert len(piece) <= snippets.LENGTH + 4


def test_pieces_without_a_word_found_begin_with_the_text():
    assert snippets.plain(LONG, terms.words("ποδήλατο")).startswith("Ο σύλλογος ιδρύθηκε")


def test_pieces_of_no_text_are_none():
    assert snippets.pieces("", terms.words("κρασί")) == []
