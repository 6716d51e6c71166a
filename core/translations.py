"""The message catalogues: ``python -m core.translations update|check|compile``.

English is the text in the code, Greek lives in ``locale/el``. Nothing here needs the gettext programs, the settings or
a database, so that catalogues can be built on a machine that has Python alone.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("el",)
SOURCE_FOLDERS = (
    "accounts",
    "config",
    "core",
    "enterprises",
    "fairs",
    "knowledge",
    "networks",
    "partnerships",
)
TEMPLATE_FOLDERS = ("templates", *(f"{folder}/templates" for folder in SOURCE_FOLDERS))
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}
KEYWORDS: dict[str, tuple | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: sympraxis\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
COMPONENT_ATTRIBUTE = re.compile(r"""\s:[\w.-]+=("[^"]*"|'[^']*')""")
MARKED_LITERAL = re.compile(r"""_\(((?:"[^"]*")|(?:'[^']*'))\)""")
NAMED = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w+)\}(?!\})")
POSITIONAL = re.compile(r"%[sd]")
PERCENT = re.compile(r"%(?:\(\w+\))?[sd]|%%")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")


def catalogue_path(language: str, root: Path = ROOT) -> Path:
    """The ``.po`` file of a language."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def extracted(root: Path = ROOT) -> Catalog:
    """All messages that the Python files and templates under *root* ask for, without translations."""
    catalog = Catalog(locale="el", charset="utf-8")
    for path in _python_files(root):
        _collect(catalog, path.read_bytes(), path)
    for path in _template_files(root):
        _collect(catalog, _template_as_python(path).encode(), path)
    return catalog


def _python_files(root: Path) -> Iterator[Path]:
    for folder in SOURCE_FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def _template_files(root: Path) -> Iterator[Path]:
    for folder in TEMPLATE_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in TEMPLATE_SUFFIXES:
                yield path


def _template_as_python(path: Path) -> str:
    source = path.read_text(encoding="utf-8")
    # The scanner tokenizes as Python does, and template indentation is not Python's.
    lines = [line.strip() for line in templatize(source, origin=str(path)).splitlines()]
    lines += [f"_({literal})" for literal in _literals_in_component_attributes(source)]
    return "\n".join(lines) + "\n"


def _literals_in_component_attributes(source: str) -> Iterator[str]:
    """Component attributes like ``:label="_('Name')"`` are plain HTML to Django's own template scanner."""
    for attribute in COMPONENT_ATTRIBUTE.findall(source):
        for literal in MARKED_LITERAL.findall(attribute[1:-1]):
            yield literal.replace("%", "%%")


def _collect(catalog: Catalog, source: bytes, path: Path) -> None:
    try:
        found = list(extract("python", BytesIO(source), keywords=KEYWORDS))
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error
    for _line, text, _comments, context in found:
        first = text[0] if isinstance(text, tuple) else text
        if first:
            _add(catalog, text, context)


def _add(catalog: Catalog, text: str | tuple[str, ...], context: str | None) -> None:
    first = text[0] if isinstance(text, tuple) else text
    known = catalog.get(first, context)
    if known is not None and known.pluralizable and not isinstance(text, tuple):
        return
    if known is not None and isinstance(text, tuple) and not known.pluralizable:
        catalog.delete(first, context)
    catalog.add(text, context=context)


