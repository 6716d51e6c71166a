"""What an organisation makes or offers, kept by its own people."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, policy
from core.errors import DomainError
from core.search.index import index
from enterprises.models import Photo, Product
from enterprises.states import DocumentKind, ProductKind

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


@transaction.atomic
def add_product(organisation, *, acting_user, **data):
    """List a new product and return it.

    `data` holds PRODUCT_FIELDS; the name is needed. Raises DomainError, with the field it is about, when the
    organisation has a product of this name or something can't be right.
    """
    policy.enforce(acting_user, "enterprises.manage_products", organisation)
    product = Product(
        partnership_id=organisation.partnership_id,
        organisation=organisation,
        organisation_is_public=organisation.is_published,
        **known(data),
    )
    settle(product)
    _save(product)
    audit.record("product.added", product, acting_user=acting_user, after=data)
    _show(product)
    return product


@transaction.atomic
def edit_product(product, *, acting_user, **data):
    """Change a product and return it. Raises DomainError as `add_product` does."""
    row = locked(product, acting_user)
    before = {name: getattr(row, name) for name in known(data)}
    for name, value in data.items():
        setattr(row, name, value)
    settle(row)
    changed = {name: old for name, old in before.items() if getattr(row, name) != old}
    if not changed:
        return row
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


def locked(product, acting_user):
    """Return a fresh, locked copy of a product that the actor may change. Raises PermissionRefused."""
    rows = Product.objects.select_for_update(of=("self",)).select_related("organisation__partnership__region")
    row = rows.get(pk=product.pk)
    policy.enforce(acting_user, "enterprises.manage_products", row.organisation)
    return row


def known(data):
    """Return the data as it is; raise TypeError for what is no field of a product."""
    unknown = set(data) - set(PRODUCT_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of a product: {', '.join(sorted(unknown))}")
    return data


def settle(product):
    """Bring what depends on each other in line: season or area, marks and their proofs. Raises DomainError."""
    product.season_months = sorted(set(product.season_months or []))
    if product.kind == ProductKind.SERVICE:
        product.season_months = []
    else:
        product.area = []
    if product.category and product.category.kind != product.kind:
        raise DomainError(
            "other-kind", _("This category is for the other kind. Choose one that fits."), field="category"
        )
    if not product.is_organic:
        product.organic_proof = None
    if not product.is_fair_trade:
        product.fair_trade_proof = None
    _check_proof(product, "organic_proof", DocumentKind.ORGANIC)
    _check_proof(product, "fair_trade_proof", None)


def clean(product):
    """Run the model's own checks; raise DomainError for the first field that fails."""
    try:
        product.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error


def name_taken():
    """Return the DomainError that says that another product has this name."""
    return DomainError("product-name-taken", _("There is already a product with this name."), field="name")


def _check_proof(product, field, kind):
    proof = getattr(product, field)
    if proof is None:
        return
    if proof.organisation_id != product.organisation_id or (kind and proof.kind != kind):
        raise DomainError("unknown-proof", _("Please choose from the list."), field=field)


@transaction.atomic
def _set_state(product, state, acting_user):
    row = locked(product, acting_user)
    if row.state == state:
        return row
    before = {"state": row.state}
    row.state = state
    row.save(update_fields=["state"])
    audit.record(f"product.{state}", row, acting_user=acting_user, before=before, after={"state": state})
    _show(row)
    return row


def _save(product):
    clean(product)
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
