"""Papers of the wallet where somebody asks for them: what fits, what is missing, what ends too soon, what is taken."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from core.errors import DomainError
from enterprises.queries.document_offers import chosen_documents, offer_documents
from tests.factories.enterprises import DocumentFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

KINDS = ["statute", "hygiene", "tax_clearance", "organic"]


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def papers(opened, organisation):
    """A statute without an end, a hygiene certificate that ends on the day, a tax clearance that ends before it."""
    return {
        "statute": DocumentFactory(organisation=organisation, kind="statute"),
        "hygiene": DocumentFactory(organisation=organisation, kind="hygiene", expires_on=in_days(60)),
        "tax_clearance": DocumentFactory(organisation=organisation, kind="tax_clearance", expires_on=in_days(59)),
    }


def test_offers_say_what_fits_on_the_day(organisation, papers):
    offers = offer_documents(organisation, KINDS, on=in_days(60))
    assert [(offer.kind.value, offer.standing, offer.best) for offer in offers] == [
        ("statute", "ready", papers["statute"]),
        ("hygiene", "ending", papers["hygiene"]),
        ("tax_clearance", "ends_before", None),
        ("organic", "missing", None),
    ]


def test_offers_are_about_today_when_no_day_is_named(organisation, papers):
    assert [offer.standing for offer in offer_documents(organisation, KINDS)] == ["ready", "ready", "ready", "missing"]


def test_offer_puts_what_holds_longest_first(opened, organisation):
    short = DocumentFactory(organisation=organisation, kind="hygiene", expires_on=in_days(100))
    long = DocumentFactory(organisation=organisation, kind="hygiene", expires_on=in_days(200))
    endless = DocumentFactory(organisation=organisation, kind="hygiene")
    DocumentFactory(organisation=organisation, kind="hygiene", withdrawn_at=timezone.now())
    DocumentFactory(organisation=organisation, kind="hygiene", replaced_by=long)
    DocumentFactory(organisation=OrganisationFactory(partnership=opened), kind="hygiene")
    assert offer_documents(organisation, ["hygiene"])[0].documents == (endless, long, short)


def test_only_choice_is_chosen_by_itself(organisation, papers):
    offers = offer_documents(organisation, ["statute"])
    assert chosen_documents(offers, {}) == {"statute": papers["statute"]}


def test_choice_is_one_of_those_offered(organisation, papers):
    newer = DocumentFactory(organisation=organisation, kind="statute")
    offers = offer_documents(organisation, ["statute"])
    assert chosen_documents(offers, {"document_statute": str(newer.pk)}) == {"statute": newer}
    for wrong in ({}, {"document_statute": papers["hygiene"].pk}, {"document_statute": "x"}):
        with pytest.raises(DomainError) as refused:
            chosen_documents(offers, wrong)
        assert (refused.value.code, refused.value.field) == ("document-not-chosen", "document_statute")


def test_missing_paper_is_told_at_its_field(organisation, papers):
    with pytest.raises(DomainError) as refused:
        chosen_documents(offer_documents(organisation, ["organic"]), {})
    assert (refused.value.code, refused.value.field) == ("document-missing", "document_organic")


def test_template_offers_and_says_what_is_missing(organisation, papers):
    context = {
        "offers": offer_documents(organisation, KINDS, on=in_days(60)),
        "partnership": organisation.partnership,
        "organisation": organisation,
        "problems": {"document_organic": "Λείπει."},
    }
    shown = render_to_string("enterprises/_document_offers.html", context)
    assert shown.count('type="radio"') == 2
    assert shown.count(" checked") == 2
    assert shown.count("?kind=organic") == 1
    assert "Λείπει." in shown


def test_wallet_says_what_is_ready_and_what_is_missing(client, organisation, manager, papers):
    client.force_login(manager)
    home = f"/thessaly/organisations/{organisation.slug}/documents/"
    offers = client.get(home).context["offers"]
    assert [offer.standing for offer in offers] == ["missing", "ready", "ready", "ready", "missing"]
    form = client.get(f"{home}new/?kind=organic").context["form"]
    assert form["kind"].value() == "organic"


def test_offers_take_one_statement(organisation, papers, django_assert_num_queries):
    with django_assert_num_queries(1):
        offer_documents(organisation, KINDS)
