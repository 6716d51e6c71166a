"""What the demo's organisations make and offer: with seasons, places, marks and their proofs, and some pictures."""

from decimal import Decimal

from config.demo import data, drawings, names, wallets
from enterprises.actions import photos, products
from enterprises.models import ProductCategory

_GROWN = ("food", "drinks", "nature", "body")
_SHOWN_IN_PICTURES = 2


def load(draft, entry, owner, *, has_pictures=False):
    """List the products of one entry for a draft, fill its wallet, and draw pictures of the first ones if wanted."""
    lines = entry.get("products", [])
    if not lines:
        return
    certificate = wallets.fill(
        draft, owner, is_organic=entry.get("organic", False), ends_soon=entry.get("role") == "manager"
    )
    for number, line in enumerate(lines):
        product = products.add_product(draft, acting_user=owner, **_facts(line, entry, certificate))
        if has_pictures and number < _SHOWN_IN_PICTURES:
            picture, words = drawings.picture_of(product)
            photos.add_photo(product, picture, acting_user=owner, alt=words)


def _facts(line, entry, certificate):
    name, name_en, price, unit, *marks = line.split(" | ")
    category = ProductCategory.objects.filter(pk=data.category_of(name)).first()
    kind = category.kind if category else "product"
    is_grown = category is not None and category.parent_id in _GROWN
    # What costs nothing, or differs from case to case, is to be asked for.
    amount = Decimal(price) or None
    is_organic = "organic" in marks
    return {
        "name": name,
        "name_en": name_en,
        "kind": kind,
        "category": category,
        "price": amount,
        "unit": unit,
        "vat_note": "included" if amount else "",
        "minimum_order": Decimal(5) if unit == "κιλό" and names.share(name, 8) < 0.3 else None,
        "season_months": data.season_of(name),
        "area": [entry["at"]] if kind == "service" and names.share(name, 9) < 0.6 else [],
        "is_local": is_grown and names.share(name, 10) < 0.7,
        "is_organic": is_organic,
        "organic_proof": certificate if is_organic else None,
    }
