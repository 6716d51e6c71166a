import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search import greek, terms

words = st.text(alphabet="αβγδεζηθικλμνξοπρστυφχψω", min_size=5, max_size=12)


def lexemes_of(text):
    return [word.lexemes("letters")[0] for word in terms.words(text)]


def test_words_leave_out_function_words_and_repetitions():
    assert lexemes_of("Το Παντοπωλείο και το παντοπωλειο της Βόλου") == ["=παντοπωλειο", "=βολου"]


def test_words_of_only_function_words_are_none():
    assert terms.words("και στο για the") == []


def test_words_are_at_most_eight():
    assert len(terms.words(" ".join(f"λεξη{number}" for number in range(30)))) == 8


def test_vector_holds_every_view_of_a_word_at_its_place():
    assert terms.vector([("A", "Θεατρική Ομάδα"), ("D", "θέατρο")]) == (
        "'=θεατρικη':1A '_θεατρικ':1A '~qeatriki':1A '-qeatrik':1A '/qeatrik':1A '/qeatr':1A '^-qeatrik':1A "
        "'=ομαδα':2A '_ομαδ':2A '~omada':2A '-omad':2A '/omad':2A '^-omad':2A "
        "'=θεατρο':17D '_θεατρ':17D '~qeatro':17D '-qeatr':17D '/qeatr':17D"
    )


def test_vector_holds_the_letters_of_a_short_root():
    assert "'%παιδ':1D" in terms.vector([("D", "παιδικά")])
    assert "%" not in terms.vector([("D", "εθελοντικά παιδιά")])


def test_vector_gives_a_latin_word_no_greek_family():
    assert "/" not in terms.vector([("B", "Solidarity Farm")])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("αλληλεγύη", "αλληλεγγύη"),
        ("βιολογκά", "βιολογικά"),
        ("οκιολογική", "οικολογική"),
        ("τυροκμείο", "τυροκομείο"),
        ("pantpoleio", "παντοπωλείο"),
        ("theater", "theatre"),
    ],
)
def test_nearby_forgives_one_mistake(typed, meant):
    [word], [other] = terms.words(typed), terms.words(meant)
    assert set(word.nearby) & set(other.stem)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ηλεκτρονικός", "ηλεκτρικών"), ("ηλεκτρονικά", "ηλεκτρικών"), ("κρέας", "κρασί"), ("φαρμακείο", "farm")],
)
def test_nearby_keeps_strangers_apart(one, other):
    [word] = terms.words(one)
    stranger = terms.vector([("A", other)])
    assert [lexeme for lexeme in word.any + word.nearby if f"'{lexeme}'" in stranger] == []


@given(words)
def test_nearby_never_repeats_the_word_itself(text):
    [word] = terms.words(text) or [None]
    assert word is None or not set(word.nearby) & set(word.stem)


@given(words, st.data())
def test_nearby_finds_two_swapped_consonants(text, data):
    at = data.draw(st.integers(min_value=0, max_value=len(text) - 2))
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    typed, meant = terms.Word(swapped, greek.sounds(swapped)), terms.Word(text, greek.sounds(text))
    own, other = typed.stem[0], meant.stem[0]
    if own != other and min(len(own), len(other)) > 5 and abs(len(own) - len(other)) <= 1:
        assert other in typed.nearby
