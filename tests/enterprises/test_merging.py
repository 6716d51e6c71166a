"""Two entries become one, and nothing is lost on the way."""

import pytest
from django.apps import apps
from django.db import models

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, Message, SearchEntry
from core.policy import SYSTEM
from enterprises.actions import merging
from enterprises.actions.merging import merge_organisations
from enterprises.actions.organisations import publish_state
from enterprises.models import (
    Claim,
    ContactPerson,
    FoundingProject,
    Organisation,
    OrganisationAlias,
    OrganisationRecord,
    Photo,
    Product,
)
from enterprises.policy.confirmations import is_open
from enterprises.queries.history import history_of
from enterprises.queries.merging import FIELDS, RECORD_FIELDS, sides, state_after, suggested
from fairs.models import Application
from networks.models import NetworkMembership
from partnerships.actions.invitations import invite
from partnerships.models import Invitation, Municipality, RoleAssignment
from partnerships.roles import held_by
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.claims import ClaimFactory, ConfirmationRequestFactory, UnclaimedFactory
from tests.factories.enterprises import (
    DocumentFactory,
    OrganisationFactory,
    OrganisationRecordFactory,
    ProductFactory,
)
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.networks import NetworkFactory, NetworkMembershipFactory
from tests.factories.partnerships import give_role
from tests.wall_rows import private_row

pytestmark = pytest.mark.django_db

COLUMNS = sorted(
    f"{model._meta.label}.{field.name}"
    for model in apps.get_models(include_auto_created=True)
    for field in model._meta.concrete_fields
    if isinstance(field, models.ForeignKey) and field.related_model is Organisation
)
STAYS = "enterprises.OrganisationRecord.organisation"


@pytest.fixture
def kept(opened):
    return OrganisationFactory(partnership=opened, name="Ανθός", slug="anthos", phone="+302441011111")


@pytest.fixture
def gone(opened):
    return OrganisationFactory(partnership=opened, name="Ο Ανθός", slug="o-anthos", phone="+302441022222")


def merge(kept, gone, **options):
    return merge_organisations(kept, gone, acting_user=SYSTEM, **options)


def stored(organisation):
    return Organisation.objects.get(pk=organisation.pk)


# Nothing is lost


def test_every_column_that_points_to_an_organisation_is_taken_care_of():
    assert sorted(merging.covered()) == COLUMNS


@pytest.mark.parametrize("column", COLUMNS)
def test_rows_of_every_column_move(opened, column):
    label, name = column.rsplit(".", 1)
    model = apps.get_model(label)
    row = private_row(model, opened)
    kept, gone = (OrganisationFactory(partnership=opened) for _ in range(2))
    model.objects.filter(pk=row.pk).update(**{name: gone})
    merge(kept, gone)
    moved = model.objects.filter(pk=row.pk).values_list(name, flat=True).get()
    assert moved == (gone.pk if column == STAYS else kept.pk)


def test_every_field_of_an_organisation_is_chosen_or_settled():
    own = {field.name for field in Organisation._meta.concrete_fields}
    chosen = {column for columns in FIELDS.values() for column in columns}
    settled = {"state", "published_at", "confirmed_at", "sort_key", "slug", "merged_into", "updated_at"}
    stays = {"id", "partnership", "created_at", "is_published"}
    assert own == chosen | settled | stays
    private = {field.name for field in OrganisationRecord._meta.concrete_fields}
    assert private == {*RECORD_FIELDS, "id", "partnership", "organisation", "decision_reason", "source", "steps_done"}


def test_what_is_merged_is_told_before(opened, kept, gone):
    ProductFactory(organisation=gone)
    DocumentFactory(organisation=gone)
    DocumentFactory(organisation=gone)
    told = [(following.label, following.number) for following in merging.followings(kept, gone)]
    assert told == [("Έγγραφα", 2), ("Προϊόντα και υπηρεσίες", 1)]


def test_products_of_the_same_name_are_kept_hidden(kept, gone):
    for organisation in (kept, gone):
        ProductFactory(organisation=organisation, name="Μέλι")
    ProductFactory(organisation=kept, name="Μέλι (2)", state="hidden")
    ProductFactory(organisation=gone, name="Γύρη")
    merge(kept, gone)
    products = Product.objects.filter(organisation=kept).order_by("name").values_list("name", "state")
    assert list(products) == [
        ("Γύρη", "listed"),
        ("Μέλι", "listed"),
        ("Μέλι (2)", "hidden"),
        ("Μέλι (3)", "hidden"),
    ]


