"""Everything an organisation says of itself, with its codes in words: for its people and the coordinator."""

from dataclasses import dataclass, field

from enterprises.models import ContactPerson, NaceSection, OrganisationKind
from enterprises.queries.directory import places_of, target_groups_of
from partnerships.models import Municipality, TargetGroup


@dataclass(frozen=True)
class Facts:
    """The labels behind the codes of one organisation, and its people."""

    groups: list[TargetGroup] = field(default_factory=list)
    sections: list[NaceSection] = field(default_factory=list)
    themes: list[OrganisationKind] = field(default_factory=list)
    places: list[Municipality] = field(default_factory=list)
    contacts: list[ContactPerson] = field(default_factory=list)


def facts_of(organisation):
    """Return the Facts of an organisation with all of its people: for those who may see them."""
    return Facts(
        groups=list(target_groups_of(organisation)),
        sections=_terms(NaceSection, organisation.nace_sections),
        themes=_terms(OrganisationKind, organisation.themes),
        places=places_of(organisation.serves),
        contacts=list(organisation.contacts.all()),
    )


def _terms(model, codes):
    return list(model.objects.filter(pk__in=codes)) if codes else []
