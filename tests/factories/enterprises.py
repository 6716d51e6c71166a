import factory
from django.utils import timezone

from enterprises.models import ContactPerson, Document, Organisation, OrganisationRecord, Product
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
