"""What a PDF of the house promises to who reads it with eyes or with a screen reader."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
import typst
from django.utils import translation

from core.documents import pdf
from core.ui.qr import qr_svg

HERE = Path(__file__).parent
MADE_AT = datetime(2026, 5, 4, 10, tzinfo=UTC)
ADDRESS = "https://sympraxis.example/thessaly/"
DATA = {
    "author": "Δήμος Καρδίτσας",
    "facts": [["Πότε", "Σάββατο"], ["Πού", ""]],
    "head": ["Ποιος", "Πάγκος"],
    "rows": [["#Μέλι *και* κερί", "7"]],
    "code": qr_svg(ADDRESS).decode(),
    "address": ADDRESS,
}


def sample(data=DATA, **more):
    return pdf(HERE / "sample.typ", data, title="Γιορτή μελιού", made_at=MADE_AT, **more)


def test_pdf_says_its_title_language_and_standard():
    content = sample()
    document = pypdf.PdfReader(io.BytesIO(content))
    root = document.trailer["/Root"]
    assert {
        "title": document.metadata.title,
        "author": document.metadata.author,
        "language": root["/Lang"],
        "tagged": root["/MarkInfo"]["/Marked"].value,
        "standard": "<pdfuaid:part>1</pdfuaid:part>" in content.decode("latin-1"),
    } == {
        "title": "Γιορτή μελιού",
        "author": "Δήμος Καρδίτσας",
        "language": "el",
        "tagged": True,
        "standard": True,
    }


def test_pdf_reads_words_as_words_and_leaves_out_what_is_not_known():
    [page] = pypdf.PdfReader(io.BytesIO(sample())).pages
    assert page.extract_text().splitlines() == [
        "Γιορτή μελιού",
        "Πότε Σάββατο",
        "Ποιος Πάγκος",
        "#Μέλι *και* κερί 7",
        "Γιορτή μελιού Σελίδα 1 από 1",
    ]


def test_pdf_is_the_same_for_the_same_data_and_follows_the_language():
    with translation.override("en"):
        english = sample()
    assert sample() == sample()
    assert pypdf.PdfReader(io.BytesIO(english)).trailer["/Root"]["/Lang"] == "en"


def test_picture_that_no_screen_reader_could_tell_is_refused():
    with pytest.raises(typst.TypstError, match="PDF/UA-1"):
        pdf(HERE / "picture.typ", DATA, title="Εικόνα", made_at=MADE_AT)
