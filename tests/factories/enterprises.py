import factory
from django.utils import timezone

from enterprises.models import (
    BoardAnswer,
    BoardPost,
    ContactPerson,
    Document,
    Facility,
    HoursException,
    Organisation,
    OrganisationRecord,
    Product,
)
from enterprises.states import PUBLISHED
from partnerships.models import Municipality
from tests.factories.base import TenantFactory
from tests.factories.partnerships import PartnershipFactory


class OrganisationFactory(TenantFactory):
    class Meta:
        model = Organisation

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Κοινωνικό Παντοπωλείο {n}")
    slug = factory.Sequence(lambda n: f"koinoniko-pantopoleio-{n}")
    sort_key = factory.LazyAttribute(lambda o: o.name.lower())
    legal_form_id = "koinsep_collective"
    kind_id = "social_grocery"
    municipality = factory.LazyFunction(lambda: Municipality.objects.get(slug="karditsa"))
    description = "Τρόφιμα και είδη πρώτης ανάγκης."
    state = "active"
    published_at = factory.LazyFunction(timezone.now)


class OrganisationRecordFactory(TenantFactory):
    class Meta:
        model = OrganisationRecord

    organisation = factory.SubFactory(OrganisationFactory)
    partnership = factory.SelfAttribute("organisation.partnership")


class ProductFactory(TenantFactory):
    class Meta:
        model = Product

    organisation = factory.SubFactory(OrganisationFactory)
    partnership = factory.SelfAttribute("organisation.partnership")
    name = factory.Sequence(lambda n: f"Μέλι ελάτης {n}")
    organisation_is_public = factory.LazyAttribute(lambda product: product.organisation.state in PUBLISHED)
    price = "9.50"
    unit = "κιλό"


class DocumentFactory(TenantFactory):
    class Meta:
        model = Document

    organisation = factory.SubFactory(OrganisationFactory)
    partnership = factory.SelfAttribute("organisation.partnership")
    kind = "statute"
    path = factory.Sequence(lambda n: f"1/1/{n:064}.pdf")
    file_name = "Καταστατικό.pdf"
    content_type = "application/pdf"
    size = 1000
    digest = "0" * 64


class ContactPersonFactory(TenantFactory):
    class Meta:
        model = ContactPerson

    organisation = factory.SubFactory(OrganisationFactory)
    partnership = factory.SelfAttribute("organisation.partnership")
    organisation_is_public = factory.LazyAttribute(lambda contact: contact.organisation.state in PUBLISHED)
    name = factory.Sequence(lambda n: f"Αρετή Βρυσοκλάδη {n}")
    position = factory.Sequence(lambda n: n + 1)


WORKDAYS = [[[540, 840]]] * 5 + [[], []]
"""Monday to Friday from nine to two."""


class FacilityFactory(TenantFactory):
    class Meta:
        model = Facility

    organisation = factory.SubFactory(OrganisationFactory)
    partnership = factory.SelfAttribute("organisation.partnership")
    kind = "grocery"
    name = factory.Sequence(lambda n: f"Παντοπωλείο της Πλατείας {n}")
    slug = factory.Sequence(lambda n: f"pantopoleio-{n}")
    sort_key = factory.LazyAttribute(lambda facility: facility.name.lower())
    municipality = factory.SelfAttribute("organisation.municipality")
    offers = "Τρόφιμα και είδη καθαριότητας."
    hours = factory.LazyFunction(lambda: [list(day) for day in WORKDAYS])
    organisation_is_public = factory.LazyAttribute(lambda facility: facility.organisation.state in PUBLISHED)


class HoursExceptionFactory(TenantFactory):
    class Meta:
        model = HoursException

    facility = factory.SubFactory(FacilityFactory)
    partnership = factory.SelfAttribute("facility.partnership")
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.SelfAttribute("starts_on")
    facility_is_public = factory.LazyAttribute(lambda row: row.facility.organisation_is_public)


class BoardPostFactory(TenantFactory):
    class Meta:
        model = BoardPost

    facility = factory.SubFactory(FacilityFactory)
    partnership = factory.SelfAttribute("facility.partnership")
    kind = "need"
    what = factory.Sequence(lambda n: f"λάδι {n}")
    quantity = 20
    unit = "λίτρα"
    facility_is_public = factory.LazyAttribute(lambda row: row.facility.organisation_is_public)


class BoardAnswerFactory(TenantFactory):
    class Meta:
        model = BoardAnswer

    post = factory.SubFactory(BoardPostFactory)
    partnership = factory.SelfAttribute("post.partnership")
    organisation = factory.SubFactory(OrganisationFactory, partnership=factory.SelfAttribute("..post.partnership"))
    quantity = 12
