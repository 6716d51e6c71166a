"""Under which addresses an organisation is found: its own one, and those that it had before."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from core.search import greek
from core.slugs import free_slug
from enterprises.models import Organisation, OrganisationAlias

RESERVED_SLUGS = {"new"}
"""Words that stand in addresses where an organisation's slug does."""


def free_address(organisation):
    """Return a slug of the name that no other organisation of the partnership has, or had before."""
    others = Organisation.objects.filter(partnership=organisation.partnership).exclude(pk=organisation.pk)
    former = OrganisationAlias.objects.filter(partnership=organisation.partnership)
    foreign = former.exclude(organisation=organisation.pk) if organisation.pk else former
    reserved = RESERVED_SLUGS | set(foreign.values_list("slug", flat=True))
    return free_slug(organisation.name, others, reserved=reserved, fallback="organisation")


def former_addresses(partnership_id):
    """Return the slugs that organisations of a partnership had before."""
    return set(OrganisationAlias.objects.filter(partnership=partnership_id).values_list("slug", flat=True))


def leave_address(organisation, slug, *, former_id=None):
    """Let a former slug, and the number of an organisation that is no more, lead to `organisation` for good."""
    OrganisationAlias.objects.update_or_create(
        partnership_id=organisation.partnership_id,
        slug=slug,
        defaults={"organisation": organisation, "former_id": former_id},
    )


def address_is_old(organisation):
    """Tell whether the address of an organisation still comes from a name that it no longer has."""
    stem = greek.slug(organisation.name, max_length=100) or "organisation"
    return organisation.slug != stem and organisation.slug.rpartition("-")[0] != stem


@transaction.atomic
def renew_address(organisation, *, acting_user):
    """Give an organisation the address of its present name and return it; the old one leads there from now on.

    Raises DomainError when it has that address already.
    """
    row = transitions.lock(organisation, "municipality", "partnership__region", "kind", "legal_form")
    policy.enforce(acting_user, "enterprises.decide", row)
    if not address_is_old(row):
        raise DomainError("address-fits", _("The address fits the name already."))
    before, row.slug = row.slug, free_address(row)
    try:
        with transaction.atomic():
            row.save(update_fields=["slug", "updated_at"])
    except IntegrityError:
        row.slug = free_address(row)
        row.save(update_fields=["slug", "updated_at"])
    OrganisationAlias.objects.filter(partnership=row.partnership_id, slug=row.slug).delete()
    leave_address(row, before)
    audit.record(
        "organisation.readdressed", row, acting_user=acting_user, before={"slug": before}, after={"slug": row.slug}
    )
    return row
