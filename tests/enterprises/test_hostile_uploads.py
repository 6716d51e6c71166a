"""Some hundred damaged and hostile files through the pages: each is taken and drawn anew, or refused in words."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import storages
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from core.tenancy import activate
from core.uploads import prepare_paper, prepare_picture
from enterprises.actions.documents import add_document
from enterprises.actions.photos import add_photo
from enterprises.models import Document, Photo
from tests.core.uploads.hostile import hostile
from tests.core.uploads.samples import malformed, pdf, picture, upload

pytestmark = pytest.mark.django_db

MALFORMED = 180
PARTS = 8
"""The files are shared out among so many tests, so that several workers can take a part each."""


@pytest.fixture
def shop(organisation, manager, client, settings, own_files):
    """An organisation with one photo and one paper, whose manager is signed in; uploads land on the disk at once."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 512
    with activate(organisation.partnership):
        organisation.refresh_from_db()
        add_photo(organisation, prepare_picture(upload(picture())), acting_user=manager, alt="Το κατάστημα")
        paper = prepare_paper(upload(pdf()))
        add_document(organisation, paper, acting_user=manager, file_name="α.pdf", kind="statute")
    client.force_login(manager)
    return organisation


def files_of(storage):
    root = Path(storages[storage].location)
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def expected_files(organisation):
    """Return the paths that the rows speak of."""
    with activate(organisation.partnership):
        photos = {
            f"{photo.base}/{width}.{ending}"
            for photo in Photo.objects.all()
            for width in photo.widths
            for ending in ("jpg", "webp")
        }
        return photos, set(Document.objects.values_list("path", flat=True))


def send(client, organisation, content):
    """Upload one file as a photo and as a paper; return the two answers' statuses and complain about anything else."""
    home = f"/thessaly/organisations/{organisation.slug}"
    answers = [
        client.post(f"{home}/photos/", {"alt": "Κάτι", "file": upload(content, "IMG_1.jpg")}),
        client.post(f"{home}/documents/new/", {"kind": "statute", "file": upload(content, "paper.pdf")}),
    ]
    for answer in answers:
        if answer.status_code == 422:
            form = (answer.context.get("forms") or [answer.context["form"]])[0]
            assert list(form.errors) == ["file"]
            assert str(form.errors["file"][0]) in answer.text
    return [answer.status_code for answer in answers]


def check_and_clear(organisation, before):
    """What lies there is what the rows speak of, whole and harmless; what was there before is as it was."""
    photos, papers = files_of("photos"), files_of("vault")
    assert (set(photos), set(papers)) == expected_files(organisation)
    assert {**photos, **papers} | before == {**photos, **papers}
    assert list(Path(django_settings.FILE_UPLOAD_TEMP_DIR).iterdir()) == []
    for path in photos.keys() - before.keys():
        image = Image.open(io.BytesIO(photos[path]), formats=["JPEG", "WEBP"])
        image.load()
        assert (image.mode, dict(image.getexif()), "icc_profile" in image.info) == ("RGB", {}, False)
        storages["photos"].delete(path)
    for path in papers.keys() - before.keys():
        if path.endswith(".pdf"):
            assert len(PdfReader(io.BytesIO(papers[path])).pages) >= 1
        else:
            Image.open(io.BytesIO(papers[path]), formats=["JPEG"]).load()
        storages["vault"].delete(path)
    with activate(organisation.partnership):
        Photo.objects.exclude(alt="Το κατάστημα").delete()
        Document.objects.exclude(file_name="α.pdf").delete()


def run(client, organisation, contents):
    before = {**files_of("photos"), **files_of("vault")}
    statuses = []
    for content in contents:
        statuses += send(client, organisation, content)
        check_and_clear(organisation, before)
    return statuses


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_files_crash_nothing_and_leave_nothing(client, shop, part):
    contents = [*hostile().values(), *malformed(MALFORMED)]
    assert len(contents) >= 300
    mine = contents[part::PARTS]
    statuses = run(client, shop, mine)
    assert len(statuses) == 2 * len(mine)
    assert set(statuses) == {302, 422}


def test_hostile_files_are_refused_as_what_they_are(client, shop):
    made = hostile()
    names = [
        *("svg", "html", "archive", "program", "zip and PNG", "php and JPEG", "png of 60,000 by 60,000", "locked pdf"),
        *("pdf with a script", "pdf with a file inside", "pdf with an archive behind it", "a TIFF", "a BMP", "zeros"),
    ]
    assert set(run(client, shop, [made[name] for name in names])) == {422}


@given(
    content=st.binary(max_size=600), place=st.integers(0, 600), kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"])
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_in_any_picture_crash_nothing_and_leave_nothing(client, shop, content, place, kind):
    whole = picture(kind, (90, 80))
    assert set(run(client, shop, [content, whole[:place] + content + whole[place:]])) <= {302, 422}


def test_hostile_files_take_little_memory_and_time():
    """In a process that would be ended if they took more."""
    guarded = subprocess.run(
        [sys.executable, "-m", "tests.core.uploads.guarded"], capture_output=True, text=True, check=False
    )
    assert (guarded.returncode, guarded.stderr[-2000:] * guarded.returncode) == (0, "")
    assert guarded.stdout.endswith(f" of {2 * len(hostile())}\n")


def test_interrupted_save_leaves_no_file(client, shop, manager, monkeypatch):
    """The row can't be written: the file that was there already goes again."""
    before = files_of("vault")
    with activate(shop.partnership), pytest.raises(TypeError):
        add_document(shop, prepare_paper(upload(pdf())), acting_user=manager, file_name="β.pdf", kind="statute", x=1)
    assert files_of("vault") == before


def test_file_name_of_an_upload_harms_nothing(client, shop):
    home = f"/thessaly/organisations/{shop.slug}/documents/"
    for name in ("../../etc/passwd", 'a"; filename="b.exe', "α\r\nSet-Cookie: x=1.pdf", "x" * 400 + ".pdf", "‮fdp.exe"):
        assert client.post(f"{home}new/", {"kind": "statute", "file": upload(pdf(), name)}).status_code == 302
        with activate(shop.partnership):
            document = Document.objects.latest("pk")
        answer = client.get(f"{home}{document.pk}/")
        assert (answer.status_code, answer.getvalue()) == (200, pdf())
        assert answer["Content-Disposition"].startswith("attachment")
        assert "Set-Cookie: x" not in str(answer.headers)
