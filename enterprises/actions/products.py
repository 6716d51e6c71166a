"""What an organisation makes or offers, kept by its own people."""

from copy import copy

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy
from core.errors import DomainError
from core.search.index import index, remove
from core.texts import in_lines, in_one_line
from core.uploads import discard
from enterprises.actions.photos import files_of
from enterprises.models import Photo, Product
from enterprises.queries.documents import counts_on
from enterprises.queries.product_changes import changed_meanwhile, version_of
from enterprises.states import PROOF_KINDS, ProductKind
from enterprises.tables.cells import LONGEST_DESCRIPTION
from enterprises.tables.months import MONTHS_OF_A_YEAR

PRODUCT_FIELDS = (
    "kind",
    "category",
    "name",
    "name_en",
    "description",
    "description_en",
    "price",
    "unit",
    "vat_note",
    "minimum_order",
    "season_months",
    "area",
    "is_organic",
    "organic_proof",
    "is_local",
    "is_fair_trade",
    "fair_trade_proof",
    "is_available",
)
MOST_PRODUCTS = 1_000
"""Of one organisation: all of them stand in one table."""

_LINES = ("name", "name_en", "unit")
_TEXTS = ("description", "description_en")
_PROOFS = {"organic_proof": "is_organic", "fair_trade_proof": "is_fair_trade"}
"""{field: the mark that it proves}."""

# Whoever settles a product has checked what its foreign keys point at.
_NOT_CLEANED = ("partnership", "organisation", "category", *_PROOFS)


@transaction.atomic
def add_product(organisation, *, acting_user, **data):
    """List a new product and return it.

    `data` holds PRODUCT_FIELDS; the name is needed. Raises DomainError, with the field it is about, when the
    organisation has a product of this name or MOST_PRODUCTS, or something can't be right.
    """
    policy.enforce(acting_user, "enterprises.manage_products", organisation)
    if Product.objects.filter(organisation=organisation).count() >= MOST_PRODUCTS:
        raise too_many()
    product = new_product(organisation, known(data))
    settle(product)
    _save(product)
    audit.record("product.added", product, acting_user=acting_user, after=data)
    _show(product)
    return product


class ChangedMeanwhile(DomainError):
    """Nothing was written, since somebody else has changed the product: `product` is as it stands now.

    `differing` are the names of the fields in which it is not what was to be written.
    """

    def __init__(self, product, differing):
        super().__init__("changed-meanwhile", changed_meanwhile({"": product})[""])
        self.product = product
        self.differing = differing


@transaction.atomic
def edit_product(product, *, acting_user, seen="", **data):
    """Change a product and return it. Raises DomainError as `add_product` does.

    `seen` is the version (`version_of`) from which the change was made. Raises ChangedMeanwhile where that is no
    longer the one that stands there, unless it says already what is to be written.
    """
    row = locked(product, acting_user)
    stored = copy(row)
    before = {name: getattr(row, name) for name in known(data)}
    shown_proofs = proofs_of(row)
    for name, value in data.items():
        setattr(row, name, value)
    settle(row, shown_proofs=shown_proofs)
    changed = {name: old for name, old in before.items() if getattr(row, name) != old}
    if not changed:
        return row
    if seen and seen != version_of(stored):
        raise ChangedMeanwhile(stored, list(changed))
    _save(row)
    after = {name: getattr(row, name) for name in changed}
    audit.record("product.edited", row, acting_user=acting_user, before=changed, after=after)
    _show(row)
    return row


def hide_product(product, *, acting_user):
    """Take a product off the public page and return it."""
    return _set_state(product, Product.State.HIDDEN, acting_user)


def show_product(product, *, acting_user):
    """Put a hidden product back on the public page and return it."""
    return _set_state(product, Product.State.LISTED, acting_user)


@transaction.atomic
def remove_product(product, *, acting_user):
    """Take a product away for good, with its photos. Raises DomainError where something else is built on it."""
    row = locked(product, acting_user)
    audit.record("product.removed", row, acting_user=acting_user, before=facts_of(row))
    remove(row)
    files = files_of(Photo.objects.filter(product=row))
    try:
        row.delete()
    except ProtectedError as error:
        raise in_use() from error
    discard("photos", files)


def locked(product, acting_user):
    """Return a fresh, locked copy of a product that the actor may change.

    Raises PermissionRefused, and DomainError for one that is gone.
    """
    rows = Product.objects.select_for_update(of=("self",)).select_related("organisation__partnership__region")
    row = rows.filter(pk=product.pk).first()
    if row is None:
        raise DomainError("gone-meanwhile", _("Somebody has removed this product meanwhile."))
    policy.enforce(acting_user, "enterprises.manage_products", row.organisation)
    return row


