"""What a digest can tell of: every app registers what it publishes, with the audience it is meant for.

Apps above this one register in their `apps.py`:

    sources.register_source("fair", fairs_to_tell_of)

where `fairs_to_tell_of(partnership, since, until)` returns the Items published after `since` and not
after `until`, with the partnership open.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from core.vocabulary import in_language
from knowledge import links


@dataclass(frozen=True)
class Item:
    """One thing to tell of. No target group and no topic: it is meant for everybody.

    `key` is unique for ever ("article:12"), at most 60 characters: no key comes twice to the same
    person. `route` and `kwargs` name its page.
    """

    key: str
    published_at: datetime
    route: str
    kwargs: dict = field(compare=False)
    title_el: str
    title_en: str = ""
    summary_el: str = ""
    summary_en: str = ""
    target_groups: frozenset = frozenset()
    topics: frozenset = frozenset()

    @property
    def title(self):
        return in_language(self.title_el, self.title_en)

    @property
    def summary(self):
        return in_language(self.summary_el, self.summary_en)

    @property
    def url(self):
        """The whole address, in the active language."""
        return links.absolute(self.route, **self.kwargs)

    @property
    def path(self):
        """The address on this site, in the active language."""
        return reverse(self.route, kwargs=self.kwargs)

    @property
    def is_in_greek_only(self):
        return not self.title_en


Provider = Callable[[object, datetime, datetime], Iterable[Item]]

_sources: dict[str, Provider] = {}


def register_source(key, provider):
    """Register a kind of thing to tell of; the same key again replaces it."""
    _sources[key] = provider


def items_between(partnership, since, until):
    """Return the Items of all sources published after `since` and not after `until`, the newest first."""
    items = [item for provider in _sources.values() for item in provider(partnership, since, until)]
    return sorted(items, key=lambda item: (item.published_at, item.key), reverse=True)
