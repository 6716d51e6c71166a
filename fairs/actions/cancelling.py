"""What a cancelled fair leaves behind: applications, offers and fees are settled, and everybody concerned is told."""

from core import transitions
from core.outbox import queue_mail
from fairs.actions.decisions import void_pending_decisions
from fairs.actions.visitors import tell_visitors_of_cancelling
from fairs.models import Application, Fee, StandOffer
from fairs.policy.roles import OFFICERS
from fairs.states import (
    APPLICATION_TRANSITIONS,
    FEE_TRANSITIONS,
    OFFER_TRANSITIONS,
    OPEN_STATES,
    ApplicationState,
    FeeState,
    OfferState,
)
from partnerships.queries.people import people_with
from partnerships.states import Role


def settle(fair, *, acting_user, reason):
    """Settle all that hangs on a fair that was just cancelled, in the transaction that holds its lock.

    Offers are taken back, fees paid are to be paid back and those due are waived, open applications are cancelled.
    The managers of whoever applied, the officers of the municipality and the responsible people get the reason;
    citizens who asked to be reminded are told that it will not take place.
    """
    for offer in StandOffer.objects.filter(
        application__fair=fair, state__in=[OfferState.OFFERED, OfferState.CONFIRMED]
    ):
        transitions.take(offer, OFFER_TRANSITIONS["recall"], acting_user=acting_user)
    _settle_fees(fair, acting_user, reason)
    concerned = Application.objects.filter(fair=fair, state__in=OPEN_STATES).select_related("organisation")
    void_pending_decisions(concerned, acting_user=acting_user)
    for application in list(concerned):
        if application.state != ApplicationState.DRAFT:
            _tell_managers(fair, application, reason)
        transitions.take(application, APPLICATION_TRANSITIONS["cancel"], acting_user=acting_user)
    _tell_those_who_prepare(fair, reason)
    tell_visitors_of_cancelling(fair)


def _settle_fees(fair, acting_user, reason):
    fees = Fee.objects.filter(application__fair=fair)
    for fee in fees.filter(state=FeeState.PAID):
        transitions.take(fee, FEE_TRANSITIONS["owe_back"], acting_user=acting_user)
    for fee in fees.filter(state=FeeState.DUE):
        transitions.take(fee, FEE_TRANSITIONS["exempt"], acting_user=acting_user, changes={"reason": reason})


def _tell_managers(fair, application, reason):
    managers = people_with(Role.MANAGER, partnership_id=fair.partnership_id, subject_id=application.organisation_id)
    for manager in managers:
        queue_mail(
            "fairs/mail/cancelled",
            partnership=fair.partnership,
            to=manager.email,
            language=manager.language,
            context={"fair": fair, "organisation": application.organisation, "reason": reason},
            dedupe_key=f"fair-cancelled:{application.pk}:{manager.pk}",
        )


def _tell_those_who_prepare(fair, reason):
    for address, language in _those_who_prepare(fair).items():
        queue_mail(
            "fairs/mail/cancelled_preparing",
            partnership=fair.partnership,
            to=address,
            language=language,
            context={"fair": fair, "reason": reason},
            dedupe_key=f"fair-cancelled:{fair.pk}:{address}",
        )


def _those_who_prepare(fair):
    """Return {address: language} of the officers of the municipality and of the fair's responsible people."""
    found = {person.email: "el" for person in fair.people.exclude(email="")}
    for person in fair.people.select_related("user").exclude(user=None):
        found[person.user.email] = person.user.language
    officers = people_with(*OFFICERS, partnership_id=fair.partnership_id, municipality_id=fair.municipality_id)
    return found | {officer.email: officer.language for officer in officers}
