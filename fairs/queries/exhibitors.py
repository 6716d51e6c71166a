"""What visitors find at a fair: who takes part, at which stand, with which products."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from fairs.models import Application, ApplicationProduct
from fairs.queries.participants import participants
from fairs.queries.standing import standing_at


@dataclass(frozen=True)
class Exhibitor:
    """One participant as visitors see it. `stand` is the code of its stand, "" where none is told."""

    application: Application
    stand: str = ""
    products: list = field(default_factory=list)

    @property
    def organisation(self):
        return self.application.organisation

    @property
    def is_organic(self):
        """Whether it shows a product with a proof of being organic."""
        return any(product.is_organic for product in self.products)


def exhibitors(fair):
    """Return the Exhibitors of a fair by name, in at most four queries. Needs the fair's partnership open.

    Stands and products are told once the participants are announced; of products, those that are public.
    """
    if not fair.shows_participants:
        return [Exhibitor(application) for application in participants(fair)]
    shown = ApplicationProduct.objects.filter(product__is_published=True).select_related("product")
    rows = participants(fair).prefetch_related(
        Prefetch("products", queryset=shown.order_by("product__name", "product_id"), to_attr="public_products")
    )
    codes = dict(fair.stands.values_list("pk", "code"))
    stands = {offer.application_id: codes[stand] for stand, offer in standing_at(fair).items()}
    return [Exhibitor(row, stands.get(row.pk, ""), [chosen.product for chosen in row.public_products]) for row in rows]
