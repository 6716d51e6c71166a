"""What has happened to products since somebody looked at them."""

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from core.dates import day_in_words
from core.models import AuditEntry
from enterprises.models import Product


def version_of(product):
    """Return the words by which one version of a product is told from the next."""
    return product.updated_at.isoformat()


def changed_meanwhile(stale):
    """Return {key: who changed it and when} of {key: Product}, in one statement; without those that are None."""
    products = {key: product for key, product in stale.items() if product is not None}
    entries = AuditEntry.objects.filter(
        object_type=Product._meta.label_lower, object_id__in=[product.pk for product in products.values()]
    )
    last = {entry.object_id: entry for entry in entries.select_related("actor").order_by("pk")}
    return {key: _in_words(last.get(product.pk)) for key, product in products.items()}


def _in_words(entry):
    if entry is None:
        return _("Somebody else has changed this product meanwhile. Save again to replace it by what you wrote.")
    moment = timezone.localtime(entry.at)
    told = _("%(who)s changed this product meanwhile (%(day)s, %(time)s). Save again to replace it by what you wrote.")
    return told % {
        "who": (entry.actor and entry.actor.name) or _("Somebody else"),
        "day": day_in_words(moment.date()),
        "time": time_format(moment),
    }


def was_removed(partnership, pk):
    """Tell whether there was a product of this number that somebody has removed."""
    entries = AuditEntry.objects.filter(partnership=partnership, object_type=Product._meta.label_lower, object_id=pk)
    return entries.filter(event="product.removed").exists()
