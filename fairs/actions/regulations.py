"""The regulation of a fair, in versions: a new one takes the place of the one before, which stays readable."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import DomainError
from core.outbox import queue_mail
from core.uploads import discard, keep, new_path
from fairs.actions.ada import written_ada
from fairs.actions.changing import fair_to_change
from fairs.models import Application, Regulation
from fairs.queries.regulations import in_force
from fairs.states import OPEN_STATES, PREPARED_STATES, PUBLIC_STATES
from partnerships.queries.people import people_with
from partnerships.states import Role


def add_regulation(fair, *, acting_user, in_force_from, paper=None, file_name="", **words):
    """Write down the next version of a fair's regulation and return it.

    `words` are `words`, `words_en`, `change` and `ada`; `paper` is a core.uploads.Paper. Once the call is open the
    managers of whoever applied get a mail. Raises PermissionRefused, or DomainError at the field that does not fit.
    """
    stored = _stored(fair, paper, file_name) if paper else {}
    with keep("vault", {stored["path"]: paper.content} if paper else {}), transaction.atomic():
        row = fair_to_change(fair, acting_user, "partnership")
        words["ada"] = written_ada(words.get("ada", ""))
        latest = row.regulations.first()
        for fault in faults(row, latest, {"in_force_from": in_force_from, "paper": paper, **words}):
            raise fault
        version = Regulation.objects.create(
            partnership_id=row.partnership_id,
            fair=row,
            number=latest.number + 1 if latest else 1,
            in_force_from=in_force_from,
            made_by=acting_user,
            fair_is_public=row.state in PUBLIC_STATES,
            **words,
            **stored,
        )
        after = {"number": version.number, "in_force_from": in_force_from, "change": version.change}
        audit.record("fair.regulation", row, acting_user=acting_user, after=after)
        if row.state not in PREPARED_STATES:
            _tell_applicants(row, version)
    return version


@transaction.atomic
def remove_regulation(regulation, *, acting_user):
    """Take back the latest version of a fair that nobody outside knows of yet, for good."""
    row = fair_to_change(regulation.fair, acting_user)
    latest = row.regulations.first()
    if latest is None or latest.pk != regulation.pk:
        raise DomainError("not-the-latest", _("Only the latest version can be taken back."))
    if row.state not in PREPARED_STATES:
        raise DomainError(
            "regulation-is-public", _("Everybody may have read this version. Write a new one that says what changed.")
        )
    if latest.path:
        discard("vault", [latest.path])
    before = {"number": latest.number, "in_force_from": latest.in_force_from}
    latest.delete()
    audit.record("fair.regulation_removed", row, acting_user=acting_user, before=before)


def note_at_call(fair):
    """Keep which version is in force while a locked fair opens its call; part of that action."""
    fair.call_regulation = in_force(fair)
    if fair.call_regulation:
        fair.save(update_fields=["call_regulation"])


def faults(fair, latest, values):
    """Yield a DomainError, at its field, for what does not fit a version that follows on `latest`, or on none."""
    if not values.get("words", "").strip() and not values.get("paper"):
        yield DomainError("nothing-said", _("Write the regulation, or add it as a file."), field="words")
    if latest and not values.get("change", "").strip():
        yield DomainError("change-missing", _("Please say in short what changed."), field="change")
    yield from _faults_of_day(fair, latest, values.get("in_force_from"))


def _faults_of_day(fair, latest, day):
    if day is None:
        return
    if day > fair.ends_on:
        yield DomainError("in-force-after-end", _("By then the fair is over."), field="in_force_from")
    elif latest and day < latest.in_force_from:
        message = _("It can't hold before version %(number)s, which is in force from %(day)s.")
        words = {"number": latest.number, "day": latest.since}
        yield DomainError("in-force-before-latest", message % words, field="in_force_from")
    elif fair.state not in PREPARED_STATES and day < timezone.localdate():
        yield DomainError(
            "in-force-in-the-past", _("The fair is public: a new version can't hold backwards."), field="in_force_from"
        )


def _stored(fair, paper, file_name):
    return {
        "path": f"{new_path(f'{fair.partnership_id}/regulations', paper.digest)}.{paper.extension}",
        "file_name": file_name[:200],
        "content_type": paper.content_type,
        "size": paper.size,
        "digest": paper.digest,
    }


def _tell_applicants(fair, version):
    applied = Application.objects.handed_in().filter(fair=fair, state__in=OPEN_STATES).select_related("organisation")
    for application in applied:
        organisation = application.organisation
        for manager in people_with(
            Role.MANAGER, partnership_id=organisation.partnership_id, subject_id=organisation.pk
        ):
            queue_mail(
                "fairs/mail/regulation_changed",
                partnership=fair.partnership,
                to=manager.email,
                language=manager.language,
                context={"fair": fair, "organisation": organisation, "version": version},
                dedupe_key=f"fair-regulation:{version.pk}:{manager.pk}",
            )
