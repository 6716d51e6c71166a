import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search import greek

GREEK_LETTERS = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏΪΫ"
LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
texts = st.text(alphabet=GREEK_LETTERS + LATIN_LETTERS + " .,-&'«»0123456789")
words = st.text(alphabet="αβγδεζηθικλμνξοπρστυφχψω", min_size=1, max_size=14)
latin_words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz03489", min_size=1, max_size=14)


def without_accents(text):
    kept = [letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)]
    return unicodedata.normalize("NFC", "".join(kept))


@given(st.text())
def test_fold_is_idempotent(text):
    assert greek.fold(greek.fold(text)) == greek.fold(text)


@given(texts)
def test_fold_ignores_case(text):
    assert greek.fold(text.upper()) == greek.fold(text) == greek.fold(text.lower())


@given(texts)
def test_fold_ignores_accents(text):
    assert greek.fold(without_accents(text)) == greek.fold(text)


def test_fold_meets_final_sigma_and_diaeresis():
    assert greek.fold("Λαϊκός ΐΰ") == "λαικοσ ιυ"


@given(texts)
def test_sort_key_ignores_case_accents_and_punctuation(text):
    assert greek.sort_key(f"«{text.upper()}».") == greek.sort_key(without_accents(text))


@given(texts)
def test_sort_key_is_idempotent(text):
    assert greek.sort_key(greek.sort_key(text)) == greek.sort_key(text)


def test_sort_key_orders_names_as_a_greek_reader_expects():
    names = ["Ωδείο", "«Άνθος»", "αλώνι", "Έλατος", "Ελιά", "ΒΟΛΟΣ", "Ήλιος", "Άγραφα"]
    assert sorted(names, key=greek.sort_key) == [
        "Άγραφα",
        "αλώνι",
        "«Άνθος»",
        "ΒΟΛΟΣ",
        "Έλατος",
        "Ελιά",
        "Ήλιος",
        "Ωδείο",
    ]


@given(st.text())
def test_slug_is_ascii_and_idempotent(text):
    slug = greek.slug(text)
    assert slug.isascii()
    assert slug == greek.slug(slug)
    assert slug == slug.strip("-").lower()


@given(texts, st.integers(min_value=1, max_value=30))
def test_slug_keeps_its_length(text, length):
    assert greek.slug(text, max_length=length) == greek.slug(text, max_length=1000)[:length].rstrip("-")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Εύβοια", "evvoia"),
        ("Αυτός ο Άγγελος", "aftos-o-angelos"),
        ("Μπάμπης Ψυχάρης", "bampis-psycharis"),
        ("Ανθός Θεσσαλίας Κοιν.Σ.Επ.", "anthos-thessalias-koinsep"),
        ("«Η Πλατεία» & Women's", "i-plateia-women"),
        ("—", ""),
    ],
)
def test_slug_spells_by_elot_743(text, expected):
    assert greek.slug(text) == expected


@pytest.mark.parametrize(
    "written",
    ["Κοιν.Σ.Επ.", "ΚΟΙΝΣΕΠ", "Κοιν Σ Επ", "Κοιν. Σ. Επ.", "κοιν.σεπ", "Κοιν.Σ. Επ.", "ΚΟΙΝ.Σ.ΕΠ"],
)
def test_tokens_join_an_abbreviation(written):
    assert greek.tokens(f"Μέλι {written} μέλι") == ["μελι", "κοινσεπ", "μελι"]


@pytest.mark.parametrize("written", ["Α.Μ.Κ.Ε.", "Α Μ Κ Ε", "ΑμΚΕ"])
def test_tokens_join_initials(written):
    assert greek.tokens(written) == ["αμκε"]


def test_tokens_leave_articles_alone():
    assert greek.tokens("Συνεταιριστικό Καφενείο «Η Πλατεία» και η γη.") == [
        "συνεταιριστικο",
        "καφενειο",
        "η",
        "πλατεια",
        "και",
        "η",
        "γη",
    ]


def test_tokens_mend_letters_of_the_other_script():
    assert greek.tokens(
        "\N{LATIN CAPITAL LETTER A}ΝΘ\N{LATIN CAPITAL LETTER O}Σ pr\N{GREEK SMALL LETTER OMICRON}poli"
    ) == [
        "ανθοσ",
        "propoli",
    ]


@given(texts)
def test_tokens_ignore_case_and_accents(text):
    assert greek.tokens(without_accents(text).upper()) == greek.tokens(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("κοινωνικό", "κινονικω"),
        ("παντοπωλείο", "παντοπολιο"),
        ("αλληλέγγυος", "αλιλεγκιος"),
        ("αυλαία", "αβλεα"),
        ("ευκαιρία", "εφκερια"),
        ("κόσμος", "κοζμος"),
    ],
)
def test_sound_is_one_for_what_sounds_alike(one, other):
    assert greek.sound(greek.fold(one)) == greek.sound(greek.fold(other))


