"""Photos of products and organisations: who adds them, in which order they stand, who sees them, what is left."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import storages

from core.errors import DomainError, PermissionRefused
from core.tenancy import activate
from core.uploads import prepare_picture
from enterprises.actions import photos as actions
from enterprises.actions.organisations import suspend_organisation
from enterprises.actions.products import hide_product, show_product
from enterprises.models import Photo
from enterprises.models.products import MOST_PHOTOS
from tests.core.uploads.samples import picture, upload
from tests.factories.enterprises import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(opened, organisation):
    return ProductFactory(organisation=organisation, name="Μέλι")


def made(size=(200, 150)):
    return prepare_picture(upload(picture(size=size)))


def add(owner, manager, alt="Βάζα με μέλι", size=(200, 150)):
    return actions.add_photo(owner, made(size), acting_user=manager, alt=alt)


def files_of(photo):
    folder = Path(storages["photos"].location) / photo.base
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_photo_of_a_public_product_is_public(client, product, manager):
    product.refresh_from_db()
    photo = add(product, manager)
    answer = client.get(photo.address(200))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(photo.fallback)["Content-Type"] == "image/jpeg"
    assert client.get(photo.address(999)).status_code == 404


def test_photo_hides_with_its_product_and_with_its_organisation(client, product, manager, coordinator):
    product.refresh_from_db()
    photo = add(product, manager)
    address = photo.address(200)
    hide_product(product, acting_user=manager)
    assert client.get(address).status_code == 404
    show_product(product, acting_user=manager)
    assert client.get(address).status_code == 200
    suspend_organisation(product.organisation, acting_user=coordinator, reason="Έλεγχος.")
    assert client.get(address).status_code == 404
    client.force_login(manager)
    assert client.get(address).status_code == 200


def test_photo_needs_words(product, manager):
    with pytest.raises(DomainError) as refused:
        add(product, manager, alt="  ")
    assert (refused.value.code, refused.value.field) == ("alt-missing", "alt")


@pytest.mark.parametrize("who", ["coordinator", "citizen", "outsider"])
def test_photos_are_added_by_its_own_people_alone(product, who, request):
    with pytest.raises(PermissionRefused):
        add(product, request.getfixturevalue(who))


def test_no_product_has_more_photos_than_possible_and_none_is_left_behind(product, manager):
    for number in range(MOST_PHOTOS):
        add(product, manager, size=(200 + number, 150))
    with pytest.raises(DomainError) as refused:
        add(product, manager, size=(400, 300))
    assert refused.value.code == "too-many-photos"
    assert Photo.objects.count() == MOST_PHOTOS
    folder = Path(storages["photos"].location) / Path(Photo.objects.first().base).parent
    assert len([path for path in folder.iterdir() if any(path.iterdir())]) == MOST_PHOTOS


def test_photos_change_places(product, manager):
    first, second, third = (add(product, manager, alt=alt) for alt in ("ένα", "δύο", "τρία"))
    actions.move_photo_up(third, acting_user=manager)
    assert list(actions.photos_of(product)) == [first, third, second]
    actions.move_photo_up(first, acting_user=manager)
    assert list(actions.photos_of(product)) == [first, third, second]


def test_removed_photo_takes_its_files_along(product, manager, django_capture_on_commit_callbacks):
    photo = add(product, manager, size=(230, 170))
    assert files_of(photo) == ["230.jpg", "230.webp"]
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_photo(photo, acting_user=manager)
    assert files_of(photo) == []


def test_two_photos_of_one_picture_share_no_file(product, organisation, manager, django_capture_on_commit_callbacks):
    organisation.refresh_from_db()
    one, other = add(product, manager), add(organisation, manager)
    assert one.base != other.base
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_photo(one, acting_user=manager)
    assert files_of(other) == ["200.jpg", "200.webp"]


def test_pages_add_describe_and_remove(client, product, manager):
    client.force_login(manager)
    organisation = product.organisation
    page = f"/thessaly/organisations/{organisation.slug}/products/{product.pk}/photos/"
    refused = client.post(page, {"alt": "Βάζα", "file": upload(b"<svg/>", "photo.jpg")})
    assert refused.status_code == 422
    assert "όχι φωτογραφία" in refused.text
    assert client.post(page, {"alt": "Βάζα", "file": upload(picture(), "IMG_1.HEIC")}).status_code == 302
    with activate(organisation.partnership):
        photo = Photo.objects.get()
    words = f"/thessaly/organisations/{organisation.slug}/photos/{photo.pk}/edit/"
    assert client.post(words, {"alt": "Βάζα με μέλι"}).status_code == 302
    public = client.get(f"/thessaly/organisations/{organisation.slug}/")
    assert 'alt="Βάζα με μέλι"' in public.text
    assert client.post(words.replace("edit", "remove")).status_code == 302
    with activate(organisation.partnership):
        assert Photo.objects.count() == 0


def test_several_photos_are_saved_at_once(client, product, manager):
    client.force_login(manager)
    page = f"/thessaly/organisations/{product.organisation.slug}/products/{product.pk}/photos/"
    data = {
        "alt": "Βάζα",
        "file": upload(picture(), "1.jpg"),
        "2-alt": "Κυψέλες",
        "2-file": upload(picture("PNG"), "2.png"),
        "3-alt": "",
    }
    assert client.post(page, data).status_code == 302
    with activate(product.partnership):
        assert [photo.alt for photo in actions.photos_of(product)] == ["Βάζα", "Κυψέλες"]


def test_wrong_photo_does_not_lose_the_right_ones_beside_it(client, product, manager):
    client.force_login(manager)
    page = f"/thessaly/organisations/{product.organisation.slug}/products/{product.pk}/photos/"
    data = {
        "alt": "Βάζα",
        "file": upload(picture()[:2000], "1.jpg"),
        "2-alt": "Κυψέλες",
        "2-file": upload(picture("PNG"), "2.png"),
        "3-file": upload(picture("WEBP"), "3.webp"),
    }
    response = client.post(page, data)
    assert response.status_code == 422
    forms = response.context["forms"]
    assert [(form.number, sorted(form.errors)) for form in forms] == [(1, ["file"]), (2, []), (3, ["alt", "file"])]
    assert [form["alt"].value() for form in forms] == ["Βάζα", None, None]
    with activate(product.partnership):
        assert [photo.alt for photo in actions.photos_of(product)] == ["Κυψέλες"]


def test_empty_form_asks_for_a_photo(client, product, manager):
    client.force_login(manager)
    page = f"/thessaly/organisations/{product.organisation.slug}/products/{product.pk}/photos/"
    response = client.post(page, {})
    assert (response.status_code, sorted(response.context["forms"][0].errors)) == (422, ["alt", "file"])


def test_whoever_forgot_the_words_is_asked_for_the_file_again(client, product, manager):
    client.force_login(manager)
    page = f"/thessaly/organisations/{product.organisation.slug}/products/{product.pk}/photos/"
    data = {"2-alt_en": "Jars", "2-file": upload(picture(), "IMG_7.jpg")}
    response = client.post(page, data)
    forms = response.context["forms"]
    assert [form.number for form in forms] == [1, 2, 3]
    assert forms[1]["alt_en"].value() == "Jars"
    assert "«IMG_7.jpg»" in forms[1].errors["file"][0]
    summary = response.text.partition('class="error-summary"')[2].partition("</div>")[0]
    assert re.findall(r'href="#([^"]+)">Φωτογραφία 2: ', summary) == ["id_2-file", "id_2-alt"]


def test_file_that_is_wrong_itself_is_not_asked_for_twice(client, product, manager):
    client.force_login(manager)
    page = f"/thessaly/organisations/{product.organisation.slug}/products/{product.pk}/photos/"
    response = client.post(page, {"alt": "", "file": upload(b"<svg/>", "photo.jpg")})
    assert {name: len(found) for name, found in response.context["forms"][0].errors.items()} == {"alt": 1, "file": 1}


def test_there_are_no_more_rows_than_room(client, product, manager):
    for _ in range(MOST_PHOTOS - 1):
        add(product, manager)
    client.force_login(manager)
    page = f"/thessaly/organisations/{product.organisation.slug}/products/{product.pk}/photos/"
    assert [form.number for form in client.get(page).context["forms"]] == [1]
    data = {"2-alt": "Κυψέλες", "2-file": upload(b"no picture", "2.png")}
    assert [form.number for form in client.post(page, data).context["forms"]] == [2]
