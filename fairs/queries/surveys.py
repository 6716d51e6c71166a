"""What exhibitors said after a fair: how many have answered, and, once they are enough, the totals.

Nobody sees one answer. Totals appear when the last day has passed, so that nobody learns an answer by comparing the
totals of yesterday and today, and only when five exhibitors or more have answered.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Max, Q
from django.utils import timezone

from fairs.models import SurveyAnswer, SurveyInvitation
from fairs.models.aftermath import Contacts, Turnover
from fairs.queries.participants import own_applications

FEWEST_ANSWERS = 5
SATISFACTION = range(1, 6)


@dataclass(frozen=True)
class SurveyState:
    """How many exhibitors were asked, how many have answered, and until when they can."""

    asked: int
    answered: int
    until: date | None

    @property
    def is_over(self):
        return self.until is not None and self.until < timezone.localdate()

    @property
    def shows_totals(self):
        return self.is_over and self.answered >= FEWEST_ANSWERS


def survey_state(fair):
    """Return the SurveyState of a fair of the open partnership."""
    asked = SurveyInvitation.objects.filter(application__fair=fair).aggregate(
        asked=Count("pk"), answered=Count("application__survey"), until=Max("answer_until")
    )
    return SurveyState(**asked)


def survey_totals(fair):
    """Return the totals of a fair as plain data, or None as long as they would tell too much.

    {"asked", "answers", "satisfaction" (the mean), "comes_again", and "turnover", "contacts" and "stars" as
    {code: how many}}.
    """
    state = survey_state(fair)
    if not state.shows_totals:
        return None
    answers = SurveyAnswer.objects.filter(application__fair=fair)
    means = answers.aggregate(mean=Avg("satisfaction"), again=Count("pk", filter=Q(comes_again=True)))
    return {
        "asked": state.asked,
        "answers": state.answered,
        "satisfaction": round(float(means["mean"]), 2),
        "comes_again": means["again"],
        "turnover": _counted(answers, "turnover", Turnover.values),
        "contacts": _counted(answers, "contacts", Contacts.values),
        "stars": _counted(answers, "satisfaction", SATISFACTION),
    }


def open_surveys(actor, partnership):
    """Return the applications of the actor's organisations that are asked how their fair was, and have not said."""
    return own_applications(actor, partnership).filter(
        survey_invitation__answer_until__gte=timezone.localdate(), survey=None
    )


def find_invitation(partnership, digest):
    """Return the SurveyInvitation of a link, by the digest of its token, or None."""
    return (
        SurveyInvitation.objects.filter(partnership=partnership, token_digest=digest)
        .select_related("application__fair__municipality", "application__organisation")
        .first()
    )


def answer_of(application):
    """Return what an organisation has answered, for its own people, or None."""
    return SurveyAnswer.objects.filter(application=application).first()


def _counted(answers, name, codes):
    found = dict(answers.order_by().values_list(name).annotate(Count("pk")))
    return {str(code): found.get(code, 0) for code in codes}
