"""A demo goes away without a trace, and leaves alone what is not its own."""

import pytest
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db import connections

from accounts.models import User
from config.demo import data, loading, people, removal
from core.tenancy import Wall, activate, declared_wall
from enterprises.models import Organisation
from partnerships.models import Partnership, RoleAssignment
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.partnerships import PartnershipFactory

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture
def epirus(committed, settings):
    """The demo of one small region, beside twelve partnerships of somebody else."""
    settings.DEMO_MODE = True
    for entry in data.partnerships():
        if entry["slug"] != "epirus":
            PartnershipFactory(slug=entry["slug"], region__slug=entry["slug"])
    OrganisationFactory(partnership=Partnership.objects.get(slug="thessaly"), name="Κάποιος Άλλος")
    UserFactory(email="somebody@example.org", is_demo=False)
    told = []
    assert loading.load(told.append) == 1
    return Partnership.objects.get(slug="epirus")


def rows_of(partnership_id):
    """Count what the database holds of a partnership, as the owner, who sees over the wall."""
    found = {}
    with connections["owner"].cursor() as cursor:
        for model in apps.get_models():
            if declared_wall(model) in (Wall.TENANT, Wall.PUBLIC):
                table = model._meta.db_table
                cursor.execute(f'SELECT count(*) FROM "{table}" WHERE partnership_id = %s', [partnership_id])
                found[table] = cursor.fetchone()[0]
    return {table: number for table, number in found.items() if number}


def test_removing_takes_the_demo_and_nothing_else(epirus):
    thessaly = Partnership.objects.get(slug="thessaly")
    kept = rows_of(thessaly.pk)
    assert rows_of(epirus.pk)["enterprises_organisation"] == 3
    assert removal.remove() == 1
    assert rows_of(epirus.pk) == {}
    assert rows_of(thessaly.pk) == kept
    assert Partnership.objects.count() == 12
    assert list(User.objects.values_list("email", flat=True)) == ["somebody@example.org"]
    assert RoleAssignment.objects.count() == 0


def test_reset_loads_the_demo_anew(epirus, capsys):
    with activate(epirus):
        Organisation.objects.filter(partnership=epirus).update(address="Αλλού")
    call_command("load_demo", "--reset")
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Removed the demo: 1 partnerships with all that was in them."
    assert told[1].split(" (")[0] == "  1/1 Epirus"
    anew = Partnership.objects.get(slug="epirus")
    with activate(anew):
        rows = Organisation.objects.filter(partnership=anew)
        assert (rows.count(), rows.filter(address="Αλλού").count()) == (3, 0)


@pytest.mark.parametrize("options", [[], ["--reset"], ["--sign-ins"]])
def test_nothing_happens_outside_demo_mode(db, settings, options):
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match="DEMO_MODE=1"):
        call_command("load_demo", *options)
    assert (Partnership.objects.count(), User.objects.count()) == (0, 0)


def test_the_shared_password_is_a_good_one(db):
    signed_in = [(password, User(email=email)) for _role, email, password, _page in people.sign_ins()]
    # Nothing to check would be nothing proven; a weak password raises ValidationError.
    assert len(signed_in) == 14
    assert [validate_password(password, user) for password, user in signed_in] == [None] * 14
