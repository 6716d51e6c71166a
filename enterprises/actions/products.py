"""What an organisation makes or offers, kept by its own people."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, policy
from core.errors import DomainError
from enterprises.models import Product

PRODUCT_FIELDS = ("name", "name_en", "description", "price", "unit", "is_organic")


@transaction.atomic
def add_product(organisation, *, acting_user, **data):
    """List a new product and return it. Raises DomainError when the organisation has one of this name."""
    policy.enforce(acting_user, "enterprises.manage_products", organisation)
    product = Product(
        partnership_id=organisation.partnership_id,
        organisation=organisation,
        organisation_is_public=organisation.is_published,
        **_known(data),
    )
    _save(product)
    audit.record("product.added", product, acting_user=acting_user, after=data)
    return product


@transaction.atomic
def edit_product(product, *, acting_user, **data):
    """Change a product and return it. Raises DomainError when another one has its new name."""
    row = _locked(product, acting_user)
    before = {name: getattr(row, name) for name in _known(data)}
    for name, value in data.items():
        setattr(row, name, value)
    _save(row)
    audit.record("product.edited", row, acting_user=acting_user, before=before, after=data)
    return row


def hide_product(product, *, acting_user):
    """Take a product off the public page and return it."""
    return _set_state(product, Product.State.HIDDEN, acting_user)


def show_product(product, *, acting_user):
    """Put a hidden product back on the public page and return it."""
    return _set_state(product, Product.State.LISTED, acting_user)


@transaction.atomic
def _set_state(product, state, acting_user):
    row = _locked(product, acting_user)
    if row.state == state:
        return row
    before = {"state": row.state}
    row.state = state
    row.save(update_fields=["state"])
    audit.record(f"product.{state}", row, acting_user=acting_user, before=before, after={"state": state})
    return row


def _locked(product, acting_user):
    row = Product.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=product.pk)
    policy.enforce(acting_user, "enterprises.manage_products", row.organisation)
    return row


def _known(data):
    unknown = set(data) - set(PRODUCT_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of a product: {', '.join(sorted(unknown))}")
    return data


def _save(product):
    try:
        product.full_clean(validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            product.save()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
    except IntegrityError as error:
        raise DomainError(
            "product-name-taken", _("There is already a product with this name."), field="name"
        ) from error
