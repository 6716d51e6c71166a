"""Who is told what: the one rule of the digests, free of the database.

An item reaches a subscription when
- the item is meant for everybody (it names no target group and no topic), or
- the subscription chose nothing (neither a target group nor a topic): then it is told everything, or
- both name at least one and the same target group, or at least one and the same topic.
"""

from dataclasses import dataclass

from knowledge.sources import Item


@dataclass(frozen=True)
class Segment:
    """All subscriptions with the same choices: one selection serves them all."""

    language: str
    target_groups: frozenset
    topics: frozenset

    @classmethod
    def of(cls, subscription):
        return cls(subscription.language, frozenset(subscription.target_groups), frozenset(subscription.topics))


@dataclass(frozen=True)
class Chosen:
    """An item for a segment, and why: the target groups and topics that both of them name."""

    item: Item
    target_groups: frozenset
    topics: frozenset


def reaches(item, segment):
    """Tell whether the item is for the subscriptions of this segment."""
    is_for_all = not (item.target_groups or item.topics)
    wants_all = not (segment.target_groups or segment.topics)
    return is_for_all or wants_all or bool(_shared(item, segment))


def select(items, segment):
    """Return what the segment is told of the items, in their order, each with its reason."""
    return [
        Chosen(item, item.target_groups & segment.target_groups, item.topics & segment.topics)
        for item in items
        if reaches(item, segment)
    ]


def _shared(item, segment):
    return (item.target_groups & segment.target_groups) | (item.topics & segment.topics)
