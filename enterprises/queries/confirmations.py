"""Profiles that nobody has confirmed for a year, whom to ask about them, and who has been asked."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from enterprises.models import ConfirmationRequest, Organisation
from enterprises.queries.people import managers_of
from partnerships.models import RoleAssignment
from partnerships.roles import held_by
from partnerships.states import Role

STALE_AFTER = timedelta(days=365)
ASK_AGAIN_AFTER = timedelta(days=180)
"""So long we leave those alone who did not answer."""
REMIND_AFTER = timedelta(days=14)


def stale(partnership):
    """Return the published organisations whose profile is older than a year, the oldest first.

    Each with `true_since`, when it was last known to be true, `asked_at` and `asked_until` of the latest mail, and
    `may_be_asked`: whether there is an address to ask at.
    """
    latest = ConfirmationRequest.objects.filter(organisation=OuterRef("pk")).order_by("-sent_at")
    managers = RoleAssignment.objects.current().filter(
        role=Role.MANAGER, partnership=partnership, subject_id=OuterRef("pk"), user__is_active=True
    )
    return (
        Organisation.objects.published()
        .filter(partnership=partnership)
        .annotate(
            true_since=Coalesce("confirmed_at", "published_at", "created_at", output_field=DateTimeField()),
            asked_at=Subquery(latest.values("sent_at")[:1]),
            asked_until=Subquery(latest.values("expires_at")[:1]),
            may_be_asked=Case(
                When(Q(record__contact_email__gt="") | Exists(managers), then=True), default=Value(False)
            ),
        )
        .filter(true_since__lte=timezone.now() - STALE_AFTER)
        .order_by("true_since", "pk")
    )


def due(partnership):
    """Return the stale organisations to write to now: those that can be asked and were not, or long ago."""
    return stale(partnership).filter(
        Q(asked_at=None) | Q(asked_at__lte=timezone.now() - ASK_AGAIN_AFTER) | Q(asked_at__lt=F("true_since")),
        may_be_asked=True,
    )


def silent(partnership):
    """Return the stale organisations that no mail helps with: without an address, or asked in vain."""
    return stale(partnership).filter(Q(may_be_asked=False) | Q(asked_until__lte=timezone.now()))


def own_stale(actor, partnership):
    """Return the stale organisations that the actor works for."""
    own = [
        held.subject_id
        for held in held_by(actor)
        if held.partnership_id == partnership.pk and held.role in (Role.MANAGER, Role.CONTRIBUTOR)
    ]
    if not own:
        return Organisation.objects.none()
    return stale(partnership).filter(pk__in=own).exclude(state=Organisation.State.UNCLAIMED)


def is_stale(organisation):
    """Tell whether a published organisation was last known to be true more than a year ago."""
    known = organisation.confirmed_at or organisation.published_at or organisation.created_at
    return organisation.is_published and known <= timezone.now() - STALE_AFTER


def open_requests(organisation):
    """Return the requests that can still be answered."""
    return ConfirmationRequest.objects.filter(
        organisation=organisation, answered_at=None, expires_at__gt=timezone.now()
    )


def to_remind(partnership):
    """Return the open requests that were sent two weeks ago and never reminded of."""
    now = timezone.now()
    requests = ConfirmationRequest.objects.filter(partnership=partnership, answered_at=None, expires_at__gt=now)
    return requests.filter(reminded_at=None, sent_at__lte=now - REMIND_AFTER).order_by("pk")


def addresses_of(organisation):
    """Return [(address, language)] at which an organisation can be asked: its own one, else those of its managers."""
    record = getattr(organisation, "record", None)
    if record and record.contact_email:
        return [(record.contact_email, settings.LANGUAGE_CODE)]
    return [(user.email, user.language) for user in managers_of(organisation)]
