from datetime import datetime, time, timedelta

import factory
from django.utils import timezone

from fairs.models import Application, AuthorisationStep, Fair, FairReminder, FairSeries, ProgrammeEvent, Stand
from partnerships.models import Municipality
from tests.factories.base import TenantFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.partnerships import PartnershipFactory


def in_days(number):
    """The day that lies this many days ahead."""
    return timezone.localdate() + timedelta(days=number)


def at(day, hour):
    """The moment of a full hour on a day, by the clock of the place."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


class FairFactory(TenantFactory):
    """A fair in Karditsa in a month, whose call is open."""

    class Meta:
        model = Fair

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Γιορτή γης και αλληλεγγύης {n}")
    slug = factory.Sequence(lambda n: f"giorti-gis-{n}")
    municipality = factory.LazyFunction(lambda: Municipality.objects.get(slug="karditsa"))
    venue = "Πλατεία Δικαστηρίων"
    apply_by = factory.LazyFunction(lambda: in_days(20))
    starts_on = factory.LazyFunction(lambda: in_days(30))
    ends_on = factory.LazyFunction(lambda: in_days(31))
    capacity = 12
    description = "Δύο ημέρες με προϊόντα της περιοχής."
    state = "call_open"


class SeriesFactory(TenantFactory):
    """An announced series of fairs."""

    class Meta:
        model = FairSeries

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Γιορτή σπόρων {n}")
    slug = factory.Sequence(lambda n: f"giorti-sporon-{n}")
    state = "active"


class ApplicationFactory(TenantFactory):
    class Meta:
        model = Application

    fair = factory.SubFactory(FairFactory)
    partnership = factory.SelfAttribute("fair.partnership")
    organisation = factory.SubFactory(OrganisationFactory, partnership=factory.SelfAttribute("..partnership"))
    products_shown = "Μέλι, βότανα, γλυκά του κουταλιού."


class AuthorisationStepFactory(TenantFactory):
    """The council is to decide in two weeks."""

    class Meta:
        model = AuthorisationStep

    fair = factory.SubFactory(FairFactory, state="planned")
    partnership = factory.SelfAttribute("fair.partnership")
    body = "council"
    name = "Δημοτικό Συμβούλιο"
    due_on = factory.LazyFunction(lambda: in_days(14))


class EventFactory(TenantFactory):
    """A talk from eleven to twelve on the first day of a public fair."""

    class Meta:
        model = ProgrammeEvent

    fair = factory.SubFactory(FairFactory)
    partnership = factory.SelfAttribute("fair.partnership")
    title = "Ομιλία για τους σπόρους"
    starts_at = factory.LazyAttribute(lambda event: at(event.fair.starts_on, 11))
    ends_at = factory.LazyAttribute(lambda event: at(event.fair.starts_on, 12))
    fair_is_public = True


class StandFactory(TenantFactory):
    """An open pitch of three by three metres, as public as its fair."""

    class Meta:
        model = Stand

    fair = factory.SubFactory(FairFactory)
    partnership = factory.SelfAttribute("fair.partnership")
    code = factory.Sequence(lambda n: f"S{n}")
    fair_is_public = True


class FairReminderFactory(TenantFactory):
    """A citizen has asked to be reminded of a fair, and not confirmed yet."""

    class Meta:
        model = FairReminder

    fair = factory.SubFactory(FairFactory)
    partnership = factory.SelfAttribute("fair.partnership")
    email = factory.Sequence(lambda n: f"visitor{n}@example.org")
    token_digest = factory.Sequence(lambda n: f"{n:064}")
