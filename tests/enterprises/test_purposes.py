"""Whoever has to sign in first is told what for."""

import pytest

from tests.factories.enterprises import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wanted, words",
    [
        ("/thessaly/organisations/anthos/claim/", "Θέλετε να αναλάβετε τη σελίδα ενός φορέα: Ανθός."),
        ("/en/thessaly/organisations/anthos/claim/?x=1", "Θέλετε να αναλάβετε τη σελίδα ενός φορέα: Ανθός."),
        ("/thessaly/organisations/new/", "Θέλετε να εγγράψετε έναν φορέα."),
        ("/thessaly/organisations/hidden/claim/", ""),
        ("/thessaly/nothing/", ""),
        ("https://elsewhere.example/", ""),
    ],
)
def test_sign_in_says_what_it_is_for(client, partnership, wanted, words):
    OrganisationFactory(partnership=partnership, name="Ανθός", slug="anthos", state="unclaimed")
    OrganisationFactory(partnership=partnership, name="Κρυφός", slug="hidden", state="suspended")
    for route in ("login", "signup"):
        page = client.get(f"/accounts/{route}/", {"next": wanted}).text
        assert ("Κρυφός" in page, words in page) == (False, True)
        assert ("Θέλετε να" in page) == bool(words)
