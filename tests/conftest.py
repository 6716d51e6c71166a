"""Fixtures that every test may use: the database, the people, the places."""

import base64
import json
import uuid

import pytest
from django.utils import translation
from redis import Redis

from core.tenancy import activate
from partnerships.models import Municipality
from partnerships.states import Role
from tests import database
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.partnerships import PartnershipFactory, give_role
from tests.folders import files_in


@pytest.fixture(autouse=True)
def suite_settings(settings):
    """Static files by their plain names, passwords hashed cheaply, and demo sign-ins, which need no second factor."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.DEMO_MODE = True


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, request):
    """Give this worker a copy of the one migrated template, on both connections."""
    with django_db_blocker.unblock():
        worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
        name = database.copy_of_template(worker)
        yield
        database.drop(name)


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """For tests whose rows other connections must see: they are committed, and emptied afterwards by the owner."""
    with django_db_blocker.unblock():
        yield
        database.empty()


@pytest.fixture(autouse=True)
def own_cache(settings):
    """Each test counts its own requests: what another one left in Redis is out of sight."""
    default = settings.CACHES["default"] | {"KEY_PREFIX": f"test-{uuid.uuid4().hex}"}
    settings.CACHES = settings.CACHES | {"default": default}


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Photos and papers of each test lie in folders of its own, so that what is left behind can be counted."""
    for name, value in files_in(tmp_path).items():
        setattr(settings, name, value)
    return tmp_path


@pytest.fixture(autouse=True)
def in_greek():
    """A request in English leaves English active in its thread: each test begins in Greek."""
    with translation.override("el"):
        yield


@pytest.fixture
def partnership(db):
    return PartnershipFactory(slug="thessaly", region__slug="thessaly")


@pytest.fixture
def other_partnership(db):
    return PartnershipFactory(slug="crete", region__slug="crete")


@pytest.fixture
def opened(partnership):
    """Keep the partnership open during the test, as a request or a job would."""
    with activate(partnership):
        yield partnership


@pytest.fixture
def municipality(db):
    return Municipality.objects.get(slug="karditsa")


@pytest.fixture
def other_municipality(db):
    return Municipality.objects.get(slug="volos")


@pytest.fixture
def administrator(db):
    return give_role(UserFactory(email="administrator@example.org"), Role.ADMINISTRATOR)


@pytest.fixture
def coordinator(partnership):
    return give_role(UserFactory(email="coordinator@example.org"), Role.COORDINATOR, partnership=partnership)


@pytest.fixture
def editor(partnership):
    return give_role(UserFactory(email="editor@example.org"), Role.EDITOR, partnership=partnership)


@pytest.fixture
def observer(partnership):
    return give_role(UserFactory(email="observer@example.org"), Role.OBSERVER, partnership=partnership)


@pytest.fixture
def officer(partnership, municipality):
    user = UserFactory(email="officer@example.org")
    return give_role(user, Role.OFFICER, partnership=partnership, municipality=municipality)


@pytest.fixture
def other_officer(partnership, other_municipality):
    """An officer of another municipality of the same partnership."""
    user = UserFactory(email="other-officer@example.org")
    return give_role(user, Role.OFFICER, partnership=partnership, municipality=other_municipality)


@pytest.fixture
def organisation(partnership, municipality):
    return OrganisationFactory(partnership=partnership, municipality=municipality)


@pytest.fixture
def manager(organisation):
    user = UserFactory(email="manager@example.org")
    return give_role(user, Role.MANAGER, partnership=organisation.partnership, subject=organisation)


@pytest.fixture
def steward(partnership):
    return give_role(UserFactory(email="steward@example.org"), Role.STEWARD, partnership=partnership)


@pytest.fixture
def citizen(db):
    """Somebody with an account and no role at all."""
    return UserFactory(email="citizen@example.org")


@pytest.fixture
def outsider(other_partnership):
    """The coordinator of another partnership."""
    return give_role(UserFactory(email="outsider@example.org"), Role.COORDINATOR, partnership=other_partnership)


@pytest.fixture
def redis_queue(settings):
    """Empty Celery's queue; the result lists the (task, args) sent since then."""
    client = Redis.from_url(settings.REDIS_URL)
    client.delete("celery")

    def sent():
        messages = [json.loads(raw) for raw in reversed(client.lrange("celery", 0, -1))]
        return [(m["headers"]["task"], json.loads(base64.b64decode(m["body"]))[0]) for m in messages]

    yield sent
    client.delete("celery")
    client.close()
