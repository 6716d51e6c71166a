"""The decisions on a fair become known together, in one moment; a worker then writes to everybody."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit, jobs, policy, tenancy, transitions
from core.errors import DomainError
from fairs.actions import dossiers
from fairs.actions.ada import written_ada
from fairs.actions.decisions import tell_managers
from fairs.models import Application, DecisionDossier, Fair, MunicipalDecision
from fairs.states import APPLICATION_TRANSITIONS, FairState, Outcome

JOB = "fairs.tasks.tell_decisions"
BATCH = 25

RELEASED_BY = {Outcome.APPROVE: "release_approval", Outcome.REFUSE: "release_refusal"}


@transaction.atomic
def release_decisions(fair, *, acting_user, decided_on, **papers):
    """Release all pending decisions on a fair under review and return their DecisionDossier.

    `papers` are the protocol_number, ada, legal_basis, appeal_route and appeal_until of the dossier. After the commit
    one job writes to the applicants, another makes the paper. Raises PermissionRefused, or DomainError while an
    application is undecided, when nothing is pending, or when a refusal would come without the way to appeal.
    """
    fair = transitions.lock(Fair(pk=fair.pk))
    policy.enforce(acting_user, "fairs.release_all", fair)
    if fair.state != FairState.UNDER_REVIEW:
        raise DomainError("not-under-review", _("Decisions are released once the call is closed, and all together."))
    pending = list(_pending(fair))
    _check_complete(fair, pending)
    _check_appeal(pending, papers)
    papers = {**papers, "ada": written_ada(papers.get("ada", ""))}
    dossier = _open_dossier(fair, acting_user, decided_on, papers)
    for decision in pending:
        _release(decision, dossier, acting_user=acting_user)
    jobs.enqueue(JOB, dossier, acting_user=acting_user, total=len(pending))
    jobs.enqueue(dossiers.JOB, dossier, acting_user=acting_user)
    return dossier


def tell_released(partnership, dossier_id, *, report):
    """Write to the applicants of a dossier, BATCH decisions in one transaction; `report` hears how many are told.

    A batch is told whole or not at all, so whoever goes on after a worker that died begins where it left off.
    """
    told = 0
    while True:
        with tenancy.activate(partnership):
            batch = _tell_batch(dossier_id)
            told += batch
            report(told)
            if not batch:
                DecisionDossier.objects.filter(pk=dossier_id, told_at=None).update(told_at=timezone.now())
                return


def _pending(fair):
    return (
        MunicipalDecision.objects.select_for_update(of=("self",))
        .filter(application__in=Application.objects.filter(fair=fair).waiting(), annulled_at=None, released_at=None)
        .select_related("application")
        .order_by("pk")
    )


def _check_complete(fair, pending):
    decided = [decision.application_id for decision in pending]
    undecided = Application.objects.filter(fair=fair).waiting().exclude(pk__in=decided).count()
    if undecided:
        message = ngettext(
            "%(number)s application is not decided yet.", "%(number)s applications are not decided yet.", undecided
        )
        raise DomainError("applications-undecided", message % {"number": undecided})
    if not pending:
        raise DomainError("nothing-to-release", _("There is no decision to release."))


def _check_appeal(pending, papers):
    if all(decision.outcome == Outcome.APPROVE for decision in pending):
        return
    if not papers.get("appeal_route", "").strip():
        raise DomainError("appeal-route-missing", _("Say how a refused applicant can appeal."), field="appeal_route")
    appeal_until = papers.get("appeal_until")
    if appeal_until is None:
        raise DomainError("appeal-date-missing", _("Say until when appeals are taken."), field="appeal_until")
    if appeal_until <= timezone.localdate():
        raise DomainError("appeal-date-past", _("The last day of appeals must lie ahead."), field="appeal_until")


def _open_dossier(fair, acting_user, decided_on, papers):
    if decided_on > timezone.localdate():
        raise DomainError("decided-ahead", _("The day of the decision can't lie ahead."), field="decided_on")
    dossier = DecisionDossier.objects.create(
        partnership_id=fair.partnership_id,
        fair=fair,
        number=DecisionDossier.objects.filter(fair=fair).count() + 1,
        decided_on=decided_on,
        created_by=acting_user if acting_user.is_authenticated else None,
        released_at=timezone.now(),
        **papers,
    )
    audit.record(
        "decisiondossier.release", dossier, acting_user=acting_user, after={"decided_on": decided_on, **papers}
    )
    return dossier


def _release(decision, dossier, *, acting_user):
    transitions.take(
        decision.application,
        APPLICATION_TRANSITIONS[RELEASED_BY[decision.outcome]],
        acting_user=acting_user,
        changes={
            "decided_by": decision.decided_by,
            "decided_at": dossier.released_at,
            "reason": decision.reason,
        },
        related=("fair",),
    )
    decision.dossier, decision.released_at = dossier, dossier.released_at
    decision.save(update_fields=["dossier", "released_at"])


def _tell_batch(dossier_id):
    """Queue the mails of the next decisions, mark them as told, and return how many."""
    decisions = list(
        MunicipalDecision.objects.select_for_update(of=("self",))
        .filter(dossier=dossier_id, told_at=None, annulled_at=None)
        .select_related("dossier", "application__fair__partnership", "application__fair__municipality")
        .select_related("application__organisation")
        .order_by("pk")[:BATCH]
    )
    for decision in decisions:
        template = "fairs/mail/approved" if decision.outcome == Outcome.APPROVE else "fairs/mail/refused"
        tell_managers(decision.application, template, dedupe_key=f"decision:{decision.pk}", decision=decision)
    told = MunicipalDecision.objects.filter(pk__in=[decision.pk for decision in decisions])
    told.update(told_at=timezone.now())
    return len(decisions)
