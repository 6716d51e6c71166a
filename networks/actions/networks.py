"""A network is founded, described, closed and opened again."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.search import greek, index
from core.slugs import free_slug
from networks.models import Network
from networks.states import NETWORK_TRANSITIONS
from partnerships.actions.roles import give_role
from partnerships.states import Role

RESERVED_SLUGS = {"new"}
DESCRIPTION = ("name", "name_en", "theme", "purpose", "purpose_en")


@transaction.atomic
def found_network(partnership, *, acting_user, name, purpose, name_en="", purpose_en="", theme=None):
    """Create a network of the open partnership, make its founder the steward, and return it.

    Raises PermissionRefused, and DomainError when somebody took the same address this very moment.
    """
    tenancy.require(partnership.pk)
    policy.enforce(acting_user, "networks.found", partnership)
    _refuse_taken_name(partnership, name)
    slug = free_slug(name_en or name, Network.objects.filter(partnership=partnership), reserved=RESERVED_SLUGS)
    try:
        with transaction.atomic():
            network = Network.objects.create(
                partnership=partnership,
                slug=slug,
                name=name,
                name_en=name_en,
                sort_key=greek.sort_key(name),
                theme=theme,
                purpose=purpose,
                purpose_en=purpose_en,
            )
    except IntegrityError as error:
        raise DomainError("network-exists", _("A network of this name was just founded."), field="name") from error
    give_role(acting_user, Role.STEWARD, partnership=partnership, subject=network, acting_user=acting_user)
    audit.record("network.found", network, acting_user=acting_user, after={"name": name, "theme": theme})
    index.index(network)
    return network


@transaction.atomic
def update_network(network, *, acting_user, **values):
    """Change how a network describes itself (any of name, name_en, theme, purpose, purpose_en) and return it."""
    row = transitions.lock(network)
    policy.enforce(acting_user, "networks.steward", row)
    before = {field: getattr(row, field) for field in DESCRIPTION if field in values}
    for field in before:
        setattr(row, field, values[field])
    row.sort_key = greek.sort_key(row.name)
    row.save(update_fields=[*before, "sort_key"])
    audit.record("network.update", row, acting_user=acting_user, before=before, after={f: values[f] for f in before})
    index.index(row)
    return row


@transaction.atomic
def close_network(network, *, acting_user):
    """Close an active network: it leaves the public pages, its members stay on record."""
    row = transitions.take(network, NETWORK_TRANSITIONS["close"], acting_user=acting_user)
    index.remove(row)
    return row


@transaction.atomic
def reopen_network(network, *, acting_user):
    """Open a closed network again, with the members it had."""
    row = transitions.take(network, NETWORK_TRANSITIONS["reopen"], acting_user=acting_user)
    row.refresh_from_db(fields=["is_published"])
    index.index(row)
    return row


def _refuse_taken_name(partnership, name):
    taken = Network.objects.published().filter(partnership=partnership, sort_key=greek.sort_key(name))
    if taken.exists():
        raise DomainError(
            "network-exists",
            _("There is a network of this name already. Join it, or choose another name."),
            field="name",
        )
