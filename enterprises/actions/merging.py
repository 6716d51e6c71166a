"""Two entries for one organisation become one: everything moves to the one that is kept, nothing is lost.

Apps above this one have rows that belong to an organisation, too. They register how these follow: what there is, and
how it moves; both are executed inside the transaction of the merge.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.search import greek
from enterprises.actions import merge_letters
from enterprises.actions.addresses import leave_address
from enterprises.actions.organisations import JOINS, publish_state
from enterprises.models import Organisation, OrganisationRecord
from enterprises.queries.merging import FIELDS, RECORD_FIELDS, fingerprint, state_after, suggested
from enterprises.states import TRANSITIONS, OrganisationState
from partnerships.actions.roles import hand_over_roles
from partnerships.states import Role

PEOPLE = (Role.MANAGER, Role.CONTRIBUTOR)
KEPT, GONE = "kept", "gone"
GATHERED_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class Following:
    """What of one kind moves: how many rows, and in words what happens to those that exist on both sides."""

    label: str
    number: int
    note: str = ""


@dataclass(frozen=True)
class Follower:
    """Rows that belong to an organisation.

    `covers` names the columns ("fairs.Application.organisation"); `tell(kept, gone)` returns a Following, and
    `move(kept, gone, acting_user)` moves them. Moving again must be harmless: what was written while two were merged
    is gathered afterwards.
    """

    covers: tuple[str, ...]
    tell: Callable
    move: Callable


_followers: dict[str, Follower] = {}


def register_follower(key, *, covers, tell, move):
    """Register rows that follow an organisation; the same key again replaces them."""
    _followers[key] = Follower(tuple(covers), tell, move)


def covered():
    """Return the names of all columns that somebody takes care of."""
    return {column for follower in _followers.values() for column in follower.covers}


def followings(kept, gone):
    """Return what will move, of each kind that there is any of."""
    told = [follower.tell(kept, gone) for follower in _followers.values()]
    return [following for following in told if following.number]


@transaction.atomic
def merge_organisations(kept, gone, *, acting_user, choices=None, seen=""):
    """Move everything of `gone` to `kept` and return `kept`; `gone` stays as an archived record that leads there.

    `choices` says per field whose value stays, {name: "kept" or "gone"}; without one the suggested value stays. `seen`
    is the fingerprint of the preview. The roles of its people are handed over, the old address redirects, all people
    of both get a mail. Raises DomainError when the two can't be merged or have changed since the preview.
    """
    kept, gone = _locked(kept, gone)
    for row in (kept, gone):
        policy.enforce(acting_user, "enterprises.merge", row)
    if seen and seen != fingerprint(kept, gone, followings(kept, gone)):
        raise DomainError("changed-meanwhile", _("Something changed meanwhile. Please look at the preview once more."))
    before = _take_values(kept, gone, choices or {})
    before |= _take_state(kept, gone)
    # First archived: an address or a number can be had by one of the two alone.
    gone = transitions.take(
        gone,
        TRANSITIONS["merge"],
        acting_user=acting_user,
        changes={"merged_into": kept, "updated_at": timezone.now()},
        related=JOINS,
    )
    kept.save()
    kept.record.save()
    gather(kept, gone, acting_user=acting_user)
    leave_address(kept, gone.slug, former_id=gone.pk)
    after = {name: _value(kept, name) for name in before}
    audit.record(
        "organisation.merged", kept, acting_user=acting_user, before=before, after=after | {"merged": gone.pk}
    )
    merge_letters.tell(kept, gone)
    return kept


@transaction.atomic
def gather_stragglers(partnership):
    """Move what was written to an entry of the open partnership while it was merged away.

    A row that somebody adds at that moment waits for the lock of the merge, and lands on the archived entry.
    """
    since = timezone.now() - GATHERED_FOR
    merged = Organisation.objects.filter(partnership=partnership, merged_into__isnull=False, updated_at__gte=since)
    for gone in merged.select_related(*JOINS).order_by("pk"):
        kept = transitions.lock(Organisation(pk=gone.merged_into_id), *JOINS)
        gather(kept, gone, acting_user=policy.SYSTEM)


def gather(kept, gone, *, acting_user):
    """Move whatever still belongs to `gone` to `kept`, and bring the public pages and the search in line."""
    for follower in _followers.values():
        follower.move(kept, gone, acting_user)
    hand_over_roles(gone, kept, *PEOPLE, partnership=kept.partnership, acting_user=acting_user)
    publish_state(gone)
    publish_state(kept)


def _locked(kept, gone):
    """Return both rows, locked in one order, each with its record. Raises DomainError when they can't be merged."""
    if kept.pk == gone.pk:
        raise DomainError("same-organisation", _("Please choose two different organisations."))
    tenancy.require(kept.partnership_id)
    rows = Organisation.objects.select_for_update(of=("self",)).select_related(*JOINS)
    found = {row.pk: row for row in rows.filter(pk__in=[kept.pk, gone.pk]).order_by("pk")}
    for row in found.values():
        _check(row)
        row.record, _created = OrganisationRecord.objects.select_for_update().get_or_create(
            organisation=row, defaults={"partnership_id": row.partnership_id}
        )
    return found[kept.pk], found[gone.pk]


def _check(row):
    if row.merged_into_id:
        raise DomainError("merged-already", _("%(name)s was merged already.") % {"name": row})
    if row.state == OrganisationState.ARCHIVED:
        raise DomainError("archived", _("%(name)s is archived, and stays as it is.") % {"name": row})


def _take_values(kept, gone, choices):
    """Set on `kept` what was chosen of `gone`; return what stood there before, {name: value}."""
    unknown = set(choices) - {*FIELDS, *RECORD_FIELDS}
    if unknown:
        raise TypeError(f"Not a field of an organisation: {', '.join(sorted(unknown))}")
    before = {}
    for name, columns in {**FIELDS, **RECORD_FIELDS}.items():
        if choices.get(name, suggested(kept, gone, name)) != GONE:
            continue
        for column in columns:
            old, new = _value(kept, column), _value(gone, column)
            if old != new:
                before[column] = old
                setattr(kept.record if column in RECORD_FIELDS else kept, column, new)
    kept.sort_key = greek.sort_key(kept.name)
    # A tax number belongs to one organisation alone; the audit row of the merge keeps what it was.
    before["merged_afm"] = gone.record.afm
    gone.record.afm = ""
    gone.record.save(update_fields=["afm"])
    return before


def _take_state(kept, gone):
    """Set the state that both together have, and its dates; return what was there before."""
    after = {
        "state": state_after(kept, gone),
        "published_at": min(filter(None, (kept.published_at, gone.published_at)), default=None),
        "confirmed_at": max(filter(None, (kept.confirmed_at, gone.confirmed_at)), default=None),
    }
    before = {name: getattr(kept, name) for name, value in after.items() if getattr(kept, name) != value}
    for name, value in after.items():
        setattr(kept, name, value)
    return before


def _value(row, column):
    if column == "merged_afm":
        return ""
    return getattr(row.record if column in RECORD_FIELDS else row, column)
