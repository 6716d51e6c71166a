"""Who is at a fair on one day, where, and who saw it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from core.search import greek
from fairs.models import Application, CheckIn, Stand, StandOffer
from fairs.queries.check_in_codes import token_of
from fairs.queries.plan_geometry import by_code
from fairs.states import OfferState

WAITING, PRESENT, ABSENT = "waiting", "present", "absent"


@dataclass(frozen=True)
class Place:
    """A participant on one day: its own stand, where it stands today, and the note in force, if there is one."""

    application: Application
    own_stand: Stand | None
    check_in: CheckIn | None

    @property
    def organisation(self):
        return self.application.organisation

    @property
    def stand(self):
        return (self.check_in and self.check_in.stand) or self.own_stand

    @property
    def state(self):
        if self.check_in is None:
            return WAITING
        return PRESENT if self.check_in.is_present else ABSENT

    @property
    def token(self):
        return token_of(self.application)

    @property
    def words(self):
        """The folded words by which the page finds it as one types."""
        names = [self.organisation.name, self.organisation.name_en, str(self.stand or "")]
        return greek.fold(" ".join(names))


def places(fair, day, chosen=None):
    """Return the Place of each participant of a fair on a day, by stand, then by name. Needs its partnership open.

    `chosen` narrows the applications.
    """
    applications = Application.objects.approved().filter(fair=fair) if chosen is None else chosen
    notes = CheckIn.objects.filter(day=day, undone_at=None).select_related("recorded_by", "stand")
    offers = StandOffer.objects.filter(state=OfferState.CONFIRMED).select_related("stand")
    rows = applications.select_related(
        "fair__partnership", "organisation__kind", "organisation__municipality", "organisation__partnership"
    ).prefetch_related(
        Prefetch("check_ins", queryset=notes, to_attr="notes_of_day"),
        Prefetch("offers", queryset=offers, to_attr="confirmed_offers"),
    )
    return sorted((_place(row) for row in rows), key=_by_stand)


def days_of(fair):
    """Return the days of a fair."""
    return [fair.starts_on + timedelta(days=number) for number in range((fair.ends_on - fair.starts_on).days + 1)]


def day_to_show(fair, asked=None):
    """Return the day that was asked for if it is one of the fair, else the one that is nearest to today."""
    if asked and fair.starts_on <= asked <= fair.ends_on:
        return asked
    return min(max(timezone.localdate(), fair.starts_on), fair.ends_on)


def stayed_away(applications):
    """Return the ids of those applications whose stand was empty on a day of the fair, and never seen taken.

    By this the points for earlier participation leave out who was given a stand and did not come.
    """
    notes = CheckIn.objects.filter(application__in=applications, undone_at=None)
    seen = {True: set(), False: set()}
    for application, is_present in notes.values_list("application", "is_present"):
        seen[is_present].add(application)
    return seen[False] - seen[True]


def notes_of(application):
    """Return all that was noted of an application, what was undone too, the latest first."""
    notes = CheckIn.objects.filter(application=application).select_related("recorded_by", "undone_by", "stand")
    return notes.order_by("-seen_at", "-pk")


def told(check_in, *, counts):
    """Return the sentence on what came of a note: it counts, or `check_in` is what somebody had noted before."""
    names = {"organisation": check_in.application.organisation.title}
    if counts:
        words = _("%(organisation)s is here.") if check_in.is_present else _("%(organisation)s is noted as absent.")
        return words % names
    names["time"] = timezone.localtime(check_in.seen_at).strftime("%H:%M")
    names["who"] = check_in.recorded_by.get_short_name() if check_in.recorded_by else _("somebody else")
    if check_in.is_present:
        return _("%(organisation)s: %(who)s had noted it as here at %(time)s already.") % names
    return _("%(organisation)s: %(who)s had noted it as absent at %(time)s already.") % names


def told_of_undoing(check_in):
    """Return the sentence on a note that was taken back."""
    return _("%(organisation)s: the note is taken back.") % {"organisation": check_in.application.organisation.title}


def _place(application):
    offer = next(iter(application.confirmed_offers), None)
    return Place(application, offer.stand if offer else None, next(iter(application.notes_of_day), None))


def _by_stand(place):
    # Whoever has no stand comes last.
    return (place.stand is None, by_code(place.stand) if place.stand else (), place.organisation.sort_key)
