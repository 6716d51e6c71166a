"""The values of one row, cleaned: what is certainly wrong refuses the row, what is merely odd is left out and told."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from core.errors import DomainError
from core.search.greek import fold, tokens
from core.telephones import shown
from enterprises.actions import normalise
from enterprises.imports.reasons import RowRefused
from enterprises.models import LegalForm, OrganisationKind

LONGEST = {"name": 200, "name_en": 200, "address": 200}
LEFT_OUT_IF_WRONG = {
    "website": "website-wrong",
    "postcode": "postcode-wrong",
    "gemi_number": "gemi-wrong",
    "kalo_number": "kalo-wrong",
}
_LATITUDES, _LONGITUDES = (34.0, 42.5), (19.0, 30.5)
_INVISIBLE = {"Cf", "Cc", "Co", "Cs"}
_PARAGRAPHS = {"description", "description_en"}
_SEVERAL = re.compile(r"\s*(?:[/|;,]|\bκαι\b|\band\b)\s*")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?°?")

# Words within a name or a cell that tell a legal form, the most telling first.
_FORM_WORDS = [
    ("κοισπε", "koispe"),
    ("κοινσεπ", "koinsep_collective"),
    ("koinsep", "koinsep_collective"),
    ("αμκε", "civil_nonprofit"),
    ("amke", "civil_nonprofit"),
    ("αστικη μη κερδοσκοπικη", "civil_nonprofit"),
    ("αγροτικοσ συνεταιρισμοσ", "agricultural_cooperative"),
    ("γυναικειοσ συνεταιρισμοσ", "agricultural_cooperative"),
    ("γυναικειοσ αγροτικοσ", "agricultural_cooperative"),
    ("συνεταιρισμοσ εργαζομενων", "workers_cooperative"),
    ("αστικοσ συνεταιρισμοσ", "urban_cooperative"),
    ("καταναλωτικοσ συνεταιρισμοσ", "urban_cooperative"),
    ("πιστωτικοσ συνεταιρισμοσ", "urban_cooperative"),
    ("σωματειο", "association"),
    ("συλλογοσ", "association"),
]
# What words of the map of initiatives (its column type_of_initiative) clearly tell of the kind.
_INITIATIVES = {
    "mutualsociety_art": "cultural",
    "food_cooperative": "cooperative",
    "lowincome_supermarket": "social_grocery",
}
_SAYS_NO_KIND = {"ngo"}
_INTEGRATION = [("ειδικων", "koinsep_integration_special"), ("ευαλωτων", "koinsep_integration_vulnerable")]


def clean_row(texts, vocabularies):
    """Return (values, warnings) of one row's texts {canonical column: text}.

    Values are in the form that is stored; `lat` and `lng` are numbers or None; `legal_form` is "" when
    neither a cell nor the name tells it. Warnings are [reason code, data]. Raises RowRefused.
    """
    warnings = []
    values = {column: _plain(text, paragraphs=column in _PARAGRAPHS) for column, text in texts.items()}
    _check_name(values["name"])
    _check_lengths(values, warnings)
    values["afm"] = _afm(values["afm"])
    _leave_out_wrong(values, warnings)
    values["phone"] = _phone(values["phone"], warnings)
    values["kind"] = _kind(values["kind"], vocabularies, warnings)
    values["legal_form"], values["form_is_guess"] = _legal_form(values["legal_form"], values["name"], vocabularies)
    values["lat"], values["lng"] = _point_if_needed(values, warnings)
    return values, warnings


def _plain(text, *, paragraphs):
    """Text in one normal form without invisible letters; spaces and line ends evened out."""
    text = kept = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        kept = "".join(one for one in text if one in "\n\t\r" or unicodedata.category(one) not in _INVISIBLE)
    if not paragraphs:
        return " ".join(kept.split())
    lines = [" ".join(line.split()) for line in kept.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _check_name(name):
    if not name:
        raise RowRefused("name-missing")
    if len(name) > LONGEST["name"]:
        raise RowRefused("name-too-long")
    if not any(letter.isalpha() for letter in name):
        raise RowRefused("name-without-letters", value=name[:80])


def _check_lengths(values, warnings):
    for column in ("name_en", "address"):
        if len(values[column]) > LONGEST[column]:
            raise RowRefused("text-too-long", fields=[column], limit=LONGEST[column])


def _afm(text):
    """A tax number whose leading zeros a spreadsheet has eaten gets them back, if its check digit then fits."""
    bare = re.sub(r"^(EL|GR)", "", re.sub(r"[\s.\-]", "", text).upper())
    if bare.isascii() and bare.isdigit() and 6 < len(bare) < 9:
        bare = bare.zfill(9)
    try:
        return normalise.afm(bare)
    except DomainError as error:
        raise RowRefused("afm-wrong", value=text[:60]) from error


def _leave_out_wrong(values, warnings):
    """Normalise what may be left out; a wrong value costs a warning, not the row."""
    values["website"] = _web_address(values["website"])
    values["postcode"] = re.sub(r"^(GR|EL)[\s-]*", "", values["postcode"], flags=re.IGNORECASE)
    values["gemi_number"] = _padded(re.sub(r"[\s./-]", "", values["gemi_number"]), normalise.GEMI_DIGITS)
    for column, code in LEFT_OUT_IF_WRONG.items():
        typed = values[column]
        try:
            values[column] = normalise.NORMALISERS[column](typed)
            too_long = len(values[column]) > 300
        except (DomainError, ValueError):
            too_long = True
        if too_long:
            values[column] = ""
            warnings.append([code, {"value": typed[:100]}])


def _web_address(text):
    """An address without a scheme gets the one that every server answers; browsers go on to https by themselves."""
    if not text or re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE):
        return text
    return f"http://{text.lstrip('/')}"


def _padded(digits, length):
    return digits.zfill(length) if digits.isdigit() and length - 4 <= len(digits) < length else digits


def _phone(text, warnings):
    if not text:
        return ""
    parts = [part for part in _SEVERAL.split(text) if part]
    for part in dict.fromkeys([text, *parts]):
        try:
            number = normalise.phone(part)
        except DomainError:
            continue
        if len(parts) > 1 and part != text:
            warnings.append(["phone-first-kept", {"value": shown(number)}])
        return number
    warnings.append(["phone-wrong", {"value": text[:100]}])
    return ""


@lru_cache(maxsize=4096)
def _words(text):
    return " ".join(tokens(text))


@dataclass(frozen=True)
class Vocabularies:
    """The codes of kinds and legal forms by code and by label. Read once for a file: `Vocabularies.load()`."""

    kinds: dict
    forms: dict

    @classmethod
    def load(cls):
        return cls(_codes_by_word(OrganisationKind), _codes_by_word(LegalForm))


def _codes_by_word(model):
    found = {}
    for code, greek, english in model.objects.values_list("code", "label_el", "label_en"):
        found |= dict.fromkeys([fold(code), _words(greek), _words(english)], code)
    return found


def _code_of(by_word, text):
    return by_word.get(fold(text).strip()) or by_word.get(_words(text))


def _kind(text, vocabularies, warnings):
    if not text:
        return ""
    code = _code_of(vocabularies.kinds, text) or _kind_of_initiative(text)
    if not code:
        warnings.append(["kind-unknown", {"value": text[:60]}])
    return code


def _kind_of_initiative(text):
    """The kind that all words of an initiative agree on; "" when one of them says something else."""
    words = {word.strip() for word in text.split(";")} - _SAYS_NO_KIND
    codes = {_INITIATIVES.get(word, "") for word in words}
    return codes.pop() if len(codes) == 1 else ""


def _legal_form(text, name, vocabularies):
    """Return (code, whether only the name tells it); code is "" when nothing does."""
    if not text:
        code = _form_in(name)
        return code, bool(code)
    code = _code_of(vocabularies.forms, text) or _form_in(text)
    if not code:
        raise RowRefused("legal-form-unknown", value=text[:60])
    return code, False


def _form_in(text):
    words = f" {_words(text)} "
    code = next((code for phrase, code in _FORM_WORDS if f" {phrase} " in words), "")
    if not code and _is_cooperative_by_initials(words):
        code = "agricultural_cooperative"
    if code == "koinsep_collective":
        return next((form for word, form in _INTEGRATION if f" {word} " in words), code)
    return code


def _is_cooperative_by_initials(words):
    """Α.Σ. alone is an agricultural cooperative; in front of other initials it is something else."""
    return words.startswith(" ασ ")


def _point_if_needed(values, warnings):
    """Beside a municipality a point that can't be right is left out; alone it is the only place there is."""
    try:
        return _point(values["lat"], values["lng"], warnings)
    except RowRefused as refusal:
        if not values["municipality"]:
            raise
        warnings.append(["point-wrong", refusal.data])
        return None, None


def _point(lat, lng, warnings):
    typed = f"{lat}, {lng}"
    if not lat and not lng:
        return None, None
    numbers = [_number(text, typed) for text in (lat, lng)]
    if numbers == [0, 0]:
        return None, None
    if _within(numbers[1], _LATITUDES) and _within(numbers[0], _LONGITUDES):
        warnings.append(["point-swapped", {}])
        numbers.reverse()
    if not (_within(numbers[0], _LATITUDES) and _within(numbers[1], _LONGITUDES)):
        raise RowRefused("point-outside", value=typed[:60])
    return numbers[0], numbers[1]


def _number(text, typed):
    bare = text.replace(" ", "")
    if not (bare.isascii() or bare.endswith("°")) or not _NUMBER.fullmatch(bare):
        raise RowRefused("point-unreadable", value=typed[:60])
    return float(bare.rstrip("°").replace(",", "."))


def _within(number, bounds):
    return bounds[0] <= number <= bounds[1]
