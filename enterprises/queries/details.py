"""What a row of a search says about an organisation, a product or a facility beyond its entry."""

from django.utils.translation import gettext as _

from core.search.rows import Detail
from enterprises.models import Facility, Organisation, Product
from enterprises.queries.products import price_in_words


def of_organisations(ids):
    """Return {id: Detail} of those that nobody has claimed yet."""
    unclaimed = Organisation.objects.published().filter(pk__in=ids, state=Organisation.State.UNCLAIMED)
    return {pk: Detail(fact=_("Not confirmed yet")) for pk in unclaimed.values_list("pk", flat=True)}


def of_products(ids):
    """Return {id: Detail} with who offers it, for how much."""
    products = Product.objects.published().filter(pk__in=ids).select_related("organisation")
    return {
        product.pk: Detail(line=product.organisation.title, fact=price_in_words(product) if product.price else "")
        for product in products
    }


def of_facilities(ids):
    """Return {id: Detail} with who runs it."""
    facilities = Facility.objects.published().filter(pk__in=ids).select_related("organisation")
    return {facility.pk: Detail(line=facility.organisation.title) for facility in facilities}
