"""Organisations of other regions apply where the call says so: two tenants, one after the other, audited in both."""

import pytest
from django.urls import reverse

from core.errors import DomainError
from core.models import AuditEntry
from core.tenancy import activate
from fairs.actions.drafts import begin_application
from fairs.actions.elsewhere import begin_elsewhere
from fairs.models import Application, DocumentRequest
from tests.core.uploads.samples import pdf, upload
from tests.factories.enterprises import DocumentFactory
from tests.factories.fairs import FairFactory, in_days

FILLED = {"products_shown": "Μέλι", "goods": "food", "submit": "yes"}


@pytest.fixture
def there(other_partnership):
    """A fair in Crete whose call takes other regions."""
    fair = FairFactory(partnership=other_partnership, takes_other_regions=True)
    with activate(other_partnership):
        DocumentRequest.objects.create(partnership=other_partnership, fair=fair, kind="statute", call_is_public=True)
    return fair


def begin_page(fair):
    return reverse("fair_apply_elsewhere", kwargs={"host": fair.partnership.slug, "fair": fair.slug})


def events(partnership, *names):
    with activate(partnership):
        return list(AuditEntry.objects.filter(event__in=names).order_by("pk").values_list("event", flat=True))


def test_manager_applies_in_another_region(client, there, partnership, organisation, manager):
    wallet = DocumentFactory(organisation=organisation, kind="statute", number="9")
    client.force_login(manager)
    host = there.partnership
    inside = reverse("fair_apply", kwargs={"partnership": host.slug, "fair": there.slug})
    assert client.get(inside)["Location"] == begin_page(there)
    assert client.get(begin_page(there)).context["form"].organisations == [organisation]
    edit = client.post(begin_page(there), {"organisation": organisation.pk})["Location"]
    with activate(host):
        draft = Application.objects.get()
    assert edit == reverse("application_edit", kwargs={"partnership": host.slug, "application": draft.pk})
    assert client.get(edit).status_code == 200
    paper = reverse("application_paper", kwargs={"partnership": host.slug, "application": draft.pk, "kind": "statute"})
    crossing = client.get(paper)["Location"]
    assert client.get(crossing).context["form"].initial["document"] == str(wallet.pk)
    assert client.post(crossing, {"document": wallet.pk})["Location"] == f"{edit}#papers"
    client.post(crossing, {"file": upload(pdf(), "new.pdf"), "number": "10"})
    assert client.post(edit, FILLED).status_code == 302
    with activate(host):
        draft.refresh_from_db()
        (handed,) = draft.documents.all()
    assert (draft.state, handed.number) == ("submitted", "10")
    crossed = (
        "organisation.applied_elsewhere",
        "document.handed_elsewhere",
        "application.begin",
        "application.submit",
    )
    assert events(partnership, *crossed) == [crossed[0], crossed[1], crossed[1]]
    assert events(host, *crossed) == list(crossed[2:])
    # It is found again in the workspace, below the partnership that holds the fair.
    assert f"/{host.slug}/applications/" in client.get(reverse("workspace")).content.decode()
    mine = client.get(reverse("application_list", kwargs={"partnership": host.slug}))
    assert [row.pk for row in mine.context["applications"]] == [draft.pk]


def test_call_for_its_own_region_is_closed_to_others(client, other_partnership, organisation, manager):
    fair = FairFactory(partnership=other_partnership)
    client.force_login(manager)
    assert client.get(begin_page(fair)).status_code == 404
    with pytest.raises(DomainError) as refused:
        begin_elsewhere(fair, organisation, acting_user=manager)
    assert refused.value.code == "another-partnership"


def test_crossing_is_refused_where_it_may_not_begin(there, partnership, organisation, manager, citizen):
    with pytest.raises(DomainError) as refused:
        begin_elsewhere(there, organisation, acting_user=citizen)
    assert refused.value.code == "permission-refused"
    with activate(there.partnership):
        begin_application(there, organisation, acting_user=manager)
    with pytest.raises(DomainError) as again:
        begin_elsewhere(there, organisation, acting_user=manager)
    assert again.value.code == "applied-before"
    late = FairFactory(partnership=there.partnership, takes_other_regions=True, apply_by=in_days(-1))
    with pytest.raises(DomainError) as over:
        begin_elsewhere(late, organisation, acting_user=manager)
    assert over.value.code == "deadline-has-passed"
    # What was refused before it crossed left no row at home; what was refused there did.
    assert events(partnership, "organisation.applied_elsewhere") == ["organisation.applied_elsewhere"]
