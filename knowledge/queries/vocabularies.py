"""The target groups and topics to choose from, grouped and named for people."""

from django.utils.translation import gettext_lazy as _

from knowledge.models import Topic
from partnerships.models import TargetGroup

CLASSES = {
    "programme": _("Work, family and daily life"),
    "special": _("Hardship, origin and protection"),
    "vulnerable": _("Health, disability and justice"),
}
"""Headings for people; the law's own names of the classes are no way to address anybody."""


def target_groups_by_class():
    """Return [(heading, [TargetGroup])], the least sensitive class first."""
    groups = list(TargetGroup.objects.all())
    return [(heading, [group for group in groups if group.group_class == code]) for code, heading in CLASSES.items()]


def labels_by_code():
    """Return ({target group code: TargetGroup}, {topic code: Topic})."""
    return TargetGroup.objects.in_bulk(), Topic.objects.in_bulk()


def named(codes, terms):
    """Return the terms of some codes in the vocabulary's order; a code that left the vocabulary is skipped."""
    return [term for code, term in terms.items() if code in set(codes)]
