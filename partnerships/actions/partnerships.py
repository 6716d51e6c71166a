"""A partnership is founded once and stays."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, policy, tenancy
from core.errors import DomainError
from partnerships.models import Partner, Partnership


@transaction.atomic
def found_partnership(*, slug, region, name_el, name_en, about_el="", about_en="", contact_email="", acting_user):
    """Create the Partnership of a region and return it; raises DomainError when the address is taken."""
    policy.enforce(acting_user, "partnerships.found", policy.PLATFORM)
    try:
        with transaction.atomic():
            partnership = Partnership.objects.create(
                slug=slug,
                region=region,
                name_el=name_el,
                name_en=name_en,
                about_el=about_el,
                about_en=about_en,
                contact_email=contact_email,
            )
    except IntegrityError as error:
        raise DomainError(
            "address-taken", _("There is a partnership at this address already."), field="slug"
        ) from error
    audit.record("partnership.founded", partnership, acting_user=acting_user, after={"slug": slug})
    return partnership


@transaction.atomic
def add_partner(*, partnership, acting_user, partner_class, name_el, name_en, since, municipality=None):
    """Enter a founding body of the open partnership and return the Partner."""
    tenancy.require(partnership.pk)
    policy.enforce(acting_user, "partnerships.add_partner", partnership)
    try:
        with transaction.atomic():
            partner = Partner.objects.create(
                partnership=partnership,
                partner_class=partner_class,
                municipality=municipality,
                name_el=name_el,
                name_en=name_en,
                since=since,
            )
    except IntegrityError as error:
        raise DomainError(
            "partner-does-not-fit", _("This body is a partner already, or its municipality is missing.")
        ) from error
    audit.record("partner.added", partner, acting_user=acting_user, after={"name": name_el, "since": since})
    return partner
