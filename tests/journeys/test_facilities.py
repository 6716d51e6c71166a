"""A social grocery from its manager's phone: hours, a need on the board, an answer; and what a citizen sees of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from core.tenancy import activate
from enterprises.models import BoardPost, Facility, Organisation
from enterprises.queries.facilities import standing_now
from partnerships.states import Role
from tests.factories.partnerships import give_role
from tests.journeys.scenery import SECOND, TWIN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

NAME = "Το Καλάθι της Πλατείας"
NEED = "λάδι"


@pytest.fixture
def grocery_with_manager(world):
    """The manager of the journey keeps a grocery's organisation."""
    with activate(world.thessaly):
        grocery = Organisation.objects.get(name=TWIN)
    give_role(User.objects.get(email="manager@example.org"), Role.MANAGER, partnership=world.thessaly, subject=grocery)


def test_grocery_asks_for_oil_and_gets_it(walk_in, world, grocery_with_manager):
    manager = walk_in("manager", width=360)
    manager_makes_a_grocery(manager)
    manager_says_the_hours(manager)
    manager_asks_for_oil(manager)
    helper = walk_in("second", width=360)
    organisation_answers(helper)
    manager_accepts(manager)
    letter = helper.open_mail(f"Η απάντησή σας έγινε δεκτή: {NEED}")
    expect(letter.get_by_text("manager@example.org")).to_have_count(1)
    with activate(world.thessaly):
        post = BoardPost.objects.select_related("facility").get()
    assert (post.promised, post.state) == (12, "open")
    assert (post.facility.lat, post.facility.lng) == (39.36532, 21.92178)
    citizen_sees_it_without_javascript(walk_in(width=360, javascript=False))


def manager_makes_a_grocery(manager):
    manager.press(TWIN)
    manager.press("Άνοιγμα των δομών")
    manager.page.locator("main .page-header").get_by_role("link", name="Προσθήκη δομής").click()
    manager.reads("Προσθήκη δομής")
    manager.tick("Κοινωνικό παντοπωλείο")
    manager.fill(name=NAME, offers="Τρόφιμα και είδη καθαριότητας.", who_may_come="Ο ΑΜΚΑ της είναι 01018012345.")
    manager.press("Αποθήκευση και ωράριο")
    expect(manager.page.locator(".error-summary a")).to_contain_text("Αυτό μοιάζει με ΑΦΜ, ΑΜΚΑ ή αριθμό ταυτότητας.")
    expect(manager.page.locator("main [name=name]")).to_have_value(NAME)
    manager.see()
    manager.context.grant_permissions(["geolocation"])
    manager.context.set_geolocation({"latitude": 39.36532, "longitude": 21.92178})
    manager.press("Η θέση μου", role="button")
    expect(manager.page.locator("main [name=lng]")).to_have_value("21.92178")
    manager.fill(who_may_come="Κάτοικοι με χαμηλό εισόδημα.")
    manager.press("Αποθήκευση και ωράριο")


def manager_says_the_hours(manager):
    manager.reads("Ωράριο")
    manager.fill(workdays="0-24", day_5="10-13", day_6="κλειστά")
    manager.press("Αποθήκευση ωραρίου")
    expect(manager.page.locator("main .plain-list li")).to_have_text(
        ["Δευτέρα έως Παρασκευή όλο το εικοσιτετράωρο", "Σάββατο 10:00\u2060–\u206013:00", "κλειστά Κυριακή"]
    )
    manager.press("Πρόταση των αργιών")
    manager.reads("Αργίες")
    manager.press("Κλειστά αυτές τις ημέρες")
    manager.reads("Ωράριο")
    expect(manager.page.locator("main tr").filter(has_text="Χριστούγεννα").first).to_be_visible()


def manager_asks_for_oil(manager):
    manager.press(NAME)
    manager.reads(NAME)
    manager.press("Πίνακας")
    manager.reads("Πίνακας")
    manager.page.locator("main .page-header").get_by_role("link", name="Νέα ανάρτηση").click()
    today = timezone.localdate()
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    manager.fill(what=NEED, quantity="20", unit="λίτρα", until=friday.isoformat())
    manager.see()
    manager.press("Ανάρτηση στον πίνακα")
    manager.is_told(f"«{NEED}»: μπήκε στον πίνακα. Θα πάρετε μήνυμα μόλις απαντήσει κάποιος.")


def organisation_answers(helper):
    helper.go("/thessaly/board/")
    helper.reads("Πίνακας αναγκών και προσφορών")
    helper.press(f"20 λίτρα · {NEED}")
    helper.press("Μπορούμε να βοηθήσουμε")
    helper.fill(quantity="12", text="Το φέρνουμε την Πέμπτη το πρωί.")
    helper.see()
    helper.press("Αποστολή απάντησης")
    helper.reads("Οι απαντήσεις μας στον πίνακα")


def manager_accepts(manager):
    manager.open_mail(f"Απάντηση από {SECOND}: {NEED}")
    manager.go("/workspace/")
    waiting = manager.page.locator("main tr").filter(has_text=f"1 απάντηση περιμένει: {NEED}")
    waiting.get_by_role("link", name="Απόφαση", exact=True).click()
    manager.page.locator("main").get_by_role("link", name=re.compile("^Απόφαση")).click()
    manager.reads(SECOND)
    manager.press("Αποδοχή")
    manager.reads("Πίνακας")
    expect(manager.page.locator("main .tag").filter(has_text="συμφωνήθηκαν 12 από 20 λίτρα")).to_be_visible()


def citizen_sees_it_without_javascript(citizen):
    grocery = Facility.objects.get(name=NAME)
    citizen.go("/thessaly/facilities/")
    citizen.lists(NAME)
    citizen.press(NAME)
    expect(citizen.page.locator("h1")).to_have_text(NAME)
    citizen.state(words_of(grocery))
    expect(citizen.page.locator(".hours tr")).to_have_count(7)
    expect(citizen.page.locator(".hours__today")).to_have_count(1)
    citizen.lists(f"20 λίτρα · {NEED}")


def words_of(facility):
    with activate(facility.partnership):
        return standing_now(facility)[1]
