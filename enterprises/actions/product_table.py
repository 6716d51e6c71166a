"""All products of an organisation at once: what a table or a file says is written whole, or not at all."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils.translation import gettext as _

from core import audit, bulk, policy
from core.errors import DomainError
from core.search.index import index_many, remove_many, touch_many
from core.uploads import discard
from enterprises.actions.photos import files_of
from enterprises.actions.products import (
    MOST_PRODUCTS,
    PRODUCT_FIELDS,
    facts_of,
    in_use,
    name_taken,
    new_product,
    proofs_of,
    settle,
    too_many,
)
from enterprises.models import Organisation, Photo, Product
from enterprises.queries.product_changes import changed_meanwhile, version_of
from enterprises.queries.product_entries import SHOWN

ROW_FIELDS = (*PRODUCT_FIELDS, "state")
WHOLE_ROW = ""
"""Where a problem belongs to no single cell."""


@dataclass(frozen=True)
class RowChange:
    """What one row says: `data` are the ROW_FIELDS to be set on the product `pk`, or on a new one without it.

    `key` is how the caller tells its rows apart. `seen` is the version (`version_of`) that the person saw.
    """

    key: str
    pk: int | None = None
    data: dict = field(default_factory=dict)
    seen: str = ""
    remove: bool = False


@dataclass(frozen=True)
class Saved:
    """How many products were added, changed and removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __bool__(self):
        return bool(self.added or self.changed or self.removed)


class RowsRefused(DomainError):
    """Nothing was written, since rows are wrong: `problems` is {key: {field: message}}, WHOLE_ROW for no single cell.

    `stale` are the {key: Product} that somebody else has changed meanwhile, None for one that is gone.
    """

    def __init__(self, problems, stale):
        super().__init__("rows-wrong", _("Nothing is saved yet: some rows need your correction."))
        self.problems = problems
        self.stale = stale


@dataclass
class Plan:
    """What saving rows would do: products to add and to remove, products to change with what they were before."""

    added: list = field(default_factory=list)
    edited: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    problems: dict = field(default_factory=dict)
    stale: dict = field(default_factory=dict)
    keys: dict = field(default_factory=dict)
    """{id() of a product at hand: key of its row}."""

    def refuse(self, key, problem, where=WHOLE_ROW):
        self.problems.setdefault(key, {}).setdefault(where, problem)


@transaction.atomic
def save_products(organisation, changes, *, acting_user):
    """Write what the RowChanges say and return what was Saved.

    All or nothing, in a number of statements that does not grow with the rows. A row that says what is there
    already changes nothing. Raises RowsRefused with everything that is wrong, also for rows that somebody else has
    changed since they were seen.
    """
    row = _locked(organisation)
    policy.enforce(acting_user, "enterprises.manage_products", row)
    plan = plan_for(row, changes, lock=True)
    if plan.problems:
        raise RowsRefused(plan.problems, plan.stale)
    _remove(plan.removed, acting_user)
    _write(plan, acting_user)
    return Saved(len(plan.added), len(plan.edited), len(plan.removed))


def plan_for(organisation, changes, *, lock=False):
    """Return the Plan of what saving the RowChanges would do now, with all that stands against it."""
    changes = list(changes)
    known = _products(organisation, lock)
    plan = Plan()
    for change in changes:
        _plan_row(plan, organisation, change, known)
    _check_names(plan, known)
    if plan.added and len(known) + len(plan.added) - len(plan.removed) > MOST_PRODUCTS:
        plan.refuse(changes[-1].key, str(too_many().message))
    if plan.stale:
        for key, message in changed_meanwhile(plan.stale).items():
            plan.refuse(key, message)
    return plan


def _locked(organisation):
    # Whoever only points at the organisation, as a new photo does, need not wait: it may hold one of the products.
    rows = Organisation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("municipality", "partnership__region").get(pk=organisation.pk)


def _products(organisation, lock):
    """Return {pk: Product} of an organisation, locked in one order."""
    rows = Product.objects.filter(organisation=organisation).order_by("pk")
    # Products share their categories and papers: read once each, not beside every row.
    rows = rows.prefetch_related("category__parent", "organic_proof", "fair_trade_proof")
    if lock:
        rows = rows.select_for_update()
    products = {product.pk: product for product in rows}
    for product in products.values():
        product.organisation = organisation
    return products


