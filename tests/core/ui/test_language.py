import pytest
from django.template import Context, Template
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from core.ui.language import foreign_language

ENGLISH = "They repair furniture and teach how it is done in their workshop."


@pytest.mark.parametrize(
    "page, text, expected",
    [
        ("el", "Επισκευάζουν έπιπλα.", ""),
        ("el", ENGLISH, "en"),
        ("el", "CommonsLab", ""),
        ("el", "", ""),
        ("en", "Επισκευάζουν έπιπλα.", "el"),
        ("en", ENGLISH, ""),
    ],
)
def test_foreign_language_is_told_from_the_letters(page, text, expected):
    with translation.override(page):
        assert foreign_language(text) == expected


def test_row_marks_a_greek_name_on_an_english_page():
    row = Template(CottonCompiler().process('<c-row title="Μέλι" what="Honey of fir."></c-row>'))
    with translation.override("en"):
        html = row.render(Context())
    assert '<h2 class="row__title" lang="el">Μέλι</h2>' in html
    assert '<p class="row__what">Honey of fir.</p>' in html
