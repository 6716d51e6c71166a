"""The steps of a registration: their order, where each has its page, and at which one it is taken up again."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enterprises.models import organisations


@dataclass(frozen=True)
class Step:
    """One page of the registration; `code` is what the record keeps once it was gone through."""

    code: str
    label: str | Promise
    title: str | Promise
    lead: str | Promise
    route: str

    def url(self, organisation):
        """Return the address of this step of an organisation."""
        return reverse(self.route, args=[organisation.partnership.slug, organisation.slug])


IDENTITY = Step(
    organisations.IDENTITY,
    _("Identity"),
    _("Who you are"),
    _("As your papers say it. What you leave empty now you can fill in later."),
    "organisation_identity",
)
SEAT = Step(
    "seat",
    _("Seat"),
    _("Where you are and where you work"),
    _("People look for what is near them: a point on the map brings them to your door."),
    "organisation_seat",
)
WORK = Step(
    "work",
    _("Activity"),
    _("What you do"),
    _("In your own words first; the choices below bring you to those who look for just that."),
    "organisation_work",
)
PEOPLE = Step(
    "people",
    _("People"),
    _("Who speaks for you"),
    _("Only your own people and the partnership see them, unless you choose otherwise for somebody."),
    "organisation_people",
)
PAPERS = Step(
    "papers",
    _("Documents"),
    _("Your documents"),
    _("Upload them once and you have them at hand whenever a fair or a call asks. You can also do it later."),
    "organisation_papers",
)
REVIEW = Step("review", _("Submission"), _("Submit the registration"), "", "organisation_submit")

STEPS = (IDENTITY, SEAT, WORK, PEOPLE, PAPERS)


def next_step(record):
    """Return the Step at which a draft is taken up again: the first that was not gone through, else the review."""
    done = record.steps_done if record else []
    return next((step for step in STEPS if step.code not in done), REVIEW)


def before(step):
    """Return the Step before this one, or None."""
    position = STEPS.index(step)
    return STEPS[position - 1] if position else None


def after(step):
    """Return the Step after this one; after the last comes the review."""
    position = STEPS.index(step) + 1
    return STEPS[position] if position < len(STEPS) else REVIEW
