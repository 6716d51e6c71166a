"""Fees and contracts: recorded, waived with a reason, taken along as a file, made by a worker, read by both sides."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone, translation
from pypdf import PdfReader

from core.errors import DomainError
from core.models import AuditEntry, Job
from core.tenancy import activate
from fairs.actions import fees, offers
from fairs.models import Fee, StandOffer
from fairs.queries.fees import file_of_fees, steps_of, totals_of
from fairs.states import FEE_TRANSITIONS, FeeState, OfferState
from fairs.tasks import make_contract
from tests.factories.fairs import in_days
from tests.factories.offers import FeeFactory, OfferFactory

TYPED = {
    "pay": {"paid_on": in_days(0), "way": "bank", "receipt": "Α-17", "note": "Κατάθεση"},
    "exempt": {"exemption": "new", "reason": "Πρώτη συμμετοχή."},
    "correct": {"amount": Decimal("12.00"), "note": "Μισή θέση."},
    "reopen": {},
    "owe_back": {"reason": "Ακύρωσε έγκαιρα."},
    "refund": {"note": "Κατάθεση 88"},
}
ACTS = {
    "pay": fees.pay_fee,
    "exempt": fees.exempt_fee,
    "correct": fees.correct_fee,
    "reopen": fees.reopen_fee,
    "owe_back": fees.owe_back_fee,
    "refund": fees.refund_fee,
}
OFFER_ACTS = {
    "confirm": lambda offer, actor: offers.confirm_offer(offer, acting_user=actor),
    "decline": lambda offer, actor: offers.decline_offer(offer, acting_user=actor),
    "recall": lambda offer, actor: offers.recall_offer(offer, acting_user=actor, reason="Λάθος."),
}
OFFER_DOERS = {"confirm": {"manager"}, "decline": {"manager"}, "recall": {"coordinator"}}
OFFER_SOURCES = {
    "confirm": {"offered": "confirmed"},
    "decline": {"offered": "declined", "confirmed": "declined"},
    "recall": {"offered": "withdrawn", "confirmed": "withdrawn"},
}
FEE_SOURCES = {
    "pay": {"due": "paid"},
    "exempt": {"due": "exempt"},
    "correct": {"due": "due"},
    "reopen": {"paid": "due", "exempt": "due"},
    "owe_back": {"paid": "refund"},
    "refund": {"refund": "refunded"},
}
ROLES = [
    "anonymous",
    "citizen",
    "outsider",
    "manager",
    "officer",
    "observer",
    "editor",
    "coordinator",
    "administrator",
]
READERS = {"manager", "officer", "observer", "editor", "coordinator"}


def outcome(act):
    """Return the state that an act ends in, or the code of its refusal; what it changed is undone."""
    try:
        with transaction.atomic():
            state = str(act().state)
            transaction.set_rollback(True)
            return state
    except DomainError as error:
        return "refused" if error.status == 403 else error.code


def answer(client, address, data):
    """Return what the API answers to a step: its state, `refused`, `unseen` or the code of the problem."""
    with transaction.atomic():
        response = client.post(address, data, content_type="application/json")
        transaction.set_rollback(True)
    if response.status_code == 200:
        return response.json()["state"]
    body = response.json()
    return {401: "refused", 403: "refused", 404: "unseen"}.get(response.status_code, body.get("code"))


def expected(sources, doers, state, name, role):
    if role not in doers:
        return "refused"
    return sources[name].get(state, "state-has-changed")


def asked(people, doers, state, sources):
    """Yield whom a step is asked of in a state: who may take it in all, the others in the first that fits."""
    for role, person in people.items():
        if role in doers or state == next(iter(sources)):
            yield role, person


@pytest.fixture
def people(request, citizen, outsider, manager, officer, observer, editor, coordinator, administrator):
    return {role: AnonymousUser() if role == "anonymous" else request.getfixturevalue(role) for role in ROLES}


def signed_in(client, role, people):
    client.logout()
    if role != "anonymous":
        client.force_login(people[role])


def test_every_step_of_an_offer_by_every_role_is_allowed_or_refused(partnership, organisation, people, client):
    with activate(partnership):
        offer = OfferFactory(
            application__organisation=organisation,
            application__fair__partnership=partnership,
            application__fair__municipality=organisation.municipality,
        )
        found, wanted, api, api_wanted = {}, {}, {}, {}
        for state in OfferState:
            StandOffer.objects.update(state=state)
            offer.application.state = "confirmed" if state == "confirmed" else "approved"
            offer.application.save()
            for name, act in OFFER_ACTS.items():
                for role, person in asked(people, OFFER_DOERS[name], state.value, OFFER_SOURCES[name]):
                    key = (state.value, name, role)
                    found[key] = outcome(lambda act=act, person=person: act(offer, person))
                    wanted[key] = expected(OFFER_SOURCES, OFFER_DOERS[name], state.value, name, role)
                    if state == "taken" and name == "confirm" and role == "manager":
                        wanted[key] = "stand-taken"
    assert found == wanted
    for role in ROLES:
        signed_in(client, role, people)
        for name in OFFER_ACTS if role in READERS else ["confirm"]:
            with activate(partnership):
                StandOffer.objects.update(state="offered")
                offer.application.state = "approved"
                offer.application.save()
            data = {"reason": "Λάθος."} if name == "recall" else {}
            api[name, role] = answer(client, f"/api/v1/{partnership.slug}/offers/{offer.pk}/{name}/", data)
            allowed = expected(OFFER_SOURCES, OFFER_DOERS[name], "offered", name, role)
            api_wanted[name, role] = allowed if role in READERS else "unseen"
    assert api == api_wanted


def test_every_step_of_a_fee_by_every_role_is_allowed_or_refused(partnership, organisation, people, client):
    with activate(partnership):
        fee = FeeFactory(
            application__organisation=organisation,
            application__fair__partnership=partnership,
            application__fair__municipality=organisation.municipality,
        )
        found, wanted, api, api_wanted, offered = {}, {}, {}, {}, {}
        for state in FeeState:
            Fee.objects.update(state=state, reason="Λόγος")
            fee.refresh_from_db()
            offered[state.value] = set(steps_of(fee, people["coordinator"]))
            for name, act in ACTS.items():
                for role, person in asked(people, {"coordinator"}, state.value, FEE_SOURCES[name]):
                    key = (state.value, name, role)
                    found[key] = outcome(
                        lambda act=act, name=name, who=person: act(fee, acting_user=who, **TYPED[name])
                    )
                    wanted[key] = expected(FEE_SOURCES, {"coordinator"}, state.value, name, role)
                    if name == "correct" and role == "coordinator" and state != "due":
                        wanted[key] = "fee-is-settled"
    assert found == wanted
    assert offered == {
        state.value: {name for name, sources in FEE_SOURCES.items() if state.value in sources} for state in FeeState
    }
    assert {name: {str(state) for state in step.sources} for name, step in FEE_TRANSITIONS.items()} == {
        name: set(sources) for name, sources in FEE_SOURCES.items() if name != "correct"
    }
    for role in ROLES:
        signed_in(client, role, people)
        for name in ACTS if role == "coordinator" else ["pay"]:
            with activate(partnership):
                Fee.objects.update(state=next(iter(FEE_SOURCES[name])))
            data = {key: str(value) for key, value in TYPED[name].items()}
            api[name, role] = answer(client, f"/api/v1/{partnership.slug}/fees/{fee.pk}/{name}/", data)
            allowed = next(iter(FEE_SOURCES[name].values())) if role == "coordinator" else "refused"
            api_wanted[name, role] = allowed if role in READERS else "unseen"
    assert api == api_wanted


def test_recording_without_what_it_needs_is_refused_at_its_field(opened, coordinator):
    fee = FeeFactory(application__fair__partnership=opened)
    refused = {}
    for name, wrong in {
        "pay": {"paid_on": in_days(1)},
        "exempt": {"reason": " "},
        "correct": {"note": ""},
        "owe_back": {"reason": ""},
    }.items():
        with pytest.raises(DomainError) as told:
            ACTS[name](fee, acting_user=coordinator, **(TYPED[name] | wrong))
        refused[name] = (told.value.code, told.value.field)
    with pytest.raises(DomainError) as told:
        fees.exempt_fee(fee, acting_user=coordinator, exemption="", reason="Λόγος")
    refused["no ground"] = (told.value.code, told.value.field)
    assert refused == {
        "pay": ("paid-in-the-future", "paid_on"),
        "exempt": ("reason-missing", "reason"),
        "correct": ("note-missing", "note"),
        "owe_back": ("reason-missing", "reason"),
        "no ground": ("exemption-unknown", "exemption"),
    }


def test_payment_is_taken_back_without_a_trace_in_the_row(opened, coordinator):
    fee = FeeFactory(application__fair__partnership=opened)
    fees.pay_fee(fee, acting_user=coordinator, **TYPED["pay"])
    row = fees.reopen_fee(fee, acting_user=coordinator)
    assert (row.state, row.paid_on, row.way, row.receipt, row.note) == ("due", None, "", "", "")
    paid = AuditEntry.objects.get(event="fee.pay").after
    assert (paid["receipt"], paid["way"], paid["paid_on"]) == ("Α-17", "bank", in_days(0).isoformat())


def test_fees_are_taken_along_as_files_with_their_totals(opened, coordinator):
    offer = OfferFactory(application__fair__partnership=opened, state="confirmed", answered_at=timezone.now())
    fair, organisation = offer.application.fair, offer.application.organisation
    organisation.name = "=SUM(A1)"
    organisation.save()
    fee = FeeFactory(application=offer.application)
    FeeFactory(application__fair=fair, state="exempt", exemption="new", reason="Πρώτη φορά.")
    fees.pay_fee(fee, acting_user=coordinator, **TYPED["pay"])
    rows = list(Fee.objects.all())
    totals = totals_of(rows)
    assert (totals.paid, totals.exempt, totals.due) == (30, 30, 0)
    content, _kind = file_of_fees(fair, "csv")
    lines = content.decode("utf-8-sig").splitlines()
    mine = next(line for line in lines if "SUM" in line)
    assert mine.split(";")[:2] == ["'=SUM(A1)", offer.stand.code]
    with translation.override("en"):
        content, _kind = file_of_fees(fair, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[1]][:5] == [
        "Organisation",
        "Stand",
        "Metres",
        "Euros a metre",
        "Amount in euros",
    ]
    assert sheet.max_row == 3


def test_contract_is_made_once_by_a_worker_and_read_by_both_sides_alone(
    partnership, organisation, people, client, tmp_path
):
    with activate(partnership):
        offer = OfferFactory(
            application__organisation=organisation,
            application__fair__partnership=partnership,
            application__fair__municipality=organisation.municipality,
            application__fair__fee_per_metre=Decimal(10),
        )
        offers.confirm_offer(offer, acting_user=people["manager"])
        job = Job.objects.get()
    make_contract(partnership.pk, job.pk)
    make_contract(partnership.pk, job.pk)
    address = f"/{partnership.slug}/applications/{offer.application_id}/stand/{offer.pk}/contract/"
    statuses, content = {}, b""
    for role in ROLES:
        signed_in(client, role, people)
        response = client.get(address)
        statuses[role] = response.status_code
        if role == "manager":
            content = b"".join(response.streaming_content)
    assert statuses == dict.fromkeys(ROLES, 404) | {
        "anonymous": 302,
        "manager": 200,
        "coordinator": 200,
        "officer": 403,
        "observer": 403,
        "editor": 403,
    }
    reader = PdfReader(io.BytesIO(content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert (
        reader.metadata.title == f"Συμφωνητικό {offer.application.fair.starts_on.year}-{offer.application.fair_id}-001"
    )
    assert bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"]) is True
    said = [organisation.name, offer.stand.code, "30,00", people["manager"].name]
    assert [words for words in said if words not in text] == []
    assert len(storages["vault"].listdir(f"{partnership.pk}/contracts")[1]) == 1


@pytest.mark.parametrize("which", ["offers", "fees"])
def test_lists_ask_the_same_for_one_row_and_for_three(
    which, partnership, coordinator, client, django_assert_max_num_queries, django_assert_num_queries
):
    with activate(partnership):
        offer = OfferFactory(application__fair__partnership=partnership, state="confirmed", answered_at=timezone.now())
        FeeFactory(application=offer.application)
    fair = offer.application.fair
    client.force_login(coordinator)
    address = f"/{partnership.slug}/fairs/{fair.slug}/{which}/"
    client.get(address)
    with django_assert_max_num_queries(40) as asked:
        assert client.get(address).status_code == 200
    with activate(partnership):
        for _number in range(2):
            more = OfferFactory(application__fair=fair, state="confirmed", answered_at=timezone.now())
            FeeFactory(application=more.application)
    with django_assert_num_queries(len(asked)):
        assert client.get(address).status_code == 200