@given(words)
def test_sound_needs_only_its_own_alphabet(word):
    assert set(greek.sound(word)) <= set("aeiouvgdzqklmnprstfh")


@given(words)
def test_sound_is_heard_in_the_elot_spelling(word):
    spelled = greek.to_latin(word)
    assert len(greek.sounds(spelled)) <= 24
    assert greek.sounds(word) == (greek.sound(word),)


@given(latin_words)
def test_sounds_are_few_and_distinct(word):
    found = greek.sounds(word)
    assert 1 <= len(found) <= 24
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("λαχανικά", "laxanika lahanika lachanika lakhanika"),
        ("ξενώνας", "xenonas ksenonas 3enwnas xenwnas"),
        ("θέατρο", "theatro 8eatro 9eatro"),
        ("ψυχή", "psyxi psihi 4uxi psychi psyxh"),
        ("βοήθεια", "voitheia boh8eia vohthia"),
        ("κίνηση", "kinhsh kinisi kinish"),
        ("λαϊκή", "laiki laikh"),
        ("γιαούρτι", "giaourti yaourti"),
        ("μπύρα", "bira mpyra"),
        ("ντομάτα", "domata ntomata"),
        ("αγγελία", "aggelia angelia agkelia"),
        ("αυλαία", "avlaia aulaia aylaia"),
        ("δίκαιο", "dikaio dikeo"),
        ("χειροποίητα", "xeiropoihta heiropiita cheiropoiita"),
        ("γυναίκα", "gynaika ginaika gunaika yineka"),
    ],
)
def test_sounds_read_common_greeklish(word, spellings):
    wanted = greek.sound(greek.fold(word))
    assert [spelling for spelling in spellings.split() if wanted not in greek.sounds(spelling)] == []


@given(words)
def test_stem_is_a_beginning_of_the_sound(word):
    key = greek.sound(word)
    assert key.startswith(greek.stem(key))
    assert len(greek.stem(key)) >= min(len(key), 3)


def stem_of(word):
    return greek.stem(greek.sound(greek.fold(word)))


@pytest.mark.parametrize(
    "forms",
    [
        "βιολογικά βιολογικό βιολογικών βιολογικής",
        "παντοπωλείο παντοπωλεία παντοπωλείων",
        "καταναλωτές καταναλωτών καταναλωτής",
        "άνεργος άνεργων ανέργους",
        "μαρμελάδα μαρμελάδες",
        "γυναικών γυναικείος γυναίκα",
        "ποτάμι ποταμού ποτάμια",
        "κρασί κρασιού",
        "ελιά ελιές ελιών",
        "αγρόκτημα αγροκτήματα αγροκτήματος",
        "θύμα θυμάτων",
        "κίνηση κινήσεις κινήσεων",
        "υγεία υγείας",
    ],
)
def test_stem_is_one_for_the_forms_of_a_word(forms):
    assert len({stem_of(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "family",
    [
        "υφαντό υφαντική",
        "θέατρο θεατρική",
        "εθελοντής εθελοντισμός εθελοντικός",
        "κατανάλωση καταναλωτής καταναλωτικός",
        "εκπαίδευση εκπαιδευτικός",
        "μελισσοκομία μελισσοκομική",
        "μεζές μεζέδες",
        "γάλα γάλακτος",
        "Θεσσαλία θεσσαλικός",
    ],
)
def test_roots_meet_in_a_family(family):
    first, *others = [set(greek.roots(stem_of(word))) for word in family.split()]
    assert all(first & other for other in others)


@pytest.mark.parametrize(("one", "other"), [("ηλεκτρικών", "ηλεκτρονικός"), ("κοινωνία", "κοινότητα")])
def test_roots_keep_strangers_apart(one, other):
    assert not set(greek.roots(stem_of(one))) & set(greek.roots(stem_of(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("weaving", "weave"), ("groceries", "grocery"), ("cooperatives", "cooperative"), ("farm", "farms")],
)
def test_english_stem_is_one_for_the_forms_of_a_word(one, other):
    assert greek.english_stem(one) == greek.english_stem(other)


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        ("μελι μελιου μελια μελιων", "μελι"),
        ("μελοσ μελουσ μελη μελων", "μελ"),
        ("αγροκτημα αγροκτηματοσ αγροκτηματα αγροκτηματων", "αγροκτημ"),
        ("πολη πολησ πολεισ πολεων πολεωσ", "πολ"),
        ("παντοπωλειο παντοπωλεια παντοπωλειων", "παντοπωλει"),
        ("εθελοντησ εθελοντη εθελοντεσ εθελοντων", "εθελοντ"),
    ],
)
def test_spelled_stems_of_all_forms_meet(forms, stem):
    common = set.intersection(*(set(greek.spelled_stems(form)) for form in forms.split()))
    assert stem in common
