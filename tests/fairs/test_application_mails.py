"""Who hears that an application has come in."""

import pytest

from core.models import Message
from fairs.actions.applications import apply_to_fair
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import FairFactory
from tests.factories.partnerships import give_role


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, title="Γιορτή γης", title_en="Festival of the land")


def test_managers_and_officers_are_told_in_their_language(
    opened, fair, organisation, manager, municipality, officer, other_officer
):
    partner = give_role(UserFactory(language="en"), Role.MANAGER, partnership=opened, subject=organisation)
    deputy = give_role(UserFactory(language="en"), Role.DEPUTY, partnership=opened, municipality=municipality)
    application = apply_to_fair(fair, organisation, acting_user=manager, products_shown="Μέλι")
    mails = {message.to: message for message in Message.objects.all()}
    assert sorted(mails) == sorted(person.email for person in (manager, partner, officer, deputy))
    assert [mails[person.email].language for person in (manager, partner, officer, deputy)] == ["el", "en", "el", "en"]
    assert mails[partner.email].subject == f"{organisation.title} has applied to “Festival of the land”"
    assert f"/en/thessaly/applications/{application.pk}/" in mails[partner.email].text
    assert mails[deputy.email].subject == f"{organisation.title} waits for your decision: “Festival of the land”"
    assert f"/en/thessaly/municipality/applications/{application.pk}/" in mails[deputy.email].text
    assert f"/thessaly/municipality/applications/{application.pk}/" in mails[officer.email].html
