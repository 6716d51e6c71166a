"""Places and target groups, from the CSV files in `partnerships/data`."""

from pathlib import Path

from core.reference import Loaded, Row, load_csv, load_terms, reference_to
from core.search.greek import sort_key
from partnerships.models import Municipality, Region, RegionalUnit, TargetGroup

DATA = Path(__file__).resolve().parent.parent / "data"


def load_regions() -> Loaded:
    """Load the 13 regions."""
    fields = [
        "nuts2",
        "iso_3166_2",
        "slug",
        "name_el",
        "official_name_el",
        "name_en",
        "seat_el",
        "seat_en",
        "lat",
        "lng",
    ]
    return load_csv(Region, DATA / "regions.csv", "nuts2", fields)


def load_regional_units() -> Loaded:
    """Load the 74 regional units; the regions are there."""
    fields = ["ypes_code", "name_el", "name_en", "nuts3"]
    region = reference_to(Region, "nuts2", "nuts2")
    return load_csv(RegionalUnit, DATA / "regional_units.csv", "ypes_code", fields, {"region": region})


def load_municipalities() -> Loaded:
    """Load the 332 municipalities; the regions and their units are there."""
    fields = ["slug", "name_el", "name_short_el", "name_en", "name_elot743", "lat", "lng", "coord_method"]
    derived = {
        "unit": reference_to(RegionalUnit, "ypes_code", "regional_unit_code"),
        "region": reference_to(Region, "nuts2", "nuts2"),
        "sort_key": _sort_key,
    }
    return load_csv(Municipality, DATA / "municipalities.csv", "slug", fields, derived)


def _sort_key(row: Row) -> str:
    # All names begin with the word for municipality: order begins after it.
    return sort_key(row["name_short_el"])


def load_target_groups() -> Loaded:
    """Load the groups that content and subscriptions address."""
    derived = {"group_class": lambda row: row["class"]}
    return load_terms(TargetGroup, DATA / "target_groups.csv", ["basis"], derived)
