"""Pairs that look alike and were told apart: they are not suggested again."""

from django.db.models import Q

from enterprises.models import DistinctPair


def distinct_pairs(partnership):
    """Return the DistinctPairs of a partnership with both organisations, the latest first."""
    pairs = DistinctPair.objects.filter(partnership=partnership)
    return pairs.select_related("first__municipality", "second__municipality", "told_by")


def numbers_told_apart(partnership):
    """Return the {(lower id, higher id)} that are not suggested in a partnership."""
    pairs = DistinctPair.objects.filter(partnership=partnership).values_list("first_id", "second_id")
    return {(min(pair), max(pair)) for pair in pairs}


def told_apart_from(organisation):
    """Return the ids of those organisations that are not the same as this one."""
    pairs = DistinctPair.objects.filter(Q(first=organisation) | Q(second=organisation))
    return {number for pair in pairs.values_list("first_id", "second_id") for number in pair} - {organisation.pk}


def pair_of(one, other):
    """Return the DistinctPair of two organisations, None if nobody has told them apart."""
    return DistinctPair.objects.filter(is_of(one.pk, other.pk)).select_related("told_by").first()


def is_of(one, other):
    """Return the condition of being the pair of two organisations, given by their ids."""
    return Q(first=one, second=other) | Q(first=other, second=one)
