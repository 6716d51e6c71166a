"""An imported organisation passes into the hands of its own people: they claim it, a coordinator decides."""

from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit, policy, transitions
from core.errors import DomainError, TransitionRefused
from core.uploads import discard, keep
from enterprises.actions import claim_letters
from enterprises.actions.claim_closing import refuse_waiting
from enterprises.actions.organisations import JOINS, publish_state
from enterprises.models import Claim, Document, OrganisationRecord
from enterprises.policy.organisations import has_people
from enterprises.states import CLAIM_TRANSITIONS, TRANSITIONS, OrganisationState
from partnerships.actions.roles import give_role
from partnerships.states import Role

MOST_WAITING = 5
"""So many claims of one person wait in a partnership at most."""
PAPER_KEPT_FOR = timedelta(days=90)
"""So long after it is decided the paper of a claim is kept."""
ANOTHER_WON = gettext_lazy(
    "The partnership has handed this organisation to somebody else who claimed it. If you work there, ask its manager"
    " to invite you."
)


def claim_organisation(organisation, *, acting_user, position, evidence, paper=None, file_name=""):
    """Claim an unclaimed organisation and return the Claim; the coordinators and the claimant get a mail.

    `position` and `evidence` are words, `paper` a core.uploads.Paper that proves them. Raises DomainError while an
    earlier claim of the same person waits, beyond MOST_WAITING of theirs, or when words are missing.
    """
    policy.enforce(acting_user, "enterprises.claim", organisation)
    claim = Claim(
        partnership_id=organisation.partnership_id,
        organisation=organisation,
        claimant=acting_user,
        position=position.strip(),
        evidence=evidence.strip(),
    )
    kept: AbstractContextManager = nullcontext()
    if paper:
        claim.path = f"{organisation.partnership_id}/{organisation.pk}/{paper.digest}.{paper.extension}"
        claim.file_name, claim.content_type = file_name[:200], paper.content_type
        kept = keep("vault", {claim.path: paper.content})
    with kept, transaction.atomic():
        row = transitions.lock(organisation, "partnership")
        policy.enforce(acting_user, "enterprises.claim", row)
        _check_number(acting_user)
        _save(claim)
        audit.record("claim.made", claim, acting_user=acting_user, after={"position": claim.position})
        claim_letters.tell_coordinators(claim)
        claim_letters.tell_claimant(claim, "enterprises/mail/claim_received")
    return claim


@transaction.atomic
def check_approval(claim, *, acting_user):
    """Return the claim if it can be approved as things are now; raise what approve_claim would raise if not."""
    policy.enforce(acting_user, "enterprises.decide", claim)
    _check_unclaimed(transitions.lock(claim.organisation))
    row = transitions.lock(claim)
    transitions.check(row, CLAIM_TRANSITIONS["approve"], acting_user=acting_user)
    return row


@transaction.atomic
def approve_claim(claim, *, acting_user):
    """Hand the organisation to the claimant, who becomes its manager; return the Claim.

    It is active from now on and counts as confirmed today. Other claims that wait for it are refused, with a mail.
    Raises TransitionRefused when another claim won meanwhile.
    """
    row = _decide(claim, "approve", acting_user)
    organisation = transitions.take(
        row.organisation,
        TRANSITIONS["claim"],
        acting_user=acting_user,
        changes={"confirmed_at": timezone.now()},
        related=JOINS,
    )
    give_role(
        row.claimant,
        Role.MANAGER,
        partnership=organisation.partnership,
        subject=organisation,
        acting_user=acting_user,
    )
    _reach_by(row.claimant, organisation, acting_user)
    publish_state(organisation)
    claim_letters.tell_claimant(row, "enterprises/mail/claim_approved")
    refuse_waiting(organisation, ANOTHER_WON, acting_user=acting_user)
    return row


@transaction.atomic
def refuse_claim(claim, *, acting_user, reason):
    """Refuse a claim, with the reason by mail, and return it. Raises DomainError without a reason."""
    if not reason.strip():
        raise DomainError("reason-missing", _("Please say why: the claimant gets your words."), field="reason")
    row = _decide(claim, "refuse", acting_user, reason=reason.strip())
    claim_letters.tell_claimant(row, "enterprises/mail/claim_refused")
    return row


@transaction.atomic
def withdraw_claim(claim, *, acting_user):
    """Take back one's own claim and return it."""
    return transitions.take(
        claim,
        CLAIM_TRANSITIONS["withdraw"],
        acting_user=acting_user,
        changes={"decided_at": timezone.now()},
        related=("organisation",),
    )


def note_reading(claim, *, acting_user):
    """Keep in the history that somebody opened the evidence of a claim."""
    audit.record("claim.opened", claim, acting_user=acting_user)


@transaction.atomic
def forget_papers(partnership):
    """Erase the papers of claims in the open partnership that were decided or withdrawn long ago."""
    old = Claim.objects.filter(partnership=partnership, decided_at__lt=timezone.now() - PAPER_KEPT_FOR)
    for claim in old.exclude(path="").select_for_update().order_by("pk"):
        path, claim.path, claim.file_name, claim.content_type = claim.path, "", "", ""
        claim.save(update_fields=["path", "file_name", "content_type"])
        # The same paper may lie in the wallet, or prove another claim: one file serves them all.
        if not (Document.objects.filter(path=path).exists() or Claim.objects.filter(path=path).exists()):
            discard("vault", [path])


def _decide(claim, step, acting_user, **changes):
    policy.enforce(acting_user, "enterprises.decide", claim)
    # The organisation first, as when it is claimed: two claims on one are decided one after the other.
    organisation = transitions.lock(claim.organisation)
    if step == "approve":
        _check_unclaimed(organisation)
    return transitions.take(
        claim,
        CLAIM_TRANSITIONS[step],
        acting_user=acting_user,
        changes={**changes, "decided_at": timezone.now(), "decided_by": acting_user},
        related=("organisation__partnership__region", "claimant"),
    )


def _check_unclaimed(organisation):
    if organisation.state == OrganisationState.ACTIVE:
        raise TransitionRefused(
            "claimed-meanwhile", _("Meanwhile this organisation is in the hands of its people already.")
        )
    if has_people(organisation):
        raise TransitionRefused(
            "not-claimable",
            _("This organisation can't be handed over now: its state is “%(state)s”. Put it back first, or refuse.")
            % {"state": organisation.get_state_display()},
        )


def _check_number(claimant):
    if Claim.objects.filter(claimant=claimant, state=Claim.State.PENDING).count() >= MOST_WAITING:
        raise DomainError(
            "too-many-claims", _("Several claims of yours wait already. Please let the partnership decide them first.")
        )


def _reach_by(claimant, organisation, acting_user):
    """Let the partnership reach the organisation at its new manager's address if it knew none."""
    record, _created = OrganisationRecord.objects.get_or_create(
        organisation=organisation, defaults={"partnership_id": organisation.partnership_id}
    )
    if record.contact_email:
        return
    record.contact_email = claimant.email
    record.save(update_fields=["contact_email"])
    after = {"contact_email": record.contact_email}
    audit.record(
        "organisation.edited", organisation, acting_user=acting_user, before={"contact_email": ""}, after=after
    )


def _save(claim):
    try:
        claim.clean_fields(exclude=["decided_by"])
        with transaction.atomic():
            claim.save(force_insert=True)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
    except IntegrityError as error:
        raise DomainError("claim-waits", _("Your claim waits for a decision already.")) from error
