"""The whole demo, loaded once into the test database and looked at from several sides."""

import io

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import call_command
from django.db.models import Sum
from django.test import override_settings
from django.urls import reverse

from accounts.models import User
from config.demo import claims, data, people
from core.models import AuditEntry, Message, PlatformMessage
from core.tenancy import activate
from enterprises.models import (
    BoardAnswer,
    BoardPost,
    Facility,
    FoundingProject,
    FoundingStep,
    Organisation,
    OrganisationRecord,
    Product,
)
from enterprises.queries.claims import open_reports, waiting_claims
from enterprises.queries.confirmations import stale
from enterprises.queries.merging import likely_pairs
from enterprises.states import OrganisationState
from fairs.models import Application, Fair
from fairs.states import ApplicationState, FairState
from knowledge.models import Article, ConsentProof, DigestSchedule, Subscription
from knowledge.states import ArticleState, SubscriptionState
from networks.models import Network
from networks.states import NetworkState
from partnerships.models import Partner, Partnership
from tests import database

# All of them ask the database, so that none is put behind tests of other files: that would load the demo once more.
pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Load the demo, and give what the command said."""
    with django_db_blocker.unblock():
        try:
            yield load()
        finally:
            database.empty()


@pytest.fixture(autouse=True)
def demo_mode(settings):
    settings.DEMO_MODE = True


@pytest.fixture(params=data.FULL)
def full(request, demo, db):
    """One of the full partnerships, opened."""
    partnership = Partnership.objects.get(slug=request.param)
    with activate(partnership):
        yield partnership


def load(*options):
    told = io.StringIO()
    # As in every test, passwords are hashed fast; this runs before the fixture that says so.
    with override_settings(DEMO_MODE=True, PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        call_command("load_demo", *options, stdout=told)
    return told.getvalue()


def states_of(model, partnership):
    return set(model.objects.filter(partnership=partnership).values_list("state", flat=True))


def test_loading_tells_of_each_partnership(demo):
    lines = demo.splitlines()
    assert [line.split("/")[0].strip() for line in lines] == [str(number) for number in range(1, 14)]
    assert lines[0].split(" (")[0] == "  1/13 Thessaly"


def test_every_region_has_its_partnership_with_municipalities_first(demo, db):
    assert Partnership.objects.count() == 13
    for partnership in Partnership.objects.select_related("region"):
        assert partnership.slug == partnership.region.slug
        with activate(partnership):
            classes = list(Partner.objects.filter(partnership=partnership).values_list("partner_class", flat=True))
            shown = Organisation.objects.filter(partnership=partnership).published().count()
        assert classes == [*["1-municipality"] * (len(classes) - 1), "2-state"]
        assert (len(classes) >= 4, shown >= 2) == (True, True)


def test_full_regions_hold_what_they_promise(full):
    def count(model, **conditions):
        return model.objects.filter(partnership=full, **conditions).count()

    # One of Thessaly's is there twice, for the coordinator to find.
    assert count(Organisation) == (41 if full.slug == "thessaly" else 40)
    assert count(Organisation, products__isnull=False) == count(Product) > 50
    assert Product.objects.filter(partnership=full).values("organisation").distinct().count() >= 20
    assert count(Network, state=NetworkState.ACTIVE) == 4
    assert count(Article, state=ArticleState.PUBLISHED) == 8
    assert count(Subscription, state=SubscriptionState.CONFIRMED) == 25
    assert count(OrganisationRecord, afm="") == count(OrganisationRecord, organisation__legal_form="other")


FAIRS_OF_THE_DEMO = {
    FairState.PLANNED,
    FairState.CALL_OPEN,
    FairState.UNDER_REVIEW,
    FairState.PUBLISHED,
    FairState.CLOSED,
    FairState.CANCELLED,
}
"""The others are passed through within minutes or days, and no demo is loaded as often."""
APPLICATIONS_OF_THE_DEMO = {
    ApplicationState.SUBMITTED,
    ApplicationState.APPROVED,
    ApplicationState.REFUSED,
    ApplicationState.WITHDRAWN,
    ApplicationState.CANCELLED,
}


def test_full_regions_have_something_in_every_state(full):
    assert states_of(Organisation, full) == set(OrganisationState)
    on_today = {FairState.LIVE} if full.slug == "thessaly" else set()
    assert states_of(Fair, full) == FAIRS_OF_THE_DEMO | on_today
    assert states_of(Application, full) == APPLICATIONS_OF_THE_DEMO
    assert states_of(Article, full) == set(ArticleState)
    assert states_of(Subscription, full) == set(SubscriptionState)
    assert states_of(Network, full) == set(NetworkState)
    assert all(network.memberships.exists() for network in Network.objects.filter(partnership=full))


def test_thessaly_has_something_to_settle(demo, db):
    partnership = Partnership.objects.get(slug="thessaly")
    with activate(partnership):
        assert [claim.organisation.name for claim in waiting_claims(partnership)] == [claims.CLAIMED]
        assert [report.organisation.name for report in open_reports(partnership)] == [claims.REPORTED]
        assert [(pair.kept.name, pair.gone.state) for pair in likely_pairs(partnership)] == [(claims.TWIN, "draft")]
        assert 2 < stale(partnership).count() < 30


def test_founding_projects_are_on_their_way(demo, db):
    found = {}
    for slug in ("thessaly", "crete"):
        with activate(Partnership.objects.get(slug=slug)):
            rows = FoundingProject.objects.order_by("pk").values_list("state", "legal_form")
            found[slug] = list(rows)
            assert not FoundingStep.objects.filter(due_on=None).exists()
    assert found == {
        "thessaly": [("papers", "koinsep_collective"), ("team", "koinsep_integration_special"), ("idea", None)],
        "crete": [("filed", "workers_cooperative")],
    }


def test_fairs_lie_on_the_days_that_fit_their_stage(full):
    over = Fair.objects.filter(partnership=full).past().values_list("state", flat=True)
    assert set(over) == {FairState.CLOSED, FairState.CANCELLED}
    for closed in Fair.objects.filter(partnership=full, state=FairState.CLOSED):
        assert closed.has_begun
        assert set(closed.applications.values_list("state", flat=True)) == {ApplicationState.APPROVED}
    assert Fair.objects.filter(partnership=full).taking_applications().count() == 2
    waiting = Application.objects.filter(partnership=full, fair__municipality__slug=people.SEATS[full.slug])
    assert waiting.waiting().count() >= 5


def test_consent_is_proven_for_every_subscription(full):
    asked = ConsentProof.objects.filter(partnership=full, step=ConsentProof.Step.ASKED)
    confirmed = ConsentProof.objects.filter(partnership=full, step=ConsentProof.Step.CONFIRMED)
    assert (asked.count(), confirmed.count()) == (30, 26)
    schedule = DigestSchedule.objects.get(partnership=full)
    latest = Subscription.objects.filter(partnership=full).latest("created_at")
    assert schedule.next_due_at > latest.created_at


def test_no_mail_waits(demo, db):
    assert PlatformMessage.objects.count() == 0
    for partnership in Partnership.objects.all():
        with activate(partnership):
            assert Message.objects.filter(partnership=partnership).count() == 0


def test_workers_are_not_woken(django_db_setup, django_db_blocker, redis_queue, demo):
    with django_db_blocker.unblock():
        assert load() == "The demo is there already; nothing was changed.\n"
    assert redis_queue() == []


def test_a_second_load_changes_nothing(demo, db):
    def counts():
        found = {}
        for partnership in Partnership.objects.all():
            with activate(partnership):
                for model in apps.get_models():
                    if hasattr(model, "partnership_id"):
                        rows = model.objects.filter(partnership=partnership)
                        found[partnership.slug, model._meta.label] = rows.count()
        return found | {"users": User.objects.count(), "addresses": EmailAddress.objects.count()}

    before = counts()
    assert before["thessaly", "core.AuditEntry"] > 200
    load()
    assert counts() == before


def test_audit_rows_name_who_did_it(full):
    entries = AuditEntry.objects.filter(partnership=full)
    approved = entries.filter(event="organisation.approve").values_list("actor__email", flat=True)
    assert set(approved) == {f"coordinator@{full.slug}.example"}
    # With the last answer of a municipality the platform itself authorises its fair.
    without = entries.filter(actor__isnull=True).exclude(event="fair.authorise")
    assert set(without.values_list("actor_kind", flat=True)) == {"citizen"}


@pytest.mark.parametrize("slug", data.FULL)
@pytest.mark.parametrize("words", ["κοινωνικό παντοπωλείο", "μέλι", "εθελοντές", "koinonika pantopoleia"])
def test_the_example_searches_find_something(demo, db, client, slug, words):
    response = client.get(reverse("search"), {"q": words, "region": slug})
    assert response.status_code == 200
    assert f"/{slug}/organisations/".encode() in response.content


@pytest.mark.parametrize("row", people.sign_ins(), ids=lambda row: row[0])
def test_everybody_can_sign_in_and_see_their_page(demo, db, client, row):
    _role, email, password, page = row
    response = client.post(reverse("account_login"), {"login": email, "password": password})
    assert response.status_code == 302, response.context["form"].errors
    assert response.url == reverse("workspace")
    assert client.get(response.url).status_code == 200
    assert client.get(page).status_code == 200


def test_sign_ins_take_one_line_each(demo):
    lines = load("--sign-ins").splitlines()
    assert [line.split("  ")[0] for line in lines[:10]] == [
        "Platform administrator",
        "Coordinator",
        "Editor",
        "Observer",
        "Municipal officer",
        "Deputy municipal officer",
        "Organisation manager",
        "Organisation contributor",
        "Network steward",
        "Citizen",
    ]
    assert all(people.PASSWORD in line for line in lines)
    assert len(lines) == 14


def test_only_those_of_the_list_have_a_password(demo, db):
    usable = {user.email for user in User.objects.all() if user.has_usable_password()}
    assert {row[1] for row in people.sign_ins()} <= usable
    assert all(user.is_demo and user.email.endswith(".example") for user in User.objects.all())


def test_facilities_are_open_at_hours_and_ask_and_give(full):
    facilities = Facility.objects.filter(partnership=full)
    assert {facility.kind for facility in facilities} == set(Facility.Kind.values)
    assert all(any(facility.hours) and facility.is_published for facility in facilities)
    posts = BoardPost.objects.published().filter(partnership=full)
    assert {post.kind for post in posts} == set(BoardPost.Kind.values)
    answers = BoardAnswer.objects.filter(post__in=posts)
    assert {answer.state for answer in answers} == {"offered", "accepted"}
    promised = {post.pk: post.promised for post in posts if post.promised}
    accepted = answers.filter(state="accepted").values_list("post").annotate(total=Sum("quantity"))
    assert promised == dict(accepted)