def test_photos_of_the_organisation_follow_behind_its_own(opened, kept, gone):
    def photo(organisation, position, product=None):
        return Photo.objects.create(
            partnership=opened, organisation=organisation, product=product, position=position, width=1, height=1
        )

    product = ProductFactory(organisation=gone)
    mine, theirs, of_product = photo(kept, 1), photo(gone, 1), photo(gone, 1, product)
    merge(kept, gone)
    moved = {row.pk: (row.organisation_id, row.position) for row in Photo.objects.all()}
    assert moved == {mine.pk: (kept.pk, 1), theirs.pk: (kept.pk, 2), of_product.pk: (kept.pk, 1)}


def test_contact_persons_follow_behind_its_own_and_are_shown_as_chosen(opened, kept, gone):
    for organisation, name, is_shown in ((kept, "Α", False), (gone, "Β", True), (gone, "Γ", False)):
        ContactPerson.objects.create(
            partnership=opened, organisation=organisation, name=name, is_shown=is_shown, position=1
        )
    merge(kept, gone)
    contacts = ContactPerson.objects.filter(organisation=kept).order_by("name")
    assert list(contacts.values_list("name", "position", "is_published")) == [
        ("Α", 1, False),
        ("Β", 2, True),
        ("Γ", 2, False),
    ]


def test_applications_to_the_same_fair_leave_the_one_that_got_further(opened, kept, gone):
    fair, other = FairFactory(partnership=opened), FairFactory(partnership=opened)
    mine = ApplicationFactory(fair=fair, organisation=kept)
    theirs = ApplicationFactory(fair=fair, organisation=gone, state="approved")
    alone = ApplicationFactory(fair=other, organisation=gone)
    merge(kept, gone)
    assert {row.pk: (row.organisation_id, row.state) for row in Application.objects.all()} == {
        mine.pk: (kept.pk, "withdrawn"),
        theirs.pk: (kept.pk, "approved"),
        alone.pk: (kept.pk, "submitted"),
    }


def test_networks_of_both_have_the_organisation_once(opened, kept, gone):
    network, other = NetworkFactory(partnership=opened), NetworkFactory(partnership=opened)
    for organisation in (kept, gone):
        NetworkMembershipFactory(network=network, organisation=organisation)
    NetworkMembershipFactory(network=other, organisation=gone)
    merge(kept, gone)
    memberships = NetworkMembership.objects.filter(organisation=kept).order_by("pk")
    assert [(row.network, row.state) for row in memberships] == [
        (network, "joined"),
        (network, "left"),
        (other, "joined"),
    ]


def test_second_founding_project_stays_with_the_archived_entry(opened, kept, gone):
    for organisation in (kept, gone):
        row = private_row(FoundingProject, opened)
        FoundingProject.objects.filter(pk=row.pk).update(organisation=organisation)
    (following,) = merging.followings(kept, gone)
    assert following.note == "Έχουν και οι δύο: της άλλης καταχώρισης μένει με το αρχείο της."
    merge(kept, gone)
    assert set(FoundingProject.objects.values_list("organisation", flat=True)) == {kept.pk, gone.pk}


# Values


def test_values_are_chosen_field_by_field(kept, gone):
    OrganisationRecordFactory(organisation=kept, afm="094259216", gemi_number="")
    OrganisationRecordFactory(organisation=gone, afm="800000002", gemi_number="123456789012")
    merged = merge(kept, gone, choices={"name": "gone", "phone": "kept", "afm": "gone"})
    row = Organisation.objects.select_related("record").get(pk=kept.pk)
    assert (merged, row.name, row.phone, row.record.afm) == (kept, "Ο Ανθός", "+302441011111", "800000002")
    # Nothing was said about it: what is empty gives way.
    assert row.record.gemi_number == "123456789012"
    entry = AuditEntry.objects.get(event="organisation.merged")
    assert (entry.before["name"], entry.after["name"], entry.after["merged"]) == ("Ανθός", "Ο Ανθός", gone.pk)
    assert (entry.before["afm"], entry.before["merged_afm"]) == ("094259216", "800000002")


def test_tax_number_is_free_for_the_one_that_stays(kept, gone):
    OrganisationRecordFactory(organisation=kept)
    OrganisationRecordFactory(organisation=gone, afm="800000002")
    merge(kept, gone)
    assert OrganisationRecord.objects.get(afm="800000002").organisation_id == kept.pk


@pytest.mark.parametrize(
    "mine, theirs, value_of_theirs, expected",
    [
        ("active", "active", "Ερμού 2", "kept"),
        ("unclaimed", "active", "Ερμού 2", "gone"),
        ("unclaimed", "active", "", "kept"),
        ("active", "unclaimed", "Ερμού 2", "kept"),
    ],
)
def test_suggested_value_is_of_whoever_has_people(opened, mine, theirs, value_of_theirs, expected):
    one = OrganisationFactory(partnership=opened, state=mine, address="Ερμού 1")
    other = OrganisationFactory(partnership=opened, state=theirs, address=value_of_theirs)
    assert suggested(one, other, "address") == expected


