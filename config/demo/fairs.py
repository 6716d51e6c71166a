"""Fairs at every stage, with applications in every state; all days are counted from today."""

from datetime import timedelta

from django.utils import timezone

from config.demo import authorisations, day, editions, people, programme
from core.models import Job
from core.search import greek, index
from enterprises.models import Organisation
from fairs.actions import applications, decisions, dossiers, fairs, series
from fairs.actions.releasing import JOB, release_decisions
from fairs.models import Application, Fair
from fairs.states import FairState, RefusalReason
from fairs.tasks import make_dossier, tell_decisions
from partnerships.models import Municipality

_APPEAL = "Ένσταση προς τη δημοτική επιτροπή, με αίτηση στο πρωτόκολλο του δήμου."
_DAYS_TO_APPEAL = 15


def _release(fair, *, acting_user):
    """Release what the officers decided, if somebody had applied."""
    if Application.objects.filter(fair=fair).waiting().exists():
        today = timezone.localdate()
        dossier = release_decisions(
            fair,
            acting_user=acting_user,
            decided_on=today,
            legal_basis="Ν. 4849/2021",
            appeal_route=_APPEAL,
            appeal_until=today + timedelta(days=_DAYS_TO_APPEAL),
        )
        # No worker runs while the demo is loaded: its jobs are done at once.
        for task, job in ((tell_decisions, JOB), (make_dossier, dossiers.JOB)):
            task(fair.partnership_id, Job.objects.get(task=job, subject_id=dossier.pk).pk)
    return fair


_DECIDED = (fairs.close_call, _release, fairs.allocate_stands, fairs.publish_participants)
_STAGES = {
    FairState.CALL_OPEN: (),
    FairState.UNDER_REVIEW: (fairs.close_call,),
    FairState.PUBLISHED: _DECIDED,
    FairState.LIVE: (*_DECIDED, fairs.begin_fair),
    FairState.CLOSED: (*_DECIDED, fairs.begin_fair),
}
"""What the coordinator does after the officers have decided; closing itself waits until the days have passed."""


def load(partnership, crew, entries, institutions):
    """Hold the fairs of the open partnership, and its series, up to the stage that each entry names."""
    slugs = {entry["at"] for entry in entries}
    hosts = {place.slug: place for place in Municipality.objects.filter(slug__in=slugs)}
    people.add_officers(crew, partnership, [hosts[slug] for slug in sorted(hosts)])
    organisations = {row.name: row for row in Organisation.objects.filter(partnership=partnership)}
    founded = {entry["name"]: _founded(partnership, crew, entry) for entry in institutions}
    for entry in entries:
        fair = _planned(partnership, crew, entry, hosts[entry["at"]], founded.get(entry.get("series")))
        programme.load(fair, crew, entry.get("programme", []))
        editions.prepare(fair, crew, entry.get("edition", {}))
        if entry["state"] == FairState.PLANNED:
            authorisations.begin(fair, entry, crew)
        else:
            _announced(fair, entry, crew, organisations)


def _founded(partnership, crew, entry):
    row = series.create_series(partnership, acting_user=crew.coordinator, **entry)
    return series.announce_series(row, acting_user=crew.coordinator)


def _planned(partnership, crew, entry, municipality, institution):
    """Plan a fair and return it. One that is over is planned for today, as none can begin in the past."""
    today = timezone.localdate()
    starts = today + timedelta(days=max(entry["starts"], 0))
    return fairs.create_fair(
        partnership,
        acting_user=crew.coordinator,
        title=entry["title"],
        title_en=entry["title_en"],
        kind=entry["kind"],
        series=institution,
        municipality=municipality,
        venue=entry["venue"],
        starts_on=starts,
        ends_on=starts + timedelta(days=entry["days"] - 1),
        apply_by=today + timedelta(days=max(entry["apply_by"], 0)),
        capacity=entry["capacity"],
        description=entry["description"],
        description_en=entry.get("description_en", ""),
    )


def _announced(fair, entry, crew, organisations):
    fair = authorisations.authorise(fair, entry, crew)
    fair = fairs.open_call(fair, acting_user=crew.coordinator)
    for number, request in enumerate(entry.get("applications", [])):
        owner = crew.owners[request["of"]]
        application = applications.apply_to_fair(
            fair,
            organisations[request["of"]],
            acting_user=owner,
            products_shown=request["shows"],
            needs=request.get("needs", ""),
        )
        _settle(application, request, owner, crew.officers[entry["at"]])
        _remember_application(application, entry, number)
    for step in _STAGES.get(entry["state"], ()):
        fair = step(fair, acting_user=crew.coordinator)
    if entry["state"] == FairState.LIVE:
        day.load(fair, crew, entry["applications"])
    if entry["state"] == FairState.CANCELLED:
        fairs.cancel_fair(fair, acting_user=crew.coordinator, reason=entry["reason"])
    if entry["state"] == FairState.CLOSED:
        _pass_by(fair, entry)
        fair = fairs.close_fair(fair, acting_user=crew.coordinator)
        index.index(fair)


def _settle(application, request, owner, officer):
    state = request.get("state")
    if state == "approved":
        decisions.approve_application(application, acting_user=officer)
    if state == "refused":
        decisions.refuse_application(
            application, acting_user=officer, reason_code=RefusalReason.OTHER, reason=request["reason"]
        )
    if state == "withdrawn":
        applications.withdraw_application(application, acting_user=owner)


def _remember_application(application, entry, number):
    """Let applications have come one after another before the deadline, and decisions a day later."""
    days_ago = max(1 - entry["apply_by"], 0) + 9 - number
    came = timezone.now() - timedelta(days=days_ago, hours=number)
    row = Application.objects.filter(pk=application.pk)
    row.update(submitted_at=came)
    row.filter(decided_at__isnull=False).update(decided_at=came + timedelta(hours=20))


def _pass_by(fair, entry):
    """Set the days of a fair that is over to where they belong."""
    starts = timezone.localdate() + timedelta(days=entry["starts"])
    ends = starts + timedelta(days=entry["days"] - 1)
    apply_by = timezone.localdate() + timedelta(days=entry["apply_by"])
    Fair.objects.filter(pk=fair.pk).update(
        starts_on=starts, ends_on=ends, apply_by=apply_by, slug=greek.slug(f"{entry['title_en']} {starts.year}")
    )
