"""The mails about offers of stands. Each goes once to every manager of the organisation, in their own language."""

from core.outbox import queue_mail
from partnerships.queries.people import people_with
from partnerships.states import Role


def tell(template, offer, *, once, **more):
    """Mail the managers of whoever got an offer; `once` names the occasion: the same is told once for each offer."""
    application = offer.application
    organisation, fair = application.organisation, application.fair
    managers = people_with(
        Role.MANAGER, partnership_id=organisation.partnership_id, subject_id=application.organisation_id
    )
    for manager in managers:
        queue_mail(
            f"fairs/mail/{template}",
            partnership=fair.partnership,
            to=manager.email,
            language=manager.language,
            context={
                "offer": offer,
                "stand": offer.stand,
                "application": application,
                "fair": fair,
                "organisation": organisation,
                **more,
            },
            dedupe_key=f"stand-{once}:{offer.pk}:{manager.pk}",
        )
