"""What is taken, what is refused, and what is left of it."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import storages
from PIL import Image

from core.errors import DomainError
from core.uploads import discard, keep, prepare_paper, prepare_picture, serve_paper
from core.uploads.keeping import read
from tests.core.uploads import samples


def refusal(prepare, content, name="file.bin"):
    with pytest.raises(DomainError) as refused:
        prepare(samples.upload(content, name))
    assert refused.value.field == "file"
    return refused.value.code


def files_of(storage):
    root = Path(storages[storage].location)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_picture_is_known_by_its_content_whatever_its_name(kind):
    picture = prepare_picture(samples.upload(samples.picture(kind, (1600, 1000)), "notes.txt"))
    assert (picture.width, picture.height, picture.widths) == (1280, 800, (480, 1280))
    assert sorted(picture.files) == ["1280.jpg", "1280.webp", "480.jpg", "480.webp"]


def test_small_picture_is_not_blown_up():
    assert prepare_picture(samples.upload(samples.picture(size=(300, 200)))).widths == (300,)


def test_picture_tells_nothing_of_place_and_camera_and_stands_upright():
    picture = prepare_picture(samples.upload(samples.picture_with_place()))
    assert (picture.width, picture.height) == (400, 640)
    for content in picture.files.values():
        drawn = Image.open(io.BytesIO(content))
        assert dict(drawn.getexif()) == {}
        assert "xmp" not in drawn.info
        assert b"Eleni" not in content


def test_transparent_picture_stands_on_white():
    out = io.BytesIO()
    Image.new("RGBA", (100, 100), (255, 0, 0, 0)).save(out, "PNG")
    picture = prepare_picture(samples.upload(out.getvalue()))
    assert Image.open(io.BytesIO(picture.files["100.jpg"])).getpixel((50, 50)) == (255, 255, 255)


def test_what_hides_behind_a_picture_is_gone():
    tail = b"<script>alert(1)</script>PK\x03\x04"
    picture = prepare_picture(samples.upload(samples.picture() + tail))
    assert [b"<script>" in content for content in picture.files.values()] == [False] * len(picture.files)


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "file-empty"),
        (b"x" * (15 * 1024 * 1024 + 1), "file-too-large"),
        (samples.bomb(), "picture-too-many-pixels"),
        (samples.picture()[:3000], "picture-damaged"),
        (samples.picture("PNG")[:3000], "picture-damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "picture-is-drawing"),
        (b"<!DOCTYPE html><html></html>", "picture-is-drawing"),
        (b"PK\x03\x04" + b"\0" * 100, "picture-unknown"),
        (b"MZ\x90\x00", "picture-unknown"),
        (b"GIF89a/*<script>*/=1;alert(1)", "picture-unknown"),
        (samples.picture(size=(20, 20)), "picture-too-small"),
    ],
    ids=["empty", "large", "bomb", "cut jpeg", "cut png", "svg", "html", "zip", "exe", "gif and script", "tiny"],
)
def test_picture_is_refused_with_its_reason(content, code):
    assert refusal(prepare_picture, content, "photo.jpg") == code


def test_pdf_is_kept_as_it_came():
    content = samples.pdf()
    paper = prepare_paper(samples.upload(content, "statute.docx"))
    assert (paper.content_type, paper.extension, paper.content, paper.size) == (
        "application/pdf",
        "pdf",
        content,
        len(content),
    )


def test_photographed_paper_becomes_a_jpeg_without_metadata():
    paper = prepare_paper(samples.upload(samples.picture_with_place()))
    assert (paper.content_type, paper.extension) == ("image/jpeg", "jpg")
    assert dict(Image.open(io.BytesIO(paper.content)).getexif()) == {}


@pytest.mark.parametrize(
    "content, code",
    [
        (samples.pdf(js="app.alert(1)"), "paper-active"),
        (samples.pdf(attachment=b"a,b"), "paper-active"),
        (samples.pdf(password="secret"), "paper-locked"),
        (samples.pdf()[:-40], "paper-damaged"),
        (samples.pdf() + b"PK\x03\x04 and a whole archive", "paper-damaged"),
        (b"%PDF-1.7\nnothing here\n%%EOF", "paper-damaged"),
        (b"GIF" + samples.pdf(), "paper-unknown"),
        (b"<svg></svg>", "paper-unknown"),
        (b"PK\x03\x04word/document.xml", "paper-unknown"),
    ],
    ids=["script", "attachment", "locked", "cut", "tail", "hollow", "not at the start", "svg", "office"],
)
def test_paper_is_refused_with_its_reason(content, code):
    assert refusal(prepare_paper, content, "paper.pdf") == code


def test_malformed_files_crash_nothing_and_leave_nothing():
    before = files_of("photos") + files_of("vault")
    outcomes = {"taken": 0, "refused": 0}
    for content in samples.malformed(360):
        for prepare in (prepare_picture, prepare_paper):
            try:
                made = prepare(samples.upload(content))
            except DomainError:
                outcomes["refused"] += 1
                continue
            outcomes["taken"] += 1
            for drawn in getattr(made, "files", {}).values():
                Image.open(io.BytesIO(drawn)).load()
    assert sum(outcomes.values()) == 720
    assert outcomes["refused"] > 300
    assert files_of("photos") + files_of("vault") == before


def test_refusal_inside_keep_leaves_no_file():
    before = files_of("vault")
    with pytest.raises(DomainError), keep("vault", {"7/aa.pdf": b"one", "7/bb.pdf": b"two"}):
        raise DomainError("no", "no")
    assert files_of("vault") == before


@pytest.mark.django_db
def test_kept_file_is_read_served_and_discarded(django_capture_on_commit_callbacks):
    with keep("vault", {"7/paper.pdf": b"content"}):
        pass
    assert read("vault", "7/paper.pdf") == b"content"
    answer = serve_paper("7/paper.pdf", "application/pdf", "Καταστατικό.pdf")
    assert answer.getvalue() == b"content"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%CE%9A")
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    with django_capture_on_commit_callbacks(execute=True):
        discard("vault", ["7/paper.pdf"])
    with pytest.raises(FileNotFoundError):
        read("vault", "7/paper.pdf")