def _plan_row(plan, organisation, change, known):
    if change.pk is None:
        _plan_new(plan, organisation, change)
        return
    product = known.get(change.pk)
    if product is None:
        plan.stale[change.key] = None
        plan.refuse(change.key, _("Somebody has removed this product meanwhile. Save again to add it anew."))
        return
    is_stale = bool(change.seen) and change.seen != version_of(product)
    if change.remove:
        if is_stale:
            plan.stale[change.key] = product
        plan.removed.append(product)
        return
    before = facts_of(product)
    plan.keys[id(product)] = change.key
    _settle(plan, change, product, shown_proofs=proofs_of(product))
    differing = {name: old for name, old in before.items() if getattr(product, name) != old}
    if not differing:
        return
    if is_stale:
        plan.stale[change.key] = _as_it_is(product, before)
    plan.edited.append((product, differing))


def _plan_new(plan, organisation, change):
    product = new_product(organisation, {})
    plan.keys[id(product)] = change.key
    _settle(plan, change, product)
    plan.added.append(product)


def _settle(plan, change, product, **proofs):
    unknown = set(change.data) - set(ROW_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of a row: {', '.join(sorted(unknown))}")
    for name, value in change.data.items():
        setattr(product, name, value)
    try:
        settle(product, **proofs)
    except DomainError as error:
        plan.refuse(change.key, str(error.message), error.field or WHOLE_ROW)


def _as_it_is(product, before):
    """Return a copy of a product with the values that stand in the database."""
    stored = Product(pk=product.pk, updated_at=product.updated_at)
    for name, value in before.items():
        setattr(stored, name, value)
    return stored


def _check_names(plan, known):
    """Each name once, after everything is written: two products may change names with each other."""
    removed = {product.pk for product in plan.removed}
    names = Counter(product.name for pk, product in known.items() if pk not in removed)
    names.update(product.name for product in plan.added)
    touched = [*plan.added, *(product for product, before in plan.edited if "name" in before)]
    for product in touched:
        if names[product.name] > 1:
            plan.refuse(plan.keys[id(product)], str(name_taken().message), "name")


def _remove(products, acting_user):
    if not products:
        return
    audit.record_all(
        "product.removed", [(product, facts_of(product), None) for product in products], acting_user=acting_user
    )
    remove_many(products)
    keys = [product.pk for product in products]
    files = files_of(Photo.objects.filter(product__in=keys))
    try:
        Product.objects.filter(pk__in=keys).delete()
    except ProtectedError as error:
        raise in_use() from error
    discard("photos", files)


def _write(plan, acting_user):
    bulk.insert(plan.added)
    bulk.update([product for product, _before in plan.edited], [*ROW_FIELDS, "updated_at"])
    audit.record_all(
        "product.added", [(product, None, facts_of(product)) for product in plan.added], acting_user=acting_user
    )
    for event, changes in _events(plan.edited).items():
        audit.record_all(event, changes, acting_user=acting_user)
    shown = [product for product, before in plan.edited if SHOWN & before.keys()]
    _show([*plan.added, *shown])
    touch_many([product for product, before in plan.edited if not SHOWN & before.keys()])


def _events(edited):
    """Return {event: [(product, before, after)]}: what changed, and apart from it whether it is shown."""
    events: dict[str, list] = {}
    for product, before in edited:
        if "state" in before:
            shown = {"state": before["state"]}, {"state": product.state}
            events.setdefault(f"product.{product.state}", []).append((product, *shown))
        changed = {name: old for name, old in before.items() if name != "state"}
        if changed:
            after = {name: getattr(product, name) for name in changed}
            events.setdefault("product.edited", []).append((product, changed, after))
    return events


def _show(products):
    """Carry the products' states to the search and to their photos."""
    if not products:
        return
    shown = Product.objects.filter(pk=OuterRef("product"), is_published=True)
    Photo.objects.filter(product__in=products).update(owner_is_public=Exists(shown))
    index_many(products)
