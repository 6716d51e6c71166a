"""A coordinator says that two organisations which look alike are not the same; or that they may be, after all."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from enterprises.models import DistinctPair
from enterprises.queries.distinct_pairs import is_of, pair_of, told_apart_from


@transaction.atomic
def tell_apart(one, other, *, acting_user):
    """Say that two organisations are not the same and return the DistinctPair: they are suggested no more.

    To say it twice changes nothing. Raises DomainError for one and the same organisation, and when one was merged.
    """
    first, second = _locked(one, other, acting_user)
    for row in (first, second):
        if row.merged_into_id:
            raise DomainError("merged-already", _("%(name)s was merged already.") % {"name": row})
    if pair := pair_of(first, second):
        return pair
    told_by = acting_user if acting_user.is_authenticated else None
    pair = DistinctPair.objects.create(
        partnership_id=first.partnership_id, first=first, second=second, told_by=told_by
    )
    _note("organisation.told_apart", first, second, acting_user)
    return pair


@transaction.atomic
def reconsider(one, other, *, acting_user):
    """Take it back that two organisations are not the same; return whether anybody had said so."""
    first, second = _locked(one, other, acting_user)
    deleted, _models = DistinctPair.objects.filter(is_of(first.pk, second.pk)).delete()
    if deleted:
        _note("organisation.no_longer_apart", first, second, acting_user)
    return bool(deleted)


def move_pairs(kept, gone):
    """Let what was told apart from `gone` be told apart from `kept`, into which it is merged."""
    DistinctPair.objects.filter(is_of(kept.pk, gone.pk)).delete()
    known = told_apart_from(kept)
    for column, third in (("first", "second"), ("second", "first")):
        pairs = DistinctPair.objects.filter(**{column: gone})
        pairs.filter(**{f"{third}__in": known}).delete()
        pairs.update(**{column: kept})


def pairs_to_move(kept, gone):
    """Return how many pairs of `gone` are about a third organisation."""
    return len(told_apart_from(gone) - {kept.pk})


def _locked(one, other, acting_user):
    """Return both, locked in one order, as a merge does."""
    if one.pk == other.pk:
        raise DomainError("same-organisation", _("Please choose two different organisations."))
    rows = [transitions.lock(row) for row in sorted([one, other], key=lambda row: row.pk)]
    for row in rows:
        policy.enforce(acting_user, "enterprises.decide", row)
    return rows


def _note(event, first, second, acting_user):
    """Both have it in their history."""
    changes = [(first, None, {"other": second.pk}), (second, None, {"other": first.pk})]
    audit.record_all(event, changes, acting_user=acting_user)