def test_sides_tell_only_what_differs_in_words(opened, kept, gone):
    Organisation.objects.filter(pk=gone.pk).update(
        target_groups=["long_term_unemployed"], municipality=Municipality.objects.get(slug="volos"), is_organic=True
    )
    told = {side.name: (side.kept, side.gone) for side in sides(stored(kept), stored(gone))}
    assert told == {
        "name": ("Ανθός", "Ο Ανθός"),
        "municipality": ("Δήμος Καρδίτσας", "Δήμος Βόλου"),
        "phone": ("24410 11111", "24410 22222"),
        "target_groups": ("", "Μακροχρόνια άνεργοι"),
        "is_organic": ("Όχι", "Ναι"),
    }


@pytest.mark.parametrize(
    "mine, theirs, together",
    [
        ("active", "unclaimed", "active"),
        ("active", "suspended", "active"),
        ("suspended", "active", "suspended"),
        ("unclaimed", "active", "active"),
        ("unclaimed", "suspended", "suspended"),
        ("unclaimed", "unclaimed", "unclaimed"),
        ("unclaimed", "submitted", "active"),
        ("draft", "unclaimed", "active"),
        ("draft", "submitted", "submitted"),
        ("draft", "draft", "draft"),
    ],
)
def test_state_of_both_together(opened, mine, theirs, together):
    one, other = (OrganisationFactory(partnership=opened, state=state) for state in (mine, theirs))
    assert state_after(one, other) == together
    assert merge(one, other).state == together
    assert stored(other).state == "archived"


# People


def test_people_of_both_look_after_the_one_that_stays(opened, kept, gone):
    both, mine, theirs, helper = (UserFactory() for _ in range(4))
    for user, organisation in ((both, kept), (both, gone), (mine, kept), (theirs, gone)):
        give_role(user, Role.MANAGER, partnership=opened, subject=organisation)
    give_role(helper, Role.CONTRIBUTOR, partnership=opened, subject=gone)
    merge(kept, gone)
    held = RoleAssignment.objects.current().filter(partnership=opened).order_by("user_id")
    assert [(row.user, row.role, row.subject_id, row.subject_label) for row in held] == [
        (both, "manager", kept.pk, "Ανθός"),
        (mine, "manager", kept.pk, "Ανθός"),
        (theirs, "manager", kept.pk, "Ανθός"),
        (helper, "contributor", kept.pk, "Ανθός"),
    ]
    assert [role.subject_id for role in held_by(type(theirs).objects.get(pk=theirs.pk))] == [kept.pk]
    mails = Message.objects.order_by("pk").values_list("to", "subject")
    assert sorted(mails) == sorted(
        (user.email, "Δύο καταχωρίσεις έγιναν μία: Ανθός") for user in (both, mine, theirs, helper)
    )


def test_open_invitations_follow(opened, kept, gone, coordinator):
    def offer(email, organisation):
        options = {"partnership": opened, "subject_id": organisation.pk, "subject_label": organisation.name}
        return invite(email, Role.MANAGER, acting_user=coordinator, **options)

    moved, twice = offer("one@example.org", gone), offer("two@example.org", gone)
    offer("two@example.org", kept)
    merge(kept, gone)
    moved.refresh_from_db()
    twice.refresh_from_db()
    assert (moved.subject_id, moved.subject_label, moved.revoked_at) == (kept.pk, "Ανθός", None)
    assert twice.revoked_at is not None
    assert Invitation.objects.open().count() == 2


def test_claims_on_an_entry_with_people_are_refused(opened, kept):
    claim = ClaimFactory(organisation=UnclaimedFactory(partnership=opened))
    merge(kept, claim.organisation)
    claim.refresh_from_db()
    assert (claim.organisation, claim.state) == (kept, "refused")
    assert Message.objects.get().to == claim.claimant.email


def test_claims_on_two_unclaimed_entries_wait_together(opened, citizen):
    one, other = UnclaimedFactory(partnership=opened), UnclaimedFactory(partnership=opened)
    for organisation, claimant in ((one, citizen), (other, citizen), (other, UserFactory())):
        ClaimFactory(organisation=organisation, claimant=claimant)
    merge(one, other)
    assert sorted(Claim.objects.filter(organisation=one).values_list("state", flat=True)) == [
        "pending",
        "pending",
        "withdrawn",
    ]


def test_links_of_the_other_mailbox_end(kept, gone):
    request = ConfirmationRequestFactory(organisation=gone)
    merge(kept, gone)
    request.refresh_from_db()
    assert (request.organisation, is_open.decide(SYSTEM, request).reason) == (kept, is_open.reason)


# Addresses, search, history


