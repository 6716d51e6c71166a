"""The lists that a citizen keeps without an account: in a signed cookie of the browser, and nowhere else.

An item is named by its kind and number in the index, "organisation.12". The cookie holds names of lists and such
references, compressed, so that some hundred fit into what a browser keeps.
"""

import re
from dataclasses import dataclass, replace

from django.core import signing
from django.utils.translation import gettext as _

from core.errors import DomainError

COOKIE = "lists"
ONE_YEAR = 365 * 24 * 60 * 60
MOST_ITEMS = 100
MOST_LISTS = 10
LONGEST_NAME = 40

_SALT = "core.search.saved"
_MOST_BYTES = 3800
_ITEM = re.compile(r"[a-z_]{1,20}\.[1-9][0-9]{0,17}")


@dataclass(frozen=True)
class SavedList:
    """One list: its name (empty: the one that exists from the start) and its items in the order of saving."""

    name: str = ""
    items: tuple = ()

    @property
    def title(self):
        return self.name or _("My list")


@dataclass(frozen=True)
class Saved:
    """All lists of one browser. Each change returns other lists and raises DomainError where there is no room."""

    lists: tuple = ()

    def items(self):
        """Return the items of all lists, each once, in the order of saving."""
        return tuple(dict.fromkeys(item for one in self.lists for item in one.items))

    def named(self, name):
        """Return the list with this name, an empty one if there is none."""
        return next((one for one in self.lists if one.name == name), SavedList(name))

    def names_with(self, item):
        """Return the names of the lists that an item is in."""
        return [one.name for one in self.lists if item in one.items]

    def with_items(self, name, items):
        """Put items into a list, which is made if it does not exist; what is there already stays where it is."""
        before = self.named(name)
        kept = tuple(dict.fromkeys((*before.items, *items)))
        if before in self.lists:
            return _checked(self._exchanged(before, replace(before, items=kept)))
        return _checked(Saved((*self.lists, SavedList(_checked_name(name), kept))))

    def without_item(self, item, name=None):
        """Take an item out of one list, or of all where no name is given."""
        kept = [
            replace(one, items=tuple(other for other in one.items if other != item))
            if name in (None, one.name)
            else one
            for one in self.lists
        ]
        return Saved(tuple(kept))

    def with_list(self, name):
        """Begin a new, empty list. Raises DomainError without a name, and for one that there is."""
        if not name.strip():
            raise DomainError("name-missing", _("Give the list a name."), field="name")
        if any(one.title.casefold() == name.strip().casefold() for one in self.lists):
            raise DomainError("name-taken", _("You have a list with this name already."), field="name")
        return self.with_items(name.strip(), ())

    def renamed(self, name, new):
        """Give a list another name. Raises DomainError as `with_list` does."""
        before = self.named(name)
        others = Saved(tuple(one for one in self.lists if one != before)).with_list(new)
        return self._exchanged(before, replace(before, name=others.lists[-1].name))

    def without_list(self, name):
        """Give up a list with all that is in it."""
        return Saved(tuple(one for one in self.lists if one.name != name))

    def _exchanged(self, before, after):
        return Saved(tuple(after if one == before else one for one in self.lists))


def read_items(text):
    """Return the references in a text with commas, each once, as many as a list holds; what is none is left out."""
    found = (part.strip() for part in text.split(","))
    return tuple(dict.fromkeys(part for part in found if _ITEM.fullmatch(part)))[:MOST_ITEMS]


def of(request):
    """Return what is Saved in the browser that asks; nothing where its cookie is missing or was tampered with."""
    if not hasattr(request, "saved_lists"):
        request.saved_lists = _unpacked(request.COOKIES.get(COOKIE, ""))
    return request.saved_lists


def keep(request, response, saved):
    """Let the browser keep these lists. Raises DomainError where they are more than a cookie holds."""
    if not saved.lists:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        packed = _packed(saved)
        response.set_cookie(
            COOKIE, packed, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    request.saved_lists = saved
    return response


def _packed(saved):
    return signing.dumps([[one.name, ",".join(one.items)] for one in saved.lists], salt=_SALT, compress=True)


def _unpacked(cookie):
    if not cookie:
        return Saved()
    try:
        rows = signing.loads(cookie, salt=_SALT)
        return Saved(tuple(SavedList(name, read_items(items)) for name, items in rows))
    except (signing.BadSignature, TypeError, ValueError):
        return Saved()


def _checked_name(name):
    if len(name) > LONGEST_NAME:
        message = _("Give it a shorter name: at most %(number)s letters.") % {"number": LONGEST_NAME}
        raise DomainError("name-long", message, field="name")
    return name


def _checked(saved):
    is_full = len(saved.lists) > MOST_LISTS or sum(len(one.items) for one in saved.lists) > MOST_ITEMS
    if is_full or len(_packed(saved)) > _MOST_BYTES:
        message = _("Your browser keeps %(lists)s lists and %(items)s things at most. Take some out first.")
        raise DomainError("lists-full", message % {"lists": MOST_LISTS, "items": MOST_ITEMS})
    return saved
