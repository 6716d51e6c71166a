"""Which column of the file means what: guesses by the header's words, the mapping, and what it reads."""

import hashlib
import json
import re

from django.utils.translation import gettext_lazy as _

from core.search.greek import fold
from enterprises.imports.fields import ALL_COLUMNS, COLUMNS
from enterprises.imports.reasons import FileRefused

JOINED = {"address", "description"}
"""Columns whose value may be joined from two columns of the file."""

_WORDS = {
    "name": "name title επωνυμια ονομα τιτλος ονομασια φορεας organisation organization οργανωση",
    "name_en": "name_en nameen englishname nameenglish επωνυμιααγγλικα ονομααγγλικα διακριτικοςτιτλοςαγγλικα",
    "legal_form": "legal_form legalform νομικημορφη μορφη form",
    "kind": "kind type ειδος τυπος κατηγορια category typeofinitiative",
    "afm": "afm αφμ vat vatnumber taxnumber tin taxid",
    "kalo_number": "kalo_number kalo καλο αριθμοςκαλο αριθμοςμητρωου μητρωοκαλο αριθμοςμητρωουκαλο αμκαλο",
    "gemi_number": "gemi_number gemi γεμη αριθμοςγεμη αργεμη",
    "municipality": "municipality δημος dimos municipalityslug δημοςεδρας",
    "address": "address διευθυνση street οδος streetaddress odos",
    "postcode": "postcode postalcode zip zipcode plz τκ ταχυδρομικοςκωδικας ταχκωδικας tk",
    "phone": "phone telephone tel τηλ τηλεφωνο τηλεφωνα phonenumber",
    "website": "website web url site ιστοτοπος ιστοσελιδα ιστοσελις homepage",
    "description": "description_el descriptionel description περιγραφη σκοπος δραστηριοτητα about",
    "description_en": "description_en descriptionen περιγραφηαγγλικα englishdescription",
    "lat": "lat latitude γεωγραφικοπλατος πλατος y",
    "lng": "lng lon long longitude γεωγραφικομηκος μηκος x",
    "city": "city cityasentered town πολη οικισμος τοποθεσια locality place",
}
_HOUSE_NUMBERS = "housenumber housenr number αριθμος αρ streetnumber"


def _key(name):
    return re.sub(r"[\W_]+", "", fold(name))


_GUESSES = {column: [_key(word) for word in words.split()] for column, words in _WORDS.items()}
_NUMBER_KEYS = {_key(word) for word in _HOUSE_NUMBERS.split()}


def header_key(header):
    """Return the key that files with the same header share."""
    return hashlib.sha256(json.dumps(header, ensure_ascii=False).encode()).hexdigest()


def guess_mapping(header):
    """Return {canonical column: [columns of the file]} as the header's words suggest; each is used once."""
    by_key = {}
    for name in header:
        by_key.setdefault(_key(name), name)
    mapping = {}
    for column, keys in _GUESSES.items():
        found = next((by_key[key] for key in keys if key in by_key), None)
        if found:
            mapping[column] = [found]
    _add_house_number(mapping, by_key)
    _split_languages(mapping, by_key)
    return mapping


def _add_house_number(mapping, by_key):
    number = next((name for key, name in by_key.items() if key in _NUMBER_KEYS), None)
    if number and "address" in mapping:
        mapping["address"].append(number)


def _split_languages(mapping, by_key):
    """Beside a Greek description, the one without a language is the English one."""
    plain, greek = by_key.get("description"), by_key.get("descriptionel")
    if plain and greek:
        mapping.setdefault("description_en", [plain])


def check_mapping(mapping, header):
    """Return the mapping without empty entries. Raises FileRefused when it can't give a name and a place."""
    known = {
        column: [name for name in names if name in header]
        for column, names in mapping.items()
        if column in ALL_COLUMNS
    }
    known = {column: names for column, names in known.items() if names}
    missing = [] if "name" in known else [COLUMNS["name"]]
    if "municipality" not in known and not {"lat", "lng"} <= known.keys():
        missing.append(_("the municipality, or latitude and longitude"))
    if missing:
        raise FileRefused("columns-missing", columns=", ".join(map(str, missing)))
    return known


def unread_columns(header, mapping):
    """Return the columns of the file that nothing is read from, in its order."""
    read = {name for names in mapping.values() for name in names}
    return [name for name in header if name not in read]


def read_cells(cells, header, mapping):
    """Return {canonical column: text} of one row; joined columns have one space between."""
    at = dict(zip(header, cells, strict=False))
    texts = {
        column: " ".join(filter(None, (at.get(name, "").strip() for name in names)))
        for column, names in mapping.items()
    }
    return {column: texts.get(column, "") for column in ALL_COLUMNS}
