"""The catalogue tool on a small tree of its own, and the project's real catalogue."""

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.utils import translation

from core.translations import (
    ROOT,
    catalogue_path,
    check,
    compile_all,
    extracted,
    main,
    merged,
    problems,
    read_catalogue,
    save_catalogue,
    update,
)

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, npgettext, pgettext

name = _("Fair")
count = ngettext("%(n)s fair", "%(n)s fairs", 3) % {"n": 3}
month = pgettext("month", "May")
stands = npgettext("market", "one stand", "%(n)s stands", 2) % {"n": 2}
joined = _("first half, "
           "second half")
"""
TEMPLATE = """{% load i18n %}
<h1>{% translate "Directory" %}</h1>
    {% if rows %}
  <p>{% blocktranslate trimmed count n=rows|length %}
      {{ n }} result
    {% plural %}
      {{ n }} results
  {% endblocktranslate %}</p>
    {% endif %}
{% translate "Open" context "state of a fair" %}
{% blocktranslate context "greeting" with name=user %}Hello {{ name }}{% endblocktranslate %}
<c-field :label="_('Postcode')" hint="{% translate "Five digits" %}" />
{{ title|default:_("Untitled") }}
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "fairs").mkdir()
    (tmp_path / "fairs" / "models.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "templates" / "fairs").mkdir(parents=True)
    (tmp_path / "templates" / "fairs" / "list.html").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def translated(*messages: tuple[str | tuple[str, str], str | tuple[str, str]]) -> Catalog:
    catalog = Catalog(locale="el", charset="utf-8")
    for text, string in messages:
        catalog.add(text, string)
    return catalog


def test_extraction_reads_python_and_templates(tree: Path):
    found = {(message.context, message.id) for message in extracted(tree) if message.id}
    assert found == {
        (None, "Fair"),
        (None, ("%(n)s fair", "%(n)s fairs")),
        ("month", "May"),
        ("market", ("one stand", "%(n)s stands")),
        (None, "first half, second half"),
        (None, "Directory"),
        (None, ("%(n)s result", "%(n)s results")),
        ("state of a fair", "Open"),
        ("greeting", "Hello %(name)s"),
        (None, "Postcode"),
        (None, "Five digits"),
        (None, "Untitled"),
    }


def test_extraction_of_a_broken_template_names_the_file(tree: Path):
    (tree / "templates" / "bad.html").write_text(
        "{% blocktranslate %}{% if a %}{% endblocktranslate %}", encoding="utf-8"
    )
    with pytest.raises(SyntaxError, match=r"bad\.html"):
        extracted(tree)


def test_update_twice_leaves_the_file_as_it_is(tree: Path):
    update(tree)
    first = catalogue_path("el", tree).read_bytes()
    assert update(tree) == ["el: 12 messages, 12 missing, unchanged"]
    assert catalogue_path("el", tree).read_bytes() == first


def test_update_keeps_translations_and_drops_what_is_no_longer_used(tree: Path):
    path = catalogue_path("el", tree)
    save_catalogue(translated(("Fair", "Έκθεση"), ("Gone", "Παλιό")), path, "el")
    update(tree)
    catalog = read_catalogue(path, "el")
    assert catalog.get("Fair").string == "Έκθεση"
    assert catalog.get("Gone") is None


def test_a_message_that_gains_a_plural_keeps_its_translation():
    old = translated(("%(n)s fairs", "%(n)s εκθέσεις"))
    new = merged(translated((("%(n)s fairs", "%(n)s fairs"), ("", ""))), old)
    assert new.get("%(n)s fairs").string == ("%(n)s εκθέσεις", "%(n)s εκθέσεις")


@pytest.mark.parametrize(
    ("text", "string", "problem"),
    [
        ("Fair", "", "missing translation: 'Fair'"),
        ("Έκθεση", "Έκθεση", "Greek letters in an English message: 'Έκθεση'"),
        ("Open data", "Open data", "left in English: 'Open data'"),
        ("Hello %(name)s", "Γεια %(onoma)s", "broken placeholders: 'Hello %(name)s'"),
        ("Hello {name}", "Γεια", "broken placeholders: 'Hello {name}'"),
        ("%(share)s%% full", "%(share)s% πλήρες", "broken placeholders: '%(share)s%% full'"),
        (("one fair", "%(n)s fairs"), ("μία έκθεση", "εκθέσεις"), "broken placeholders: 'one fair'"),
        (("one fair", "%(n)s fairs"), ("μία έκθεση", ""), "missing translation: 'one fair'"),
    ],
)
def test_check_names_the_problem(text, string, problem):
    assert problems(translated((text, string)), translated((text, ""))) == [problem]


@pytest.mark.parametrize(
    ("text", "string"),
    [
        ("API", "API"),
        ("%(first_name)s, %(last_name)s", "%(first_name)s, %(last_name)s"),
        ("Hello %(name)s", "Γεια σας, %(name)s"),
        ("%(share)s%% full", "πλήρες κατά %(share)s%%"),
        (("%(n)s fair", "%(n)s fairs"), ("μία έκθεση", "%(n)s εκθέσεις")),
        (("one fair", "%(n)s fairs"), ("%(n)s έκθεση", "%(n)s εκθέσεις")),
    ],
)
def test_check_accepts_a_whole_translation(text, string):
    assert problems(translated((text, string)), translated((text, ""))) == []


def test_check_finds_a_catalogue_out_of_date(tree: Path):
    save_catalogue(translated(("Gone", "Παλιό")), catalogue_path("el", tree), "el")
    lines = check(tree)
    assert "el: no longer used, run update: ['Gone']" in lines
    assert "el: not in the catalogue, run update: ['Fair']" in lines


def test_check_finds_fuzzy_translations():
    catalog = Catalog(locale="el", charset="utf-8")
    catalog.add("Fair", "Έκθεση", flags=["fuzzy"])
    assert problems(catalog, translated(("Fair", ""))) == ["fuzzy: 'Fair'"]


def test_compile_leaves_out_what_is_missing(tree: Path):
    path = catalogue_path("el", tree)
    save_catalogue(translated(("Fair", "Έκθεση"), (("a fair", "fairs"), ("", ""))), path, "el")
    assert compile_all(tree) == ["el: 1 messages compiled"]
    with path.with_suffix(".mo").open("rb") as compiled:
        greek = gettext.GNUTranslations(compiled)
    assert greek.gettext("Fair") == "Έκθεση"
    assert greek.ngettext("a fair", "fairs", 2) == "fairs"


def test_an_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit) as refusal:
        main(["translate"])
    assert refusal.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


def test_the_catalogue_of_the_project_is_whole():
    assert check(ROOT) == []


def test_english_pages_say_what_the_code_says():
    """Neither Greek nor another package's wording may come between the text in the code and an English page."""
    messages = [message for message in extracted(ROOT) if message.id]
    with translation.override("en"):
        changed = [message.id for message in messages if _in_english(message) != _texts(message)]
    assert changed == []


def _texts(message) -> tuple[str, ...]:
    return message.id if message.pluralizable else (message.id,)


def _in_english(message) -> tuple[str, ...]:
    if message.pluralizable:
        one, many = message.id
        if message.context:
            return tuple(translation.npgettext(message.context, one, many, count) for count in (1, 2))
        return tuple(translation.ngettext(one, many, count) for count in (1, 2))
    if message.context:
        return (translation.pgettext(message.context, message.id),)
    return (translation.gettext(message.id),)
