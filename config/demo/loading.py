"""Load the whole demo, one transaction for each partnership."""

import time
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation

from config.demo import (
    articles,
    claims,
    data,
    facilities,
    fairs,
    founding,
    networks,
    organisations,
    people,
    subscribers,
)
from core import tenancy
from core.jobs import asleep
from core.models import Message
from partnerships.actions.partnerships import add_partner, found_partnership
from partnerships.models import Municipality, Partner, Partnership, Region


def missing():
    """Return the entries of the partnerships that are not there."""
    there = set(Partnership.objects.values_list("slug", flat=True))
    return [entry for entry in data.partnerships() if entry["slug"] not in there]


def load(report):
    """Load what is missing; return how many partnerships that was. `report(line)` is told each one."""
    entries = missing()
    positions = {entry["slug"]: number for number, entry in enumerate(data.partnerships())}
    for number, entry in enumerate(entries, start=1):
        began = time.monotonic()
        # Nobody is woken, as nothing is left to be sent when the transaction ends.
        with translation.override("el"), asleep(), transaction.atomic():
            partnership = _load_one(entry, positions[entry["slug"]])
        report(f"  {number}/{len(entries)} {partnership.region.name_en} ({time.monotonic() - began:.1f} s)")
    return len(entries)


def _load_one(entry, position):
    administrator = people.administrator()
    region = Region.objects.get(slug=entry["slug"])
    body = region.official_name_el.partition(" ")[2]
    partnership = found_partnership(
        slug=entry["slug"],
        region=region,
        name_el=f"Κοινωνική Αναπτυξιακή Σύμπραξη {body}",
        name_en=f"Social Development Partnership of {region.name_en}",
        about_el=entry["about"],
        about_en=entry["about_en"],
        contact_email=contact_of(entry["slug"]),
        acting_user=administrator,
    )
    founded = timezone.make_aware(datetime.combine(entry["since"], datetime.min.time().replace(hour=12)))
    Partnership.objects.filter(pk=partnership.pk).update(created_at=founded)
    with tenancy.activate(partnership):
        crew = people.add_crew(partnership, administrator)
        _add_partners(partnership, crew, entry)
        _fill(partnership, crew, entry["slug"], position)
        # What the actions had to say to invented people must never leave: this partnership has no other mail yet.
        Message.objects.filter(partnership=partnership).delete()
    return partnership


def contact_of(slug):
    """Return the contact address of a demo partnership, by which it is known as one."""
    return f"info@{slug}.example"


def _add_partners(partnership, crew, entry):
    """Enter the founding bodies: municipalities first, then the regional authority."""
    places = {place.slug: place for place in Municipality.objects.filter(slug__in=entry["municipalities"])}
    given = {"partnership": partnership, "acting_user": crew.coordinator, "since": entry["since"]}
    for slug in entry["municipalities"]:
        place = places[slug]
        add_partner(
            partner_class=Partner.PartnerClass.MUNICIPALITY,
            municipality=place,
            name_el=place.name_el,
            name_en=f"Municipality of {place.name_en}",
            **given,
        )
    region = partnership.region
    add_partner(
        partner_class=Partner.PartnerClass.STATE,
        name_el=region.official_name_el,
        name_en=f"Region of {region.name_en}",
        **given,
    )


def _fill(partnership, crew, slug, position):
    organisations.load(partnership, crew, data.organisations(slug), position=position)
    if slug not in data.FULL:
        return
    facilities.load(partnership, crew, data.facilities(slug))
    networks.load(partnership, crew, data.networks(slug))
    fairs.load(partnership, crew, data.fairs(slug), data.series(slug))
    articles.load(partnership, crew, data.articles(slug))
    founding.load(partnership, crew, data.founding(slug))
    subscribers.load(partnership, crew, position=position)
    claims.load(partnership, crew)
