"""What a fair hands out on paper, and what its page tells of the exhibitors."""

import io
from datetime import date, time

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.tenancy import activate
from fairs.models import ApplicationProduct, FairDay, StandOffer
from fairs.queries.exhibitors import exhibitors
from tests.factories.enterprises import OrganisationFactory, ProductFactory
from tests.factories.fairs import ApplicationFactory, EventFactory, FairFactory, StandFactory

SATURDAY = date(2030, 6, 15)


@pytest.fixture
def fair(partnership):
    fair = FairFactory(
        partnership=partnership,
        title="Γιορτή μελιού",
        title_en="Feast of honey",
        starts_on=SATURDAY,
        ends_on=SATURDAY,
        apply_by=date(2030, 5, 1),
        state="published",
    )
    with activate(partnership):
        FairDay.objects.create(
            fair=fair,
            partnership=partnership,
            day=SATURDAY,
            opens_at=time(10),
            closes_at=time(21),
            fair_is_public=True,
        )
    return fair


def stands_at(application, code):
    """Give an applicant a stand of this code."""
    return StandOffer.objects.create(
        application=application,
        partnership=application.partnership,
        stand=StandFactory(fair=application.fair, code=code),
        state="confirmed",
        confirm_by=timezone.now(),
    )


@pytest.fixture
def beekeeper(fair):
    """An exhibitor with a stand, an organic product and one that is not listed."""
    organisation = OrganisationFactory(partnership=fair.partnership, name="Κυψέλη")
    with activate(fair.partnership):
        application = ApplicationFactory(fair=fair, organisation=organisation, state="approved")
        shown = ProductFactory(organisation=organisation, name="Ανθόμελο", is_organic=True)
        hidden = ProductFactory(organisation=organisation, name="Κερί", state="draft")
        for product in (shown, hidden):
            ApplicationProduct.objects.create(application=application, partnership=fair.partnership, product=product)
        stands_at(application, "Α7")
    return application


def paper(client, fair, name, language=""):
    response = client.get(f"{language}/thessaly/fairs/{fair.slug}/{name}.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(response.content))


def words(document):
    return [" ".join(line.split()) for page in document.pages for line in page.extract_text().splitlines()]


def test_poster_is_one_page_with_what_when_and_where(client, fair):
    document = paper(client, fair, "poster")
    assert (len(document.pages), document.metadata.title, document.trailer["/Root"]["/Lang"]) == (
        1,
        "Γιορτή μελιού",
        "el",
    )
    told = words(document)
    wanted = ["Γιορτή μελιού", "Σάββατο 15 Ιουνίου 2030", "Πλατεία Δικαστηρίων"]
    assert [line for line in told if line in wanted] == wanted


def test_poster_speaks_english_where_it_is_asked_for(client, fair):
    document = paper(client, fair, "poster", "/en")
    assert (document.metadata.title, document.trailer["/Root"]["/Lang"]) == ("Feast of honey", "en")


def test_catalogue_names_stand_and_public_products_of_each_exhibitor(client, fair, beekeeper):
    told = words(paper(client, fair, "catalogue"))
    line = f"{beekeeper.organisation.kind}, {beekeeper.organisation.municipality}"
    assert " ".join(told).count(f"Α7 Κυψέλη · Βιολογικό {line} Ανθόμελο") == 1
    assert "Κερί" not in " ".join(told)


def test_catalogue_has_the_programme(client, fair):
    EventFactory(fair=fair, title="Τρύγος μελιού")
    assert any("Τρύγος μελιού" in line for line in words(paper(client, fair, "catalogue")))


def test_catalogue_is_not_there_before_the_participants_are_announced(client, partnership):
    fair = FairFactory(partnership=partnership, state="in_review")
    assert client.get(reverse("fair_catalogue", args=["thessaly", fair.slug])).status_code == 404


def test_stands_and_products_are_told_with_the_participants_alone(fair, beekeeper):
    with activate(fair.partnership):
        announced = [(one.stand, [product.name for product in one.products]) for one in exhibitors(fair)]
        fair.state = "allocated"
        before = [(one.stand, one.products) for one in exhibitors(fair)]
    assert (announced, before) == ([("Α7", ["Ανθόμελο"])], [("", [])])


def test_page_asks_no_more_for_more_exhibitors(client, fair, beekeeper):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("fair_detail", args=["thessaly", fair.slug]))
        return len(asked)

    questions()
    with_one = questions()
    with activate(fair.partnership):
        for code in ("Α8", "Α9"):
            stands_at(ApplicationFactory(fair=fair, state="approved"), code)
    assert questions() == with_one
