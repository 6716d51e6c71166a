"""The rules of a legal form, held against numbers: how many founding members, how many of them from the groups.

Only numbers are asked, never names: who belongs to a vulnerable group is special-category data (GDPR art. 9).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enterprises.models import LegalForm


@dataclass(frozen=True)
class Fit:
    """How numbers stand to a form: "yes", "attention" or "no", and the words for it."""

    mark: str
    words: tuple[str, ...]

    @property
    def is_possible(self):
        return self.mark != "no"


def forms_to_found():
    """Return the legal forms that a founding project can aim at, in the order of the vocabulary."""
    return list(LegalForm.objects.filter(may_be_founded=True))


def needed_from_groups(form, members):
    """Return how many of `members` must come from the groups of the law: the share, rounded up."""
    return -(-(form.vulnerable_share or 0) * members // 100)


def contradiction(members, from_groups):
    """Return (field, words) of what can't be right about two numbers, either of which may be None; None if nothing."""
    if from_groups is None:
        return None
    if members is None:
        return "members", _("Give the number of all the members as well.")
    if from_groups > members:
        return "members_from_groups", _("These can't be more than all the members.")
    return None


def fit(form, members, from_groups):
    """Return the Fit of a number of founding members, and of those from the groups, to a legal form.

    A number that is not given (None) can't fit. Where the law lets some of a form begin with fewer, such as women's
    agricultural cooperatives, fewer are possible, with a word of warning.
    """
    if members is None:
        return Fit("no", (_("The number of founding members is not given."),))
    lacking = _lacking_members(form, members)
    exception = lacking and form.min_members_by_exception and members >= form.min_members_by_exception
    shares = _lacking_share(form, members if exception else max(members, form.min_members or 0), from_groups)
    if exception:
        note = _("Fewer than %(least)s members only by an exception: %(note)s.") % {
            "least": form.min_members,
            "note": form.min_members_note,
        }
        return Fit("no" if shares else "attention", (note, *shares))
    words = (*lacking, *shares)
    return Fit("no", words) if words else Fit("yes", (_("The numbers fit."),))


def _lacking_members(form, members):
    missing = (form.min_members or 0) - members
    if missing <= 0:
        return ()
    words = ngettext(
        "At least %(least)s members: %(missing)s is missing.",
        "At least %(least)s members: %(missing)s are missing.",
        missing,
    )
    return (words % {"least": form.min_members, "missing": missing},)


def _lacking_share(form, members, from_groups):
    if not form.vulnerable_share:
        return ()
    least = needed_from_groups(form, members)
    missing = least - (from_groups or 0)
    if missing <= 0:
        return ()
    words = ngettext(
        "%(members)s members, of them at least %(least)s from the groups: %(missing)s is missing.",
        "%(members)s members, of them at least %(least)s from the groups: %(missing)s are missing.",
        missing,
    )
    return (words % {"members": members, "least": least, "missing": missing},)
