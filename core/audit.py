"""The audit trail: who did what, to what, when, what changed, on behalf of whom. It is only ever added to."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from core import bulk
from core.models import AuditEntry, PlatformAuditEntry
from core.policy import SYSTEM


def record(event, obj, *, acting_user, before=None, after=None, on_behalf_of=""):
    """Add one audit row about `obj` and return it.

    A row about something that belongs to a partnership lands in that partnership's trail; one
    about users or the platform in the platform's own. `before` and `after` are plain dicts;
    model instances in them are kept as their primary key. The row calls the thing by its name, or by its `audit_label`
    where not everybody who reads the trail may know the name. Raises ValueError without an actor.
    """
    fields = _fields(event, obj, acting_user, before, after, on_behalf_of)
    partnership_id = _partnership_id(obj)
    if partnership_id is None:
        return PlatformAuditEntry.objects.create(**fields)
    return AuditEntry.objects.create(partnership_id=partnership_id, **fields)


def record_all(event, changes, *, acting_user):
    """Add one audit row for each (object, before, after) of `changes`, all of them things of partnerships."""
    bulk.insert(
        AuditEntry(partnership_id=obj.partnership_id, **_fields(event, obj, acting_user, before, after))
        for obj, before, after in changes
    )


def _fields(event, obj, acting_user, before, after, on_behalf_of=""):
    if acting_user is None:
        raise ValueError("An audit row needs an actor; jobs act as SYSTEM.")
    return {
        "event": event,
        "actor": acting_user if acting_user is not SYSTEM and acting_user.is_authenticated else None,
        "actor_kind": _kind(acting_user),
        "object_type": obj._meta.label_lower,
        "object_id": obj.pk,
        "object_label": str(getattr(obj, "audit_label", obj))[:200],
        "before": _plain(before),
        "after": _plain(after),
        "on_behalf_of": on_behalf_of,
    }


def _kind(actor):
    if actor is SYSTEM:
        return AuditEntry.ActorKind.SYSTEM
    if actor.is_authenticated:
        return AuditEntry.ActorKind.USER
    return AuditEntry.ActorKind.CITIZEN


def _partnership_id(obj):
    if hasattr(obj, "partnership_id"):
        return obj.partnership_id
    return None


def _plain(values):
    if values is None:
        return {}
    bare = {name: value.pk if isinstance(value, models.Model) else value for name, value in values.items()}
    return json.loads(json.dumps(bare, cls=DjangoJSONEncoder))
