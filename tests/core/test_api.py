"""What holds for the whole API: its index, its problems, the shape of its lists."""

import pytest
from django.urls import get_resolver

PROBLEM = "application/problem+json"


def test_index_names_every_list(client, db):
    addresses = client.get("/api/v1/").json()
    lists = {
        route.removesuffix("/")
        for name, options in get_resolver("config.api_urls").reverse_dict.lists()
        for possibilities, *_ in options
        for route, parameters in possibilities
        if isinstance(name, str) and not parameters
    }
    assert set(addresses) == lists - {""}
    assert addresses["fairs"] == "http://testserver/api/v1/fairs/"


def test_index_leads_only_to_lists_of_one_shape(client, db):
    addresses = client.get("/api/v1/").json()
    # The description is no list, and the map must be told which piece of the country is looked at.
    del addresses["schema"], addresses["map"]
    shapes = {name: client.get(address).json() for name, address in addresses.items()}
    assert [name for name, shape in shapes.items() if not isinstance(shape["results"], list)] == []
    pages = {name for name, shape in shapes.items() if list(shape) == ["next", "previous", "results"]}
    assert pages == set(shapes) - {"search"}


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("address", ["/api/v1/nothing/", "/api/", "/api/v2/fairs/", "/api/v1/fairs/0/", "/api/v1/x"])
def test_unknown_address_is_a_problem(client, db, settings, debug, address):
    settings.DEBUG = debug
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (404, PROBLEM)
    assert (response.json()["code"], response.json()["title"]) == ("not_found", "Δε βρέθηκε.")


def test_unknown_partnership_is_a_problem(client, db):
    response = client.post("/api/v1/nowhere/subscribe/", {}, content_type="application/json")
    assert (response.status_code, response.headers["Content-Type"]) == (404, PROBLEM)


def test_wrong_method_is_a_problem(client, db):
    response = client.delete("/api/v1/fairs/")
    assert (response.status_code, response.headers["Content-Type"]) == (405, PROBLEM)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_address_without_its_slash_leads_on(client, db):
    response = client.get("/api/v1/fairs")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/v1/fairs/")


def test_page_outside_the_api_stays_a_page(client, db):
    assert client.get("/nothing/").headers["Content-Type"] == "text/html; charset=utf-8"


def test_invalid_data_has_a_title_in_the_language_of_its_errors(client, partnership):
    response = client.post(
        f"/api/v1/{partnership.slug}/subscribe/", {"email": "x"}, content_type="application/json"
    ).json()
    assert (response["title"], response["errors"]["email"]) == (
        "Κάποια από τα στοιχεία δεν είναι σωστά.",
        ["Εισάγετε μια έγκυρη διεύθυνση ηλ. ταχυδρομείου."],
    )