def read_catalogue(path: Path, language: str) -> Catalog:
    """The catalogue in *path*; an empty one where the file does not exist yet."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=language, charset="utf-8")


def merged(template: Catalog, old: Catalog) -> Catalog:
    """The messages of *template* with the translations and remarks that *old* has for them."""
    new = Catalog(locale=old.locale, charset="utf-8")
    for message in _messages(template):
        key = _first(message)
        before = old.get(key, message.context)
        string = _fitting(message, before)
        flags = {"fuzzy"} & before.flags if before else set()
        remarks = before.user_comments if before else ()
        new.add(
            message.id,
            string,
            context=message.context,
            flags=flags,
            user_comments=remarks,
        )
    return new


def _fitting(message: Message, before: Message | None) -> str | tuple[str, ...]:
    strings = _texts(before.string) if before and before.string else ("",)
    # A text that gained or lost its plural keeps what was already said of it.
    return (strings[0], strings[-1]) if message.pluralizable else strings[-1]


def save_catalogue(catalog: Catalog, path: Path, language: str) -> bool:
    """Write *catalog* in its one stable form (sorted, no dates, no places); true if the file changed."""
    body = BytesIO()
    write_po(
        body,
        catalog,
        width=110,
        omit_header=True,
        ignore_obsolete=True,
        sort_output=True,
        no_location=True,
    )
    content = HEADER.format(language=language).encode() + body.getvalue().rstrip() + b"\n"
    if path.exists() and path.read_bytes() == content:
        return False
    _replace(path, content)
    return True


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(path.suffix + ".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def compile_catalogue(source: Path, target: Path, language: str) -> int:
    """Write the ``.mo`` file of a ``.po`` file and return the number of messages in it."""
    catalog = read_catalogue(source, language)
    whole = Catalog(locale=language, charset="utf-8")
    for message in _messages(catalog):
        if not message.fuzzy and _is_translated(message):
            whole.add(message.id, message.string, context=message.context)
    content = BytesIO()
    write_mo(content, whole)
    _replace(target, content.getvalue())
    return len(whole)


def problems(catalog: Catalog, template: Catalog) -> list[str]:
    """What is wrong with *catalog* for the messages of *template*, one line each; empty when all is well."""
    known = {_identity(message) for message in _messages(catalog)}
    wanted = {_identity(message) for message in _messages(template)}
    found = [f"not in the catalogue, run update: {key!r}" for _context, *key in sorted(wanted - known, key=repr)]
    found += [f"no longer used, run update: {key!r}" for _context, *key in sorted(known - wanted, key=repr)]
    for message in _messages(catalog):
        found += [f"{problem}: {_first(message)!r}" for problem in _message_problems(message)]
    return found


def _message_problems(message: Message) -> Iterator[str]:
    ids = _texts(message.id)
    if any(GREEK.search(text) for text in ids):
        yield "Greek letters in an English message"
    if message.fuzzy:
        yield "fuzzy"
    if not _is_translated(message):
        yield "missing translation"
        return
    strings = _texts(message.string)
    # One word may be the same in both languages ("API"), a sentence is not.
    if any(string in ids and len(LATIN_WORD.findall(NAMED.sub("", string))) > 1 for string in strings):
        yield "left in English"
    if len(strings) != len(ids):
        yield "wrong number of plural forms"
    elif not all(_fits(string, ids, last=index == len(ids) - 1) for index, string in enumerate(strings)):
        yield "broken placeholders"


def _fits(string: str, ids: tuple[str, ...], *, last: bool) -> bool:
    """Whether *string* fills the placeholders of its message. A singular may leave some out, as in "one day"."""
    names, positional = _placeholders(string)
    wanted, count = _placeholders(ids[-1])
    if last and (names, positional) != (wanted, count):
        return False
    if not names <= wanted.union(*(_placeholders(text)[0] for text in ids)):
        return False
    formatted = any(PERCENT.search(text) for text in ids)
    return not (formatted and "%" in PERCENT.sub("", string))


def _placeholders(text: str) -> tuple[frozenset[str], int]:
    names = frozenset(percent or brace for percent, brace in NAMED.findall(text))
    return names, len(POSITIONAL.findall(text))


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _texts(value: str | Sequence[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _first(message: Message) -> str:
    return _texts(message.id)[0]


def _identity(message: Message) -> tuple[str | None, ...]:
    return (message.context, *_texts(message.id))


def _is_translated(message: Message) -> bool:
    return bool(message.string) and all(_texts(message.string))


def update(root: Path = ROOT) -> list[str]:
    """Bring every catalogue in line with the sources; returns a line for each language."""
    template = extracted(root)
    lines = []
    for language in LANGUAGES:
        path = catalogue_path(language, root)
        catalog = merged(template, read_catalogue(path, language))
        changed = save_catalogue(catalog, path, language)
        missing = sum(not _is_translated(message) for message in _messages(catalog))
        lines.append(f"{language}: {len(catalog)} messages, {missing} missing{'' if changed else ', unchanged'}")
    return lines


def check(root: Path = ROOT) -> list[str]:
    """The problems of every catalogue, one line each."""
    template = extracted(root)
    return [
        f"{language}: {problem}"
        for language in LANGUAGES
        for problem in problems(read_catalogue(catalogue_path(language, root), language), template)
    ]


def compile_all(root: Path = ROOT) -> list[str]:
    """Compile every catalogue; returns a line for each language."""
    lines = []
    for language in LANGUAGES:
        source = catalogue_path(language, root)
        count = compile_catalogue(source, source.with_suffix(".mo"), language)
        lines.append(f"{language}: {count} messages compiled")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Run one of the three commands; the exit status is 1 when ``check`` finds something."""
    parser = argparse.ArgumentParser(prog="python -m core.translations", description="Keep the message catalogues.")
    parser.add_argument("command", choices=["update", "check", "compile"])
    command = parser.parse_args(arguments).command
    lines = {"update": update, "check": check, "compile": compile_all}[command]()
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if command == "check" and lines else 0


if __name__ == "__main__":
    sys.exit(main())