def new_product(organisation, data):
    """Return an unsaved Product of an organisation."""
    return Product(
        partnership_id=organisation.partnership_id,
        organisation=organisation,
        organisation_is_public=organisation.is_published,
        **data,
    )


def known(data):
    """Return the data as it is; raise TypeError for what is no field of a product."""
    unknown = set(data) - set(PRODUCT_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of a product: {', '.join(sorted(unknown))}")
    return data


def facts_of(product):
    """Return {field: value} of all that its people say about a product."""
    return {name: getattr(product, name) for name in (*PRODUCT_FIELDS, "state")}


def proofs_of(product):
    """Return the ids of the papers that a product shows as proof."""
    return {getattr(product, f"{name}_id") for name in _PROOFS}


def settle(product, *, shown_proofs=()):
    """Bring a product in line: texts, season or area, marks and their proofs, and the model's own checks.

    A proof of `shown_proofs` (ids) stood there before, so it may have ended meanwhile; a new one may not. Raises
    DomainError with the field it is about.
    """
    _tidy(product)
    if product.kind == ProductKind.SERVICE:
        product.season_months = []
    else:
        product.area = []
    if product.category and product.category.kind != product.kind:
        raise DomainError(
            "other-kind", _("This category is for the other kind. Choose one that fits."), field="category"
        )
    for field, mark in _PROOFS.items():
        if not getattr(product, mark):
            setattr(product, field, None)
        _check_proof(product, field, shown_proofs)
    _clean(product)
    if product.minimum_order == 0:
        raise _not_positive()


def name_taken():
    """Return the DomainError that says that another product has this name."""
    return DomainError("product-name-taken", _("There is already a product with this name."), field="name")


def too_many():
    """Return the DomainError that says that an organisation has no room for another product."""
    return DomainError(
        "too-many-products",
        _("An organisation can list %(most)s products and services. Remove some first.") % {"most": MOST_PRODUCTS},
    )


def in_use():
    """Return the DomainError that says that a product can't go."""
    return DomainError("product-in-use", _("Something else is built on this product. Hide it instead."))


def _tidy(product):
    for name in _LINES:
        setattr(product, name, in_one_line(getattr(product, name)))
    for name in _TEXTS:
        setattr(product, name, in_lines(getattr(product, name)))
    months = sorted(set(product.season_months or []))
    product.season_months = [] if len(months) == MONTHS_OF_A_YEAR else months


def _check_proof(product, field, shown_proofs):
    proof = getattr(product, field)
    if proof is None or proof.pk in shown_proofs:
        return
    if proof.organisation_id != product.organisation_id or proof.kind != PROOF_KINDS[field]:
        raise DomainError("unknown-proof", _("Please choose from the list."), field=field)
    if not counts_on(proof, timezone.localdate()):
        raise DomainError("proof-ended", _("This document no longer counts. Add the new one first."), field=field)


def _clean(product):
    """Run the model's own checks; raise DomainError for the first field that fails."""
    for name in _TEXTS:
        if len(getattr(product, name)) > LONGEST_DESCRIPTION:
            raise DomainError(
                "text-too-long",
                _("At most %(most)s characters are possible.") % {"most": LONGEST_DESCRIPTION},
                field=name,
            )
    try:
        product.clean_fields(exclude=_NOT_CLEANED)
    except ValidationError as error:
        field, messages = next(iter(error.error_dict.items()))
        raise _refusal(field, messages[0]) from error


def _refusal(field, problem):
    """Return the DomainError that says what the model has against a field."""
    if problem.code == "min_value" and field == "price":
        return DomainError("price-negative", _("A price is never below zero."), field=field)
    if problem.code == "min_value" and field == "minimum_order":
        return _not_positive()
    return DomainError("invalid", problem.messages[0], field=field)


def _not_positive():
    return DomainError(
        "minimum-order-not-positive",
        _("The smallest order is above zero. Leave it empty if people may buy as little as they like."),
        field="minimum_order",
    )


@transaction.atomic
def _set_state(product, state, acting_user):
    row = locked(product, acting_user)
    if row.state == state:
        return row
    before = {"state": row.state}
    row.state = state
    row.save(update_fields=["state", "updated_at"])
    audit.record(f"product.{state}", row, acting_user=acting_user, before=before, after={"state": state})
    _show(row)
    return row


def _save(product):
    try:
        with transaction.atomic():
            product.save()
    except IntegrityError as error:
        raise name_taken() from error


def _show(product):
    """Carry the product's state to the search and to its photos."""
    product.refresh_from_db(fields=["is_published"])
    Photo.objects.filter(product=product).exclude(owner_is_public=product.is_published).update(
        owner_is_public=product.is_published
    )
    index(product)
