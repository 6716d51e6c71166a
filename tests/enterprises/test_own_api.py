"""What an organisation's own people read and write of it in the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.throttling import ScopedRateThrottle

from core.models import AuditEntry, Message
from core.tenancy import activate
from enterprises.models import Document, Organisation, OrganisationAlias, Photo, Product
from enterprises.models.products import MOST_PHOTOS
from tests.core.uploads.samples import bomb, pdf, picture, upload
from tests.factories.enterprises import (
    DocumentFactory,
    OrganisationFactory,
    OrganisationRecordFactory,
    ProductFactory,
)

pytestmark = pytest.mark.django_db

JSON = {"content_type": "application/json"}


def own(organisation, tail="", partnership="thessaly"):
    return f"/api/v1/{partnership}/organisations/{organisation.slug}/{tail}"


def changed(row, **fields):
    with activate(row.partnership):
        type(row).objects.filter(pk=row.pk).update(**fields)
        row.refresh_from_db()
    return row


def told(response):
    """Return (status, code, fields) of a problem."""
    body = response.json()
    return response.status_code, body["code"], list(body.get("errors", {}))


@pytest.fixture
def program(client, organisation, manager):
    OrganisationRecordFactory(organisation=organisation)
    client.force_login(manager)
    return client


@pytest.fixture
def honey(organisation):
    return ProductFactory(organisation=organisation, name="Μέλι")


# The organisation


def test_organisation_is_read_with_what_only_its_people_know(program, organisation):
    with activate(organisation.partnership):
        record = Organisation.objects.select_related("record").get(pk=organisation.pk).record
    changed(record, afm="094259216", contact_email="us@example.org")
    response = program.get(own(organisation))
    body = response.json()
    assert (body["afm"], body["contact_email"], body["state"], body["municipality"]) == (
        "094259216",
        "us@example.org",
        "active",
        "karditsa",
    )
    assert response.headers["Cache-Control"] == "private, no-store"


def test_only_what_is_named_changes(program, organisation):
    before = program.get(own(organisation)).json()
    new = {"address": "Ηρώων 5", "municipality": "volos", "kind": None, "phone": "2441012345"}
    after = program.patch(own(organisation), new, **JSON).json()
    expected = {**before, **new, "phone": "+302441012345", "missing": after["missing"], "url": after["url"]}
    assert after == expected
    with activate(organisation.partnership):
        entry = AuditEntry.objects.get(event="organisation.edited")
    assert sorted(entry.after) == ["address", "kind", "municipality", "phone"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"afm": "123456789"}, (422, "afm-wrong", ["afm"])),
        ({"municipality": "chania"}, (422, "other-region", ["municipality"])),
        ({"target_groups": ["nobody"]}, (422, "unknown-target-group", ["target_groups"])),
        ({"state": "active"}, (400, "invalid", ["state"])),
        ({"name": ""}, (400, "invalid", ["name"])),
        ({"name": "α" * 201}, (400, "invalid", ["name"])),
        ({"municipality": "atlantis"}, (400, "invalid", ["municipality"])),
        ({"legal_form": None}, (400, "invalid", ["legal_form"])),
        ({"lat": "north"}, (400, "invalid", ["lat"])),
        ({"target_groups": "poverty"}, (400, "invalid", ["target_groups"])),
        (["name"], (400, "invalid", ["non_field_errors"])),
    ],
)
def test_what_cannot_be_right_is_told_at_its_name_and_changes_nothing(program, organisation, data, expected):
    before = program.get(own(organisation)).json()
    assert told(program.patch(own(organisation), data, **JSON)) == expected
    assert program.get(own(organisation)).json() == before


def test_body_that_is_no_json_is_a_problem(program, organisation):
    assert told(program.patch(own(organisation), "{", **JSON)) == (400, "parse_error", [])


def test_change_of_what_somebody_else_changed_meanwhile_is_refused(program, organisation):
    read = program.get(own(organisation))
    match = {"headers": {"if-match": read.headers["ETag"]}}
    assert program.patch(own(organisation), {"address": "Πρώτη 1"}, **JSON, **match).status_code == 200
    late = program.patch(own(organisation), {"address": "Δεύτερη 2"}, **JSON, **match)
    assert told(late) == (412, "changed-meanwhile", [])
    fresh = program.get(own(organisation))
    assert fresh.json()["address"] == "Πρώτη 1"
    weak = {"headers": {"if-match": f'"other", W/{fresh.headers["ETag"]}'}}
    assert program.patch(own(organisation), {"address": "Τρίτη 3"}, **JSON, **weak).status_code == 200


def test_waiting_registration_stays_as_it_is(program, organisation):
    changed(organisation, state="submitted")
    assert told(program.patch(own(organisation), {"address": "Ηρώων 5"}, **JSON)) == (403, "permission_denied", [])


def test_draft_is_handed_in_when_nothing_is_missing(program, organisation, coordinator):
    changed(organisation, state="draft")
    assert told(program.post(own(organisation, "submit/"))) == (422, "incomplete", [])
    program.patch(own(organisation), {"afm": "094259216", "contact_email": "us@example.org"}, **JSON)
    response = program.post(own(organisation, "submit/"))
    assert (response.status_code, response.json()["state"]) == (200, "submitted")
    with activate(organisation.partnership):
        assert Message.objects.filter(to=coordinator.email).count() == 1
    assert told(program.post(own(organisation, "submit/"))) == (409, "state-has-changed", [])


def test_organisation_of_another_partnership_is_not_there(program, organisation, other_partnership):
    for method in ("get", "patch"):
        assert getattr(program, method)(own(organisation, partnership="crete"), **JSON).status_code == 404


def test_draft_of_others_is_not_there(client, organisation, outsider, citizen):
    changed(organisation, state="draft")
    for person in (outsider, citizen):
        client.force_login(person)
        assert client.patch(own(organisation), {"address": "x"}, **JSON).status_code == 404


def test_registration_is_taken_back_before_it_is_decided(program, organisation):
    changed(organisation, state="submitted")
    response = program.post(own(organisation, "withdraw/"))
    assert (response.status_code, response.json()["state"]) == (200, "draft")


def test_what_it_does_and_serves_is_named_by_codes(program, organisation):
    new = {"nace_sections": ["C"], "themes": ["environmental"], "serves": ["volos"], "serves_region": True}
    body = program.patch(own(organisation), new, **JSON).json()
    assert {name: body[name] for name in new} == new
    assert told(program.patch(own(organisation), {"serves": ["atlantis"]}, **JSON)) == (
        422,
        "unknown-municipality",
        ["serves"],
    )


def test_person_is_added_changed_and_taken_away(program, organisation):
    people = own(organisation, "contacts/")
    made = program.post(people, {"name": "Μαρία Ρήγα", "phone": "2441012345"}, **JSON)
    body = made.json()
    assert (made.status_code, body["phone"], body["is_shown"]) == (201, "+302441012345", False)
    public = f"/api/v1/organisations/{organisation.pk}/"
    assert program.get(public).json()["contacts"] == []
    one = f"{people}{body['id']}/"
    assert program.patch(one, {"is_shown": True}, **JSON).json() == {**body, "is_shown": True}
    assert [person["name"] for person in program.get(public).json()["contacts"]] == ["Μαρία Ρήγα"]
    assert program.get(people).json()["results"] == [{**body, "is_shown": True}]
    assert program.delete(one).status_code == 204
    assert program.get(people).json()["results"] == []
    assert program.patch(one, {"is_shown": True}, **JSON).status_code == 404


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"email": "m@example.org"}, (400, "invalid", ["name"])),
        ({"name": "Μαρία", "email": "x"}, (400, "invalid", ["email"])),
        ({"name": "Μαρία", "phone": "12"}, (422, "phone-wrong", ["phone"])),
        ({"name": "Μαρία", "duty": "king"}, (400, "invalid", ["duty"])),
    ],
)
def test_person_that_cannot_be_right_is_told_at_its_name(program, organisation, data, expected):
    assert told(program.post(own(organisation, "contacts/"), data, **JSON)) == expected


def test_former_address_leads_on(program, organisation):
    with activate(organisation.partnership):
        OrganisationAlias.objects.create(
            partnership=organisation.partnership, slug="former", organisation=organisation
        )
    response = program.patch("/api/v1/thessaly/organisations/former/", {"address": "Ηρώων 5"}, **JSON)
    assert (response.status_code, response.headers["Location"]) == (308, own(organisation))


# Products


def test_product_is_listed_changed_hidden_and_shown(program, organisation):
    made = program.post(own(organisation, "products/"), {"name": "Κρασί", "price": "7.5", "is_local": True}, **JSON)
    body = made.json()
    assert (made.status_code, body["name"], body["price"], body["state"], body["is_local"]) == (
        201,
        "Κρασί",
        "7.50",
        "listed",
        True,
    )
    one = own(organisation, f"products/{body['id']}/")
    changes = {"price": None, "season_months": [9, 8]}
    assert program.patch(one, changes, **JSON).json() == {**body, "price": None, "season_months": [8, 9]}
    assert program.post(f"{one}hide/").json()["state"] == "hidden"
    assert program.get(f"/api/v1/products/{body['id']}/").status_code == 404
    assert program.post(f"{one}show/").json()["state"] == "listed"
    assert program.get(f"/api/v1/products/{body['id']}/").status_code == 200


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, (400, "invalid", ["name"])),
        ({"name": "Μέλι"}, (422, "product-name-taken", ["name"])),
        ({"name": "x", "price": "-1"}, (400, "invalid", ["price"])),
        ({"name": "x", "price": "1.234"}, (400, "invalid", ["price"])),
        ({"name": "x", "season_months": [13]}, (400, "invalid", ["season_months"])),
        ({"name": "x", "kind": "service", "area": ["chania"]}, (400, "invalid", ["area"])),
        ({"name": "x", "category": "nothing"}, (400, "invalid", ["category"])),
        ({"name": "x", "colour": "red"}, (400, "invalid", ["colour"])),
    ],
)
def test_product_that_cannot_be_right_is_told_at_its_name(program, organisation, honey, data, expected):
    assert told(program.post(own(organisation, "products/"), data, **JSON)) == expected
    with activate(organisation.partnership):
        assert [product.name for product in Product.objects.filter(organisation=organisation)] == ["Μέλι"]


def test_proof_is_a_paper_of_the_organisation_itself(program, organisation, honey):
    theirs = DocumentFactory(
        organisation=OrganisationFactory(partnership=organisation.partnership), kind="organic", path="1/2/x.pdf"
    )
    mine = DocumentFactory(organisation=organisation, kind="organic")
    one = own(organisation, f"products/{honey.pk}/")
    for paper, status in ((theirs, 400), (mine, 200)):
        response = program.patch(one, {"is_organic": True, "organic_proof": paper.pk}, **JSON)
        assert response.status_code == status
    assert response.json()["organic_proof"] == mine.pk


def test_product_of_another_organisation_is_not_there(program, organisation):
    theirs = ProductFactory(organisation=OrganisationFactory(partnership=organisation.partnership))
    for method, tail in (("get", ""), ("patch", ""), ("post", "hide/"), ("post", "show/")):
        assert getattr(program, method)(own(organisation, f"products/{theirs.pk}/{tail}"), **JSON).status_code == 404


def test_products_come_in_pages_hidden_ones_included(program, organisation):
    for name, state in (("Α", "listed"), ("Β", "hidden"), ("Γ", "listed")):
        ProductFactory(organisation=organisation, name=name, state=state)
    first = program.get(own(organisation, "products/?page_size=2")).json()
    second = program.get(first["next"]).json()
    assert [row["name"] for row in first["results"] + second["results"]] == ["Α", "Β", "Γ"]


def test_products_ask_as_much_for_three_as_for_one(program, organisation):
    counts = []
    for more in (1, 2):
        for product in ProductFactory.create_batch(more, organisation=organisation):
            with activate(organisation.partnership):
                Photo.objects.create(
                    partnership=organisation.partnership,
                    organisation=organisation,
                    product=product,
                    base="1/1/x",
                    digest="x" * 64,
                    width=480,
                    height=360,
                    widths=[480],
                )
        with CaptureQueriesContext(connection) as captured:
            program.get(own(organisation, "products/"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


# Photos


def test_photo_is_added_described_and_taken_away(program, organisation, honey):
    for owner in ("", f"products/{honey.pk}/"):
        photos = own(organisation, f"{owner}photos/")
        made = program.post(photos, {"alt": "Βάζα", "file": upload(picture("PNG"), "x.png")})
        body = made.json()
        assert (made.status_code, body["alt"], [file["width"] for file in body["files"]]) == (201, "Βάζα", [480, 640])
        one = own(organisation, f"photos/{body['id']}/")
        described = program.patch(one, {"alt_en": "Jars"}, **JSON).json()
        assert (described["alt"], described["alt_en"]) == ("Βάζα", "Jars")
        assert program.get(photos).json()["results"] == [described]
        assert program.delete(one).status_code == 204
        assert program.get(photos).json()["results"] == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"alt": "Βάζα"}, (400, "invalid", ["file"])),
        ({"file": picture}, (400, "invalid", ["alt"])),
        ({"alt": "Βάζα", "file": lambda: b"<svg/>"}, (422, "picture-is-drawing", ["file"])),
        ({"alt": "Βάζα", "file": bomb}, (422, "picture-too-many-pixels", ["file"])),
        ({"alt": "  ", "file": picture}, (422, "alt-missing", ["alt"])),
    ],
)
def test_photo_that_cannot_be_taken_is_told_at_its_name(program, organisation, data, expected):
    sent = {name: upload(value(), "x") if callable(value) else value for name, value in data.items()}
    assert told(program.post(own(organisation, "photos/"), sent)) == expected
    with activate(organisation.partnership):
        assert Photo.objects.count() == 0


def test_there_is_an_end_to_photos(program, organisation):
    statuses = [
        program.post(
            own(organisation, "photos/"), {"alt": "x", "file": upload(picture(size=(64, 64)), "x")}
        ).status_code
        for _ in range(MOST_PHOTOS + 1)
    ]
    assert statuses == [201] * MOST_PHOTOS + [422]


# The wallet


def test_paper_goes_in_out_and_back_and_is_read(program, organisation):
    papers = own(organisation, "documents/")
    made = program.post(papers, {"kind": "statute", "title": "Καταστατικό", "file": upload(pdf(), "κ.pdf")})
    body = made.json()
    assert (made.status_code, body["kind"], body["file_name"]) == (201, "statute", "κ.pdf")
    one = f"{papers}{body['id']}/"
    file = program.get(f"{one}file/")
    assert (b"".join(file.streaming_content), file.headers["Cache-Control"]) == (pdf(), "private, no-store")
    assert program.post(f"{one}withdraw/").json()["withdrawn_at"] is not None
    assert program.get(papers).json()["results"] == []
    assert program.post(f"{one}bring-back/").json()["withdrawn_at"] is None
    assert program.get(papers).json()["results"] == [program.get(one).json()]
    with activate(organisation.partnership):
        events = list(
            AuditEntry.objects.filter(event__startswith="document.").order_by("pk").values_list("event", flat=True)
        )
    assert events == ["document.added", "document.opened", "document.withdrawn", "document.brought_back"]


def test_newer_paper_takes_the_place_of_the_older(program, organisation):
    papers = own(organisation, "documents/")
    old = program.post(papers, {"kind": "statute", "file": upload(pdf(), "a.pdf")}).json()
    new = program.post(papers, {"kind": "statute", "file": upload(pdf(), "b.pdf"), "replaces": old["id"]}).json()
    assert [paper["id"] for paper in program.get(papers).json()["results"]] == [new["id"]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"kind": "statute"}, (400, "invalid", ["file"])),
        ({"kind": "hygiene", "file": pdf}, (422, "expiry-missing", ["expires_on"])),
        ({"kind": "statute", "file": lambda: b"hello"}, (422, "paper-unknown", ["file"])),
        ({"kind": "statute", "file": pdf, "issued_on": "yesterday"}, (400, "invalid", ["issued_on"])),
        ({"kind": "statute", "file": pdf, "replaces": "1"}, (400, "invalid", ["replaces"])),
    ],
)
def test_paper_that_cannot_be_right_is_told_at_its_name(program, organisation, data, expected):
    sent = {name: upload(value(), "x.pdf") if callable(value) else value for name, value in data.items()}
    assert told(program.post(own(organisation, "documents/"), sent)) == expected
    with activate(organisation.partnership):
        assert Document.objects.count() == 0


def test_paper_of_another_organisation_is_not_there(program, organisation):
    theirs = DocumentFactory(organisation=OrganisationFactory(partnership=organisation.partnership))
    for method, tail in (("get", ""), ("get", "file/"), ("post", "withdraw/"), ("post", "bring-back/")):
        address = own(organisation, f"documents/{theirs.pk}/{tail}")
        assert getattr(program, method)(address, **JSON).status_code == 404


def test_papers_ask_as_much_for_three_as_for_one(program, organisation):
    counts = []
    for more in (1, 2):
        DocumentFactory.create_batch(more, organisation=organisation)
        with CaptureQueriesContext(connection) as captured:
            program.get(own(organisation, "documents/"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


# All of it


def test_unknown_method_is_told_as_such(program, organisation):
    assert told(program.delete(own(organisation))) == (405, "method_not_allowed", [])


def test_program_that_asks_too_often_has_to_wait(program, organisation, monkeypatch):
    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"own": "2/hour"})
    answers = [program.get(own(organisation)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) > 0
