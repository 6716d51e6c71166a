"""What lives on the home page and on a region's page: each app brings its own column.

An app registers a provider in its `apps.py`; the page asks all of them in their order.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class PanelItem:
    """One line of a column: a title that links, a line under it, and a date if one matters."""

    title: str
    url: str
    line: str = ""


@dataclass(frozen=True)
class Panel:
    """A column: its heading and few items, where to see all, what to say when there are none, the words to all."""

    title: str
    items: list[PanelItem]
    url: str = ""
    empty: str = ""
    all_label: str = ""


@dataclass(frozen=True)
class Figure:
    """One number of the line of figures, with the words that follow it in the right plural."""

    value: int
    label: str


@dataclass(frozen=True)
class Task:
    """Something that waits for a person: what, since when, and the one button that leads there."""

    title: str
    url: str
    button: str
    since: datetime | None = None


@dataclass(frozen=True)
class Link:
    """A tool of the workspace."""

    label: str
    url: str


@dataclass
class Registry:
    """Providers in a fixed order; the key of a provider is unique."""

    _providers: dict[str, tuple[int, Callable]] = field(default_factory=dict)

    def register(self, key, provider, *, order=50):
        self._providers[key] = (order, provider)

    def ask(self, *args):
        """Return the answers of all providers to the same question, in order, without empty ones."""
        ordered = sorted(self._providers.values(), key=lambda entry: entry[0])
        return [answer for _, provider in ordered if (answer := provider(*args))]


home_panels = Registry()
"""provider() -> Panel: columns of the home page; reads published rows of the whole country."""

region_panels = Registry()
"""provider(partnership) -> Panel: columns of a region's page, inside that partnership."""

home_figures = Registry()
"""provider() -> Figure: numbers of the whole country."""

tasks = Registry()
"""provider(actor, partnership) -> list[Task]: what waits for this person, inside that partnership."""

tools = Registry()
"""provider(actor, partnership) -> list[Link]: what this person can do there."""

involvements = Registry()
"""provider(actor, partnership) -> bool: whether something of this person, role or not, is going on in there."""

platform_tools = Registry()
"""provider(actor) -> list[Link]: what this person can do outside any partnership."""

dot_weights = Registry()
"""provider(partnership or None) -> {municipality slug: how much goes on there}: what makes a dot grow."""

organisation_panels = Registry()
"""provider(organisation) -> Panel: what an organisation takes part in, on its public page."""
