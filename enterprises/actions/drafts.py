"""What is done to a registration before anybody else has seen it: steps are gone through, or all of it is dropped."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from core.uploads import discard
from enterprises.actions import letters
from enterprises.actions.photos import ENDINGS
from enterprises.models import OrganisationRecord
from enterprises.models.organisations import BEGUN
from enterprises.queries.steps import STEPS
from enterprises.queries.waiting import was_submitted
from partnerships.actions.roles import release_subject
from partnerships.states import Role

CODES = {BEGUN, *(step.code for step in STEPS)}


@transaction.atomic
def finish_step(organisation, code, *, acting_user):
    """Remember that a step of the registration was gone through, so that it is taken up again at the next one.

    `code` is that of one of the STEPS, or BEGUN. Returns the OrganisationRecord.
    """
    if code not in CODES:
        raise ValueError(f"No step of a registration: {code}")
    row = transitions.lock(organisation)
    policy.enforce(acting_user, "enterprises.edit", row)
    record, _created = OrganisationRecord.objects.get_or_create(
        organisation=row, defaults={"partnership_id": row.partnership_id}
    )
    if code in record.steps_done:
        return record
    before = {"steps_done": record.steps_done}
    record.steps_done = [*record.steps_done, code]
    record.save(update_fields=["steps_done"])
    audit.record(
        "organisation.step_done",
        row,
        acting_user=acting_user,
        before=before,
        after={"steps_done": record.steps_done},
    )
    return record


@transaction.atomic
def discard_draft(organisation, *, acting_user):
    """Delete a draft that was never submitted, with all that was put into it; its other people get a mail.

    The roles in it end and its open invitations are taken back. Raises DomainError when the partnership has seen it
    already, or when something else was built on it.
    """
    row = transitions.lock(organisation, "partnership")
    policy.enforce(acting_user, "enterprises.discard", row)
    if was_submitted(row):
        raise DomainError(
            "was-submitted",
            _("It was submitted before, so its history stays. Leave it as it is, or ask the partnership."),
        )
    audit.record("organisation.discarded", row, acting_user=acting_user, before={"name": row.name})
    people = release_subject(row, Role.MANAGER, Role.CONTRIBUTOR, partnership=row.partnership, acting_user=acting_user)
    letters.tell_of_discard(row, [user for user in people if user != acting_user], by=acting_user)
    _delete_with_belongings(row)


def _delete_with_belongings(organisation):
    papers = set(organisation.documents.values_list("path", flat=True))
    pictures = {
        f"{photo.base}/{width}.{ending}"
        for photo in organisation.photos.all()
        for width in photo.widths
        for ending in ENDINGS
    }
    try:
        with transaction.atomic():
            organisation.products.all().delete()
            organisation.documents.all().delete()
            organisation.delete()
    except ProtectedError as error:
        raise DomainError(
            "in-use", _("Something else has been built on it. Remove that first, or ask the partnership.")
        ) from error
    discard("vault", papers)
    discard("photos", pictures)
