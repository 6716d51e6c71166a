"""Is it still true? Once a year a profile is confirmed: by a link from a mail, by its people, by a coordinator.

The link opens what the public page says, and nothing else, to whoever holds the mailbox. A token is random; only its
digest is kept, and it works once.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from core.policy import SYSTEM
from core.tokens import digest_of, new_token
from enterprises.actions import confirmation_letters as letters
from enterprises.actions.normalise import normalised
from enterprises.actions.organisations import JOINS, publish_state
from enterprises.models import ConfirmationRequest, Organisation
from enterprises.queries.confirmations import addresses_of, open_requests

LINK_GOOD_FOR = timedelta(days=60)
CORRECTABLE = ("address", "postcode", "phone", "website", "description", "description_en")
"""What a link may change: how to reach an organisation, and what it does. Not who it is, nor where it belongs."""


@transaction.atomic
def ask_for_confirmation(organisation, *, acting_user):
    """Mail the link to a published organisation and return the ConfirmationRequests, one for each address.

    Raises DomainError while an earlier mail waits for its answer, and without an address.
    """
    row = transitions.lock(organisation, "partnership__region")
    policy.enforce(acting_user, "enterprises.ask_confirmation", row)
    if open_requests(row).exists():
        raise DomainError("asked-already", _("They were asked already; the link in that mail still works."))
    addresses = addresses_of(row)
    if not addresses:
        raise DomainError("no-address", _("There is no address to write to. Please ask them in another way."))
    requests = [_ask(row, email, language) for email, language in addresses]
    audit.record("organisation.asked_to_confirm", row, acting_user=acting_user, after={"mails": len(requests)})
    return requests


@transaction.atomic
def remind_of_confirmation(request):
    """Mail the reminder, with a token of its own, unless the request was answered or reminded of meanwhile."""
    organisation = transitions.lock(Organisation(pk=request.organisation_id), "partnership__region")
    row = transitions.lock(request)
    if row.reminded_at or not policy.authorise(SYSTEM, "enterprises.answer_confirmation", row):
        return row
    token, row.reminder_digest = new_token()
    row.reminded_at = timezone.now()
    row.save(update_fields=["reminder_digest", "reminded_at"])
    letters.remind(organisation, row, token)
    return row


def find_request(partnership, token):
    """Return the ConfirmationRequest that a token belongs to, whatever became of it, or None."""
    digest = digest_of(token)
    requests = ConfirmationRequest.objects.filter(
        Q(token_digest=digest) | Q(reminder_digest=digest), partnership=partnership
    )
    return requests.select_related("organisation").first()


@transaction.atomic
def confirm_by_link(request, *, acting_user, **corrections):
    """Take the answer of whoever holds a link and return the Organisation, confirmed today.

    `corrections` are CORRECTABLE fields with their new values. All links that wait for the same answer end. Raises
    PermissionRefused for a link that is used or too old, DomainError, with its field, when a value can't be right.
    """
    # The organisation first, as when it is asked.
    organisation = transitions.lock(Organisation(pk=request.organisation_id), *JOINS)
    row = transitions.lock(request)
    policy.enforce(acting_user, "enterprises.answer_confirmation", row)
    if not organisation.is_published:
        raise DomainError(
            "not-public", _("This organisation is not public at the moment. Please write to the partnership.")
        )
    before = _correct(organisation, corrections)
    after = {name: getattr(organisation, name) for name in before}
    _confirm(organisation)
    open_requests(organisation).exclude(pk=row.pk).update(answered_at=organisation.confirmed_at)
    row.answered_at, row.corrected = organisation.confirmed_at, sorted(before)
    row.save(update_fields=["answered_at", "corrected"])
    audit.record(
        "organisation.confirmed_by_link",
        organisation,
        acting_user=acting_user,
        before=before,
        after=after,
        on_behalf_of=organisation.name,
    )
    if before:
        publish_state(organisation)
        letters.tell_of_corrections(organisation, before)
    return organisation


@transaction.atomic
def confirm_profile(organisation, *, acting_user):
    """Say, as one of its people or as a coordinator who asked them, that a profile is true; return it."""
    row = transitions.lock(organisation, "partnership")
    policy.enforce(acting_user, "enterprises.confirm", row)
    before = {"confirmed_at": row.confirmed_at}
    _confirm(row)
    open_requests(row).update(answered_at=row.confirmed_at)
    after = {"confirmed_at": row.confirmed_at}
    audit.record("organisation.confirmed", row, acting_user=acting_user, before=before, after=after)
    return row


def _ask(organisation, email, language):
    token, digest = new_token()
    request = ConfirmationRequest.objects.create(
        partnership_id=organisation.partnership_id,
        organisation=organisation,
        token_digest=digest,
        sent_to=email,
        language=language,
        expires_at=timezone.now() + LINK_GOOD_FOR,
    )
    letters.ask(organisation, request, token)
    return request


def _confirm(organisation):
    organisation.confirmed_at = timezone.now()
    organisation.save(update_fields=["confirmed_at", "updated_at"])


def _correct(organisation, corrections):
    """Set the values that differ; return what stood there before, {name: value}."""
    unknown = set(corrections) - set(CORRECTABLE)
    if unknown:
        raise TypeError(f"A link does not change {', '.join(sorted(unknown))}")
    values = normalised(corrections)
    before = {name: getattr(organisation, name) for name in values if getattr(organisation, name) != values[name]}
    for name in before:
        setattr(organisation, name, values[name])
    try:
        organisation.clean_fields(exclude={field.name for field in organisation._meta.fields} - set(before))
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
    if before:
        organisation.save(update_fields=[*before, "updated_at"])
    return before
