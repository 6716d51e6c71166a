"""How many subscribers there are, told only where nobody can be made out.

Counts below five never leave the database: a target group is special-category data, and a small number
in a small region is almost a name.
"""

from django.db.models import Count, F, Func

from knowledge.models import Subscription

SMALLEST_COUNT = 5


def at_least_five(count):
    """Return the count, or None when it is too small to be told."""
    return count if count >= SMALLEST_COUNT else None


def confirmed_count(partnership):
    """Return the number of confirmed subscriptions, or None when it is too small."""
    return at_least_five(_confirmed(partnership).count())


def counts_by_target_group(partnership):
    """Return {code: number of confirmed subscriptions} of the target groups that five or more chose."""
    return _counts(partnership, "target_groups")


def counts_by_topic(partnership):
    """Return {code: number of confirmed subscriptions} of the topics that five or more chose."""
    return _counts(partnership, "topics")


def _counts(partnership, field):
    each = Func(F(field), function="unnest", set_returning=True)
    rows = _confirmed(partnership).annotate(code=each).values("code").annotate(count=Count("pk"))
    return dict(rows.filter(count__gte=SMALLEST_COUNT).order_by().values_list("code", "count"))


def _confirmed(partnership):
    return Subscription.objects.confirmed().filter(partnership=partnership)
