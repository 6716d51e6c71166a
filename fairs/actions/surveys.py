"""After a fair each exhibitor is asked once how it was, and may answer, and change the answer, until a day."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.outbox import queue_mail
from core.policy import SYSTEM
from core.tokens import new_token
from fairs.models import Fair, SurveyAnswer, SurveyInvitation
from fairs.queries.participation import took_part
from fairs.states import ACCEPTED_STATES, FairState
from partnerships.queries.people import people_with
from partnerships.states import Role

DAYS_TO_ANSWER = 21
ASKED_WITHIN = timedelta(days=14)
"""Nobody is asked about a fair that has long been over, such as one that was entered afterwards."""
FIELDS = ("turnover", "contacts", "satisfaction", "comes_again")


def ask_exhibitors(partnership):
    """Ask all exhibitors of the partnership's fairs that were over lately and were not asked; return how many.

    Each is a transaction of its own: after a worker that died, whoever runs this again asks the others.
    """
    asked = 0
    for application in _to_ask(partnership):
        with suppress(DomainError), tenancy.activate(partnership):
            ask_exhibitor(application, acting_user=SYSTEM)
            asked += 1
    return asked


@transaction.atomic
def ask_exhibitor(application, *, acting_user):
    """Write to the managers of an exhibitor and return the SurveyInvitation; DomainError if it was asked before."""
    fair = transitions.lock(Fair(pk=application.fair_id), "partnership", "municipality")
    row = transitions.lock(application, "organisation")
    policy.enforce(acting_user, "fairs.ask_exhibitor", row)
    if fair.state != FairState.CLOSED or row.state not in ACCEPTED_STATES:
        raise DomainError("fair-goes-on", _("Exhibitors are asked once the fair is over."))
    if SurveyInvitation.objects.filter(application=row).exists():
        raise DomainError("asked-already", _("This exhibitor was asked already."))
    token, digest = new_token()
    invitation = SurveyInvitation.objects.create(
        partnership_id=row.partnership_id, application=row, token_digest=digest, answer_until=_last_day(fair)
    )
    audit.record("application.survey_asked", row, acting_user=acting_user)
    _tell(fair, row, invitation, token)
    return invitation


@transaction.atomic
def answer_survey(application, *, acting_user, **values):
    """Keep an organisation's answer, FIELDS, in place of an earlier one, and return it; nobody sees it but its people.

    The platform answers for whoever holds the link of the mail. Raises PermissionRefused, or DomainError when nobody
    asked, or the last day has passed.
    """
    row = transitions.lock(application, "organisation")
    policy.enforce(acting_user, "fairs.answer_survey", row)
    invitation = SurveyInvitation.objects.filter(application=row).first()
    if invitation is None:
        raise DomainError("not-asked", _("This fair has no questionnaire for you."))
    if invitation.answer_until < timezone.localdate():
        raise DomainError("survey-is-over", _("The questionnaire is closed. Thank you all the same."))
    answer, _is_new = SurveyAnswer.objects.update_or_create(
        application=row, defaults={"partnership_id": row.partnership_id, **values}
    )
    # The trail says that there was an answer, and not which: of answers only totals are shown.
    audit.record("application.survey", row, acting_user=acting_user, on_behalf_of=row.organisation.name)
    return answer


def _to_ask(partnership):
    with tenancy.activate(partnership):
        over = Fair.objects.filter(
            partnership=partnership, state=FairState.CLOSED, ends_on__gte=timezone.localdate() - ASKED_WITHIN
        )
        return list(took_part(over).filter(survey_invitation=None).order_by("pk"))


def _last_day(fair):
    """Return the last day to answer: the same for all exhibitors of a fair."""
    first = SurveyInvitation.objects.filter(application__fair=fair).order_by("pk").first()
    return first.answer_until if first else timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)


def _tell(fair, application, invitation, token):
    organisation = application.organisation
    managers = people_with(Role.MANAGER, partnership_id=organisation.partnership_id, subject_id=organisation.pk)
    for manager in managers:
        queue_mail(
            "fairs/mail/survey",
            partnership=fair.partnership,
            to=manager.email,
            language=manager.language,
            context={
                "fair": fair,
                "organisation": organisation,
                "application": application,
                "invitation": invitation,
                "token": token,
            },
            dedupe_key=f"fair-survey:{application.pk}:{manager.pk}",
        )
