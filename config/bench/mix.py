"""What is asked of the search when it is measured: as people ask, from a rare name to a word in every text."""

from urllib.parse import urlencode

_WORDS = (
    "μελισσουργείο ασπρονέρι",
    "υφαντική μετσόβου",
    "κοινωνικό ιατρείο τρικάλων",
    "ελαιώνες χρυσοπέτρα",
    "οινοποιητικός συνεταιρισμός νεμέας",
    "ξυλουργείο σπίθα",
    "τυροκομείο",
    "φέτα",
    "μέλι",
    "θυμαρίσιο μέλι",
    "εξαιρετικό παρθένο ελαιόλαδο",
    "συνεταιρισμός γυναικών",
    "κοινωνική φροντίδα",
    "συνεταιρισμός",
    "χωρίς",
    "περιοχή",
    "λαχανικά εποχής",
    "koinoniko pantopoleio",
    "meli elatis",
    "koinsep turokomeio",
    "olive oil",
    "μελισοκομικη",
    "συνεταιρυσμός γυναικόν",
    "παντοπλωείο",
    "αεροδρόμιο",
)
_CHOSEN = (
    {"q": "μέλι", "region": "crete"},
    {"q": "συνεταιρισμός", "type": "organisation", "region": "attica"},
    {"q": "ελαιόλαδο", "type": "product", "organic": "1"},
    {"q": "φροντίδα", "kind": "koinsep", "target_group": "elderly"},
    {"q": "τυρί", "category": "food_dairy", "municipality": "larissa"},
    {"q": "μέλι", "near": "39.36,22.94"},
    {"q": "συνεταιρισμός", "sort": "name"},
    {"type": "organisation", "region": "thessaly"},
    {"type": "product", "category": "food"},
    {"municipality": "volos"},
    {"type": "organisation", "near": "37.98,23.73"},
    {"legal_form": "association", "organic": "1"},
    {"bbox": "22.5,39.0,23.5,39.7"},
    {},
)
_DIRECTORIES = (
    ("thessaly", {}),
    ("attica", {}),
    ("north-aegean", {}),
    ("crete", {"municipality": "chania"}),
    ("attica", {"kind": "cultural"}),
    ("central-macedonia", {"legal_form": "association", "organic": "1"}),
    ("thessaly", {"target_group": "farmers"}),
    ("crete", {"q": "μέλι"}),
    ("attica", {"q": "koinonikh frontida"}),
    ("epirus", {"page": "2"}),
)
_BOXES = (
    ("19,34,30,42", 6, {}),
    ("19,34,30,42", 6, {"type": "organisation"}),
    ("22,39,24,40", 9, {"type": "organisation"}),
    ("22.85,39.3,23.1,39.45", 12, {"type": "organisation"}),
    ("23.6,37.85,23.85,38.1", 12, {"type": "organisation"}),
    ("23.71,37.96,23.75,37.99", 15, {}),
    ("23.5,34.9,26.4,35.7", 9, {"kind": "koinsep"}),
    ("19,34,30,42", 6, {"q": "μέλι"}),
    ("22,39,24,40", 9, {"q": "συνεταιρισμός"}),
    ("24.0,35.45,24.1,35.55", 14, {"type": "product", "organic": "1"}),
)


def questions():
    """Return {group: addresses} of everything that is asked."""
    words = [_address("/api/v1/search/", {"q": words}) for words in _WORDS]
    return {
        "search by words": words,
        "search by choices": [_address("/api/v1/search/", chosen) for chosen in _CHOSEN],
        "directory page": [_address(f"/{region}/organisations/", chosen) for region, chosen in _DIRECTORIES],
        "map box": [_address("/api/v1/map/", {"bbox": box, "zoom": zoom, **chosen}) for box, zoom, chosen in _BOXES],
    }


def _address(path, chosen):
    return f"{path}?{urlencode(chosen)}" if chosen else path
