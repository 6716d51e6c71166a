"""Names, numbers and places that belong to nobody. The same question always gets the same answer."""

import hashlib
from itertools import islice, product

from stdnum.gr import vat

_MEN = (
    "Αγησίλαος Βελισσάριος Γαβριήλ Δαμιανός Ευτύχιος Ζήσης Θεόκλητος Ιορδάνης Κλεόβουλος Λουκιανός Μενέλαος Νεκτάριος"
)
_WOMEN = "Αρετή Βαρβάρα Γαρυφαλλιά Δροσούλα Ερασμία Ζαφειρώ Θεοπίστη Ιουλία Κλεοπάτρα Λεμονιά Μελπομένη Νικολέτα"
_FAMILIES = (
    ("Ανεμοδούρας", "Ανεμοδούρα"),
    ("Βρυσοκλάδης", "Βρυσοκλάδη"),
    ("Γλυκορίζος", "Γλυκορίζου"),
    ("Δενδροβάτης", "Δενδροβάτη"),
    ("Καλοστάχυς", "Καλοστάχυ"),
    ("Λιθοσπόρος", "Λιθοσπόρου"),
    ("Μελισσοτόπης", "Μελισσοτόπη"),
    ("Νεροκρατίδης", "Νεροκρατίδου"),
    ("Πετροκαλάμης", "Πετροκαλάμη"),
    ("Ροδοπηγάδης", "Ροδοπηγάδη"),
    ("Σταχτοπέτρης", "Σταχτοπέτρη"),
    ("Χιονοβούνης", "Χιονοβούνη"),
)

AREA_CODES = {
    "0501": "24410",
    "0502": "24100",
    "0503": "24210",
    "0504": "24240",
    "0505": "24310",
    "1301": "2810",
    "1302": "28410",
    "1303": "28310",
    "1304": "28210",
} | {f"09{number:02}": "210" for number in range(1, 9)}
"""By regional unit, of the regions that are full."""

_PHONE_DIGITS = 10
_SPREAD = 0.011


def people():
    """Return all (name, surname) that can be made, women and men in turn, so that neighbours differ."""
    first_names = [name for pair in zip(_WOMEN.split(), _MEN.split(), strict=True) for name in pair]
    pairs = product(range(len(_FAMILIES)), range(len(first_names)))
    return [
        f"{first_names[first]} {_FAMILIES[(family + first) % len(_FAMILIES)][first % 2 == 0]}"
        for family, first in pairs
    ]


def some_people(start, number):
    """Return `number` of the names of people(), from the one at `start` on."""
    return list(islice(people(), start, start + number))


def afm(number):
    """Return a tax number with a right check digit; all of them begin with 7000, so that one sees what they are."""
    digits = f"7000{number:04}"
    return digits + vat.calc_check_digit(digits)


def phone(unit_code, number):
    """Return a telephone number of zeros in the unit's area, "" where the demo knows no area code."""
    area = AREA_CODES.get(unit_code)
    return f"{area}{number:0{_PHONE_DIGITS - len(area)}}" if area else ""


def point_near(municipality, name):
    """Return (lat, lng) about a kilometre from the municipality's point, elsewhere for each name."""
    return (
        round(municipality.lat + (share(name, 0) - 0.5) * 2 * _SPREAD, 5),
        round(municipality.lng + (share(name, 1) - 0.5) * 2 * _SPREAD, 5),
    )


def share(text, salt=0):
    """Return a number from 0 to 1 that follows from the text."""
    digest = hashlib.sha256(f"{salt}:{text}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32
