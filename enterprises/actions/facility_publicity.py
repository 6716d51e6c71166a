"""What is public of a facility goes to its exceptions, its posts and the search."""

from core.search.index import index, index_many
from enterprises.models import BoardPost, Facility, HoursException
from enterprises.queries.facilities import with_hours


def carry_to_facilities(organisation):
    """Carry a change of the organisation's state to its facilities and all that hangs on them, but for the search."""
    facilities = Facility.objects.filter(organisation=organisation)
    facilities.update(organisation_is_public=organisation.is_published)
    for public in (True, False):
        changed = facilities.filter(is_published=public).values("pk")
        for model in (HoursException, BoardPost):
            hanging = model.objects.filter(facility__in=changed, facility_is_public=not public)
            hanging.update(facility_is_public=public)


def index_facilities(organisation):
    """Bring the search in line with the facilities of an organisation, which show its name."""
    index_many(with_hours(Facility.objects.filter(organisation=organisation).with_card_data()))


def show(facility):
    """Carry the state of one facility to its exceptions, its posts and the search."""
    facility.refresh_from_db(fields=["is_published"])
    for model in (HoursException, BoardPost):
        hanging = model.objects.filter(facility=facility).exclude(facility_is_public=facility.is_published)
        hanging.update(facility_is_public=facility.is_published)
    index(facility)
