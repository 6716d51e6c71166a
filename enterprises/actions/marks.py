"""The marks of products go with the papers that prove them."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core import audit
from core.search.index import index_many
from enterprises.models import Product
from enterprises.queries.product_entries import JOINED

_LOOKED_BACK = timedelta(days=31)
"""A night on which nothing ran is caught up with for so long."""


def follow_newer(document, newer, *, acting_user):
    """Let what showed a paper as its proof show the newer one that took its place."""
    for field in ("organic_proof", "fair_trade_proof"):
        products = list(Product.objects.select_for_update().filter(**{field: document}).order_by("pk"))
        Product.objects.filter(pk__in=[product.pk for product in products]).update(
            **{field: newer, "updated_at": timezone.now()}
        )
        changes = [(product, {field: document}, {field: newer}) for product in products]
        audit.record_all("product.edited", changes, acting_user=acting_user)
    show_marks(Q(organic_proof=newer) | Q(fair_trade_proof=newer))


def show_marks(which):
    """Carry the marks of some products (a Q) to the search as they stand now."""
    index_many(Product.objects.filter(which).select_related(*JOINED))


@transaction.atomic
def take_down_ended_marks(partnership):
    """Take products of the open partnership whose certificate has ended lately out of what is found as organic."""
    today = timezone.localdate()
    show_marks(
        Q(partnership=partnership, is_organic=True)
        & Q(organic_proof__expires_on__gte=today - _LOOKED_BACK, organic_proof__expires_on__lt=today)
    )
