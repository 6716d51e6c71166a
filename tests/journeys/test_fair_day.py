"""The day of a fair on the phone of somebody on duty: the network goes away, the check-in does not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from core.tenancy import activate
from fairs.actions import check_ins
from fairs.models import CheckIn, FairPerson
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days
from tests.factories.offers import OfferFactory
from tests.journeys.scenery import organisation

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

HERE = "/thessaly/fairs/giorti/day/"
NAMES = {"A1": "Μελισσοκόμοι Αγράφων", "A2": "Υφάντρες Καρδίτσας", "A10": "Αγρόκτημα Πηγάδι"}


@pytest.fixture
def applications(world):
    """Three stands at a fair of today, and the manager of the journey on duty at its entrance."""
    fair = FairFactory(
        partnership=world.thessaly, slug="giorti", starts_on=in_days(0), apply_by=in_days(-9), state="live"
    )
    user = User.objects.get(email="manager@example.org")
    with activate(world.thessaly):
        FairPerson.objects.create(partnership=world.thessaly, fair=fair, user=user, name="Πύλη", duty="check_in")
    return {code: _standing(world, fair, code, number) for number, code in enumerate(NAMES)}


def _standing(world, fair, code, number):
    made = organisation(world.thessaly, NAMES[code], f"standing-{number}")
    application = ApplicationFactory(fair=fair, organisation=made, state="confirmed")
    OfferFactory(application=application, stand__code=code, state="confirmed")
    return application


def test_check_in_goes_on_without_a_network(walk_in, world, applications):
    phone = walk_in("manager", width=360)
    phone.go(HERE)
    phone.reads("Υποδοχή εκθετών")
    expect(phone.page.locator(".day-row__name")).to_have_text(list(NAMES.values()))
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.context.set_offline(True)
    notes_in_the_dark(phone)
    somebody_else_was_first(world, applications["A2"])
    phone.context.set_offline(False)
    says(phone, "Όλα έχουν αποθηκευτεί.")
    expect(phone.page.locator(".day-told")).to_contain_text(f"{NAMES['A2']}: coordinator το είχε ήδη σημειώσει")
    assert noted(world) == {("A1", True, "manager"), ("A2", True, "coordinator")}
    phone.go(HERE)
    tap(phone, "A1", "Αναίρεση")
    says(phone, "Όλα έχουν αποθηκευτεί.")
    expect(row(phone, "A1").locator(".state")).to_have_text("Αναμένεται")
    assert noted(world) == {("A2", True, "coordinator")}


def notes_in_the_dark(phone):
    phone.page.reload()
    says(phone, "Χωρίς δίκτυο. Μπορείτε να συνεχίσετε: ό,τι σημειώνετε μένει σε αυτό το τηλέφωνο.")
    phone.page.get_by_label("Αναζήτηση με όνομα ή θέση").fill("ΜΕΛΙΣΣΟΚΌΜΟΙ")
    expect(phone.page.locator(".day-row:visible")).to_have_count(1)
    tap(phone, "A1", "Είναι εδώ")
    says(phone, "Χωρίς δίκτυο. Μία σημείωση μένει σε αυτό το τηλέφωνο και θα σταλεί μόνη της.")
    phone.page.goto(f"{phone.platform.url}{HERE}in/{row(phone, 'A2').get_attribute('data-token')}/")
    expect(phone.page.locator(".day-row")).to_have_count(len(NAMES))
    expect(phone.page.locator(".day-row:visible")).to_have_count(1)
    tap(phone, "A2", "Είναι εδώ")
    says(phone, "Χωρίς δίκτυο. 2 σημειώσεις μένουν σε αυτό το τηλέφωνο και θα σταλούν μόνες τους.")
    phone.see()


def somebody_else_was_first(world, application):
    coordinator = User.objects.get(email="coordinator@example.org")
    an_hour_ago = timezone.now() - timedelta(hours=1)
    with activate(world.thessaly):
        check_ins.note(
            application, acting_user=coordinator, is_present=True, day=timezone.localdate(), seen_at=an_hour_ago
        )


def row(phone, code):
    return phone.page.locator(".day-row", has=phone.page.get_by_text(code, exact=True))


def tap(phone, code, words):
    row(phone, code).get_by_role("button", name=words).click()


def says(phone, words):
    expect(phone.page.locator(".day-network")).to_have_text(words)


def noted(world):
    with activate(world.thessaly):
        in_force = CheckIn.objects.filter(undone_at=None).select_related("recorded_by", "application")
        return {
            (str(check_in.application.offers.get().stand), check_in.is_present, check_in.recorded_by.name)
            for check_in in in_force
        }