def test_search_finds_the_one_that_stays_with_all_products(kept, gone):
    ProductFactory(organisation=gone, name="Γύρη")
    for organisation in (kept, gone):
        publish_state(organisation)
    merge(kept, gone)
    entries = SearchEntry.objects.order_by("kind").values_list("kind", "title", "path")
    assert [(kind, title) for kind, title, _path in entries] == [("organisation", "Ανθός"), ("product", "Γύρη")]
    assert [path for _kind, _title, path in entries if "o-anthos" in path] == []


@pytest.mark.parametrize("page", ["", "report/?from=qr"])
def test_old_addresses_lead_to_the_one_that_stays_for_good(client, kept, gone, page):
    merge(kept, gone)
    for language in ("", "/en"):
        response = client.get(f"{language}/thessaly/organisations/o-anthos/{page}")
        assert (response.status_code, response["Location"]) == (
            301,
            f"{language}/thessaly/organisations/anthos/{page}",
        )


def test_form_of_an_old_address_is_sent_once_more(client, kept, gone):
    merge(kept, gone)
    posted = client.post("/thessaly/organisations/o-anthos/report/", {"text": "Μετακόμισαν."})
    assert (posted.status_code, posted["Location"]) == (308, "/thessaly/organisations/anthos/report/")


def test_old_desk_leads_to_the_new_one(client, kept, gone, coordinator):
    merge(kept, gone)
    client.force_login(coordinator)
    assert client.get("/thessaly/organisations/o-anthos/desk/")["Location"] == "/thessaly/organisations/anthos/desk/"


def test_old_address_tells_nothing_of_what_the_visitor_may_not_know(client, kept, gone):
    merge(kept, gone)
    Organisation.objects.filter(pk=kept.pk).update(state="suspended")
    assert client.get("/thessaly/organisations/o-anthos/").status_code == 404


def test_api_leads_from_the_former_number(client, kept, gone):
    merge(kept, gone)
    response = client.get(f"/api/v1/organisations/{gone.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/organisations/{kept.pk}/")
    assert client.get("/api/v1/organisations/999999/").status_code == 404


def test_addresses_of_entries_merged_twice_lead_to_the_last(client, opened, kept, gone):
    last = OrganisationFactory(partnership=opened, slug="last")
    merge(kept, gone)
    merge(last, kept)
    aliases = OrganisationAlias.objects.order_by("slug").values_list("slug", "former_id", "organisation")
    assert list(aliases) == [("anthos", kept.pk, last.pk), ("o-anthos", gone.pk, last.pk)]
    assert client.get("/thessaly/organisations/o-anthos/")["Location"] == "/thessaly/organisations/last/"
    assert stored(gone).merged_into_id == last.pk


def test_history_of_both_is_read_from_the_one_that_stays(client, kept, gone, coordinator):
    AuditEntry.objects.create(
        partnership_id=gone.partnership_id,
        event="organisation.imported",
        actor_kind="system",
        object_type="enterprises.organisation",
        object_id=gone.pk,
        object_label="Ο Ανθός",
    )
    merge(kept, gone)
    events = [entry.event for entry in history_of(kept)]
    assert events == ["organisation.merged", "organisation.merge", "organisation.imported"]
    client.force_login(coordinator)
    page = client.get("/thessaly/organisations/anthos/history/")
    assert "Παλιά καταχώριση: Ο Ανθός" in page.content.decode()


def test_documents_stay_where_they_lie(kept, gone):
    document = DocumentFactory(organisation=gone)
    merge(kept, gone)
    path = document.path
    document.refresh_from_db()
    assert (document.organisation, document.path) == (kept, path)


# Refusals


def test_merging_is_the_coordinators(kept, gone, coordinator, manager, observer, outsider):
    for user in (manager, observer, outsider):
        with pytest.raises(PermissionRefused):
            merge_organisations(kept, gone, acting_user=user)
    assert merge_organisations(kept, gone, acting_user=coordinator) == kept


def test_merging_with_itself_or_with_what_is_gone_is_refused(opened, kept, gone):
    archived = OrganisationFactory(partnership=opened, state="archived")
    merge(kept, gone)
    for one, other, code in (
        (kept, kept, "same-organisation"),
        (kept, gone, "merged-already"),
        (kept, archived, "archived"),
    ):
        with pytest.raises(DomainError) as refused:
            merge(one, other)
        assert refused.value.code == code


def test_stragglers_are_gathered(opened, kept, gone):
    merge(kept, gone)
    product = ProductFactory(organisation=gone)
    give_role(user := UserFactory(), Role.MANAGER, partnership=opened, subject=gone)
    merging.gather_stragglers(opened)
    product.refresh_from_db()
    assert product.organisation == kept
    assert [role.subject_id for role in held_by(type(user).objects.get(pk=user.pk))] == [kept.pk]
