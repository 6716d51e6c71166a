"""The regulation of a fair in its versions."""

import pytest
from django.utils import timezone

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, Message
from core.uploads import prepare_paper
from fairs.actions import fairs, regulations
from fairs.models import Regulation
from fairs.queries.regulations import in_force
from partnerships.states import Role
from tests.core.uploads.samples import pdf, upload
from tests.factories.accounts import UserFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days
from tests.factories.partnerships import give_role
from tests.fairs.test_pages import page, queries, read
from tests.fairs.test_particulars import refusal_of


def write(fair, actor, *, day=0, **values):
    values = {"words": "Ένας πάγκος για τον καθένα.", "in_force_from": in_days(day), **values}
    return regulations.add_regulation(fair, acting_user=actor, **values)


def test_latest_version_that_is_in_force_counts(opened, coordinator):
    fair = FairFactory(partnership=opened, state="planned")
    assert in_force(fair) is None
    write(fair, coordinator, day=-5)
    write(fair, coordinator, day=-2, change="Νερό.")
    write(fair, coordinator, day=3, change="Ρεύμα.")
    assert [in_force(fair, in_days(day)).number for day in (-4, 0, 3)] == [1, 2, 3]


def test_the_call_keeps_the_version_under_which_it_opened(opened, coordinator):
    fair = FairFactory(partnership=opened, state="authorised")
    first = write(fair, coordinator)
    fair = fairs.open_call(fair, acting_user=coordinator)
    write(fair, coordinator, change="Ρεύμα.")
    fair.refresh_from_db()
    assert fair.call_regulation == first
    assert set(Regulation.objects.values_list("is_published", flat=True)) == {True}


def test_version_that_does_not_fit_is_told_at_its_field(opened, coordinator):
    planned, public = FairFactory(partnership=opened, state="planned"), FairFactory(partnership=opened)
    write(planned, coordinator, day=2)
    cases = [
        (public, {"words": " "}, ("nothing-said", "words")),
        (public, {"day": -1}, ("in-force-in-the-past", "in_force_from")),
        (public, {"day": 32}, ("in-force-after-end", "in_force_from")),
        (public, {"ada": "123"}, ("ada-shape", "ada")),
        (planned, {"day": 2}, ("change-missing", "change")),
        (planned, {"day": 1, "change": "Νερό."}, ("in-force-before-latest", "in_force_from")),
    ]
    for fair, values, expected in cases:
        assert refusal_of(write, fair, coordinator, **values) == expected


def test_only_the_organiser_writes_and_takes_back(opened, coordinator, officer):
    fair = FairFactory(partnership=opened, state="planned")
    version = write(fair, coordinator)
    with pytest.raises(PermissionRefused):
        write(fair, officer, change="Νερό.")
    with pytest.raises(PermissionRefused):
        regulations.remove_regulation(version, acting_user=officer)
    second = write(fair, coordinator, change="Νερό.")
    assert refusal_of(regulations.remove_regulation, version, acting_user=coordinator) == ("not-the-latest", None)
    regulations.remove_regulation(second, acting_user=coordinator)
    assert list(fair.regulations.all()) == [version]
    fairs.cancel_fair(fair, acting_user=coordinator, reason="Κακοκαιρία.")
    with pytest.raises(DomainError) as refusal:
        regulations.remove_regulation(version, acting_user=coordinator)
    assert refusal.value.code == "fair-is-over"


def test_those_who_applied_are_told_what_changed(opened, coordinator):
    fair = FairFactory(partnership=opened, title="Γιορτή γης")
    write(fair, coordinator)
    told = []
    for state in ("submitted", "approved", "draft", "withdrawn"):
        application = ApplicationFactory(fair=fair, state=state)
        manager = UserFactory(language="el")
        give_role(manager, Role.MANAGER, partnership=opened, subject=application.organisation)
        told += [manager.email] if state in ("submitted", "approved") else []
    assert Message.objects.count() == 0
    write(fair, coordinator, change="Χωρίς πλαστικά.")
    messages = Message.objects.order_by("pk")
    assert [message.to for message in messages] == told
    assert messages[0].subject == "Νέος κανονισμός της έκθεσης «Γιορτή γης»"
    assert "\nΧωρίς πλαστικά.\n" in messages[0].text
    assert AuditEntry.objects.filter(event="fair.regulation").latest("pk").after["number"] == 2


def test_versions_are_written_read_and_taken_back_on_their_pages(client, partnership, coordinator, citizen):
    fair = FairFactory(partnership=partnership, state="planned")
    form, address = page("fair_regulation_add", fair=fair.slug), page("fair_regulation", fair=fair.slug)
    today = timezone.localdate().isoformat()
    client.force_login(coordinator)
    refused = client.post(form, {"in_force_from": today, "ada": "123"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"words", "ada"})
    assert client.post(form, {"in_force_from": today, "paper": upload(pdf(), "ένα.pdf")}).url == address
    assert client.post(form, {"in_force_from": today, "words": "Δύο."}).status_code == 422
    typed = {"in_force_from": today, "words": "Δύο.", "change": "Λόγια αντί για αρχείο."}
    assert client.post(form, typed).url == address
    assert client.get(address).context["removable"] == 2
    shown = client.get(address).content.decode()
    assert (shown.count("Λόγια αντί για αρχείο."), "Παλαιότερες εκδόσεις" in shown) == (1, True)
    file = page("fair_regulation_file", fair=fair.slug, number=1)
    assert client.get(file).headers["Content-Type"] == "application/pdf"
    assert client.get(page("fair_regulation_file", fair=fair.slug, number=2)).status_code == 404
    assert client.post(page("fair_regulation_remove", fair=fair.slug, number=2)).url == address
    assert read(partnership, Regulation.objects.values_list("number", flat=True)) == [1]
    client.force_login(citizen)
    assert client.get(address).status_code == 404


def test_page_asks_as_often_for_three_versions_as_for_one(client, partnership):
    fair = FairFactory(partnership=partnership)

    def add(number):
        from core.tenancy import activate

        with activate(partnership):
            day = in_days(number - 9)
            Regulation.objects.create(partnership=partnership, fair=fair, number=number, words="Α", in_force_from=day)

    add(1)
    address = page("fair_regulation", fair=fair.slug)
    client.get(address)
    first = queries(client, address)
    add(2)
    add(3)
    assert queries(client, address) == first


def test_paper_of_a_refused_version_leaves_nothing_behind(opened, coordinator):
    from django.core.files.storage import storages

    fair = FairFactory(partnership=opened)
    paper = prepare_paper(upload(pdf()))
    assert refusal_of(write, fair, coordinator, day=-1, paper=paper, file_name="ένα.pdf")[0] == "in-force-in-the-past"
    folder = f"{fair.partnership_id}/regulations"
    assert not storages["vault"].exists(folder) or storages["vault"].listdir(folder)[1] == []
