"""Where an organisation is now whose address somebody still has."""

from enterprises.models import Organisation, OrganisationAlias


def successor_of(partnership, slug, actor):
    """Return the Organisation that an address from before a merge or of a former name leads to, or None.

    None also where the actor may not know of it, and where it stands at that very address.
    """
    alias = OrganisationAlias.objects.filter(partnership=partnership, slug=slug).first()
    if alias is None:
        return None
    known = Organisation.objects.visible_to(actor).filter(merged_into=None, pk=alias.organisation_id)
    return known.exclude(slug=slug).first()
