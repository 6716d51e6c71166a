"""Files without a row go after a day; whatever belongs to somebody, or is being written, stays."""

import logging
import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from core.tasks import sweep_uploads
from core.tenancy import activate
from core.uploads import keep, prepare_paper, prepare_picture, sweeping
from enterprises.actions.documents import add_document
from enterprises.actions.photos import add_photo, files_of
from enterprises.models import Document, Photo
from tests.core.uploads.samples import pdf, picture, upload
from tests.factories.claims import ClaimFactory
from tests.factories.enterprises import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Storages of this test's own."""
    settings.STORAGES = {
        name: {**how, "OPTIONS": {"location": str(tmp_path / name)}} if name in ("photos", "vault") else how
        for name, how in settings.STORAGES.items()
    }
    return tmp_path


def lie(storage_name, path, *, hours=25):
    """Put a file into a storage as if it had been written so many hours ago."""
    storages[storage_name].save(path, ContentFile(b"x"))
    age(storage_name, path, hours=hours)
    return path


def age(storage_name, path, *, hours=25):
    then = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(storages[storage_name].path(path), (then, then))


def files(folder):
    """All paths below a folder, without the folder's own."""
    return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file())


@pytest.fixture
def kept(organisation, manager):
    """A photo, a document and the evidence of a claim, all of them old; returns their {storage: paths}."""
    with activate(organisation.partnership):
        product = ProductFactory(organisation=organisation)
        photo = add_photo(product, prepare_picture(upload(picture())), acting_user=manager, alt="Βάζα")
        paper = prepare_paper(upload(pdf(), "x.pdf"))
        document = add_document(organisation, paper, acting_user=manager, file_name="x.pdf", kind="statute")
    claim = ClaimFactory(organisation=organisation, path=f"{organisation.partnership_id}/9/claim.pdf")
    lie("vault", claim.path)
    paths = {"photos": sorted(files_of([photo])), "vault": sorted([document.path, claim.path])}
    for name, those in paths.items():
        for path in those:
            age(name, path)
    return paths


def test_sweep_takes_what_no_row_names_and_leaves_the_rest(kept, partnership, folders):
    lie("photos", f"{partnership.pk}/1/lost/480.webp")
    lie("vault", f"{partnership.pk}/1/lost.pdf")
    lie("vault", f"{partnership.pk}/lost.pdf")
    sweep_uploads()
    assert {name: files(folders / name) for name in kept} == kept


def test_sweep_leaves_what_was_written_lately(partnership, folders):
    path = lie("vault", f"{partnership.pk}/1/new.pdf", hours=23)
    sweep_uploads()
    assert files(folders / "vault") == [path]


def test_sweep_leaves_a_file_whose_row_is_still_being_written(organisation, folders):
    path = f"{organisation.partnership_id}/1/now.pdf"
    with keep("vault", {path: b"x"}):
        sweep_uploads()
        assert files(folders / "vault") == [path]


def test_sweep_leaves_what_lies_in_no_folder_of_a_partnership(partnership, folders):
    stranger = lie("vault", "elsewhere/1/x.pdf")
    nobody = lie("vault", f"{partnership.pk + 1000}/1/x.pdf")
    sweep_uploads()
    assert files(folders / "vault") == sorted([stranger, nobody])


def test_sweep_asks_in_the_partnership_whose_folder_it_is(kept, other_partnership, folders):
    lie("vault", f"{other_partnership.pk}/1/lost.pdf")
    sweep_uploads()
    assert {name: files(folders / name) for name in kept} == kept


def test_sweep_of_nothing_does_nothing(partnership, folders):
    sweep_uploads()
    assert files(folders) == []


def test_sweep_finds_orphans_among_many_files(kept, partnership, folders):
    others = [lie("vault", f"{partnership.pk}/1/{number}.pdf") for number in range(30)]
    sweeping.sweep("vault", partnership)
    assert [path for path in others if path in files(folders / "vault")] == []
    assert files(folders / "vault") == kept["vault"]


def test_sweep_that_would_take_nearly_everything_takes_nothing(kept, partnership, folders, caplog):
    lost = [lie("vault", f"{partnership.pk}/1/{number}.pdf") for number in range(sweeping.FEW + 1)]
    with caplog.at_level(logging.ERROR):
        sweep_uploads()
    assert files(folders / "vault") == sorted([*kept["vault"], *lost])
    assert "101 of 103 old files in vault" in caplog.text
    call_command("sweep_uploads", force=True, stdout=StringIO())
    assert files(folders / "vault") == kept["vault"]


def test_command_can_be_tried_dry(kept, partnership, folders):
    lost = lie("vault", f"{partnership.pk}/1/lost.pdf")
    said = StringIO()
    call_command("sweep_uploads", dry_run=True, stdout=said)
    assert said.getvalue().splitlines() == [
        "thessaly, vault: 1 of 3 old files without a row would be removed.",
        f"  {lost}",
    ]
    assert lost in files(folders / "vault")
    said = StringIO()
    call_command("sweep_uploads", stdout=said)
    assert said.getvalue().splitlines() == ["thessaly, vault: 1 of 3 old files without a row removed."]
    assert files(folders / "vault") == kept["vault"]


def test_file_that_goes_while_it_is_looked_at_is_no_error(partnership, folders):
    gone = lie("vault", f"{partnership.pk}/1/gone.pdf")
    old = sweeping._old_files("vault", str(partnership.pk), timezone.now())
    first = next(old)
    storages["vault"].delete(gone)
    assert (first, list(old)) == (gone, [])
    assert sweeping._written_at(storages["vault"], gone, before := timezone.now()) == before


OF_FAIRS = (
    "fairs.ApplicationDocument",
    "fairs.AuthorisationStep",
    "fairs.DecisionDossier",
    "fairs.Incident",
    "fairs.ParticipationContract",
    "fairs.Regulation",
    "fairs.VenuePlan",
)


def test_every_model_that_names_a_file_is_asked():
    """A model that keeps a file and is not asked would lose it after a day."""
    keeping = {
        model
        for model in apps.get_models()
        for field in model._meta.fields
        if field.name in ("base", "path") and {"digest", "content_type"} & {one.name for one in model._meta.fields}
    }
    asked = {Photo, Document, *map(apps.get_model, ("enterprises.Claim", "enterprises.FoundingPaper", *OF_FAIRS))}
    assert keeping == asked
    assert [len(sweeping._named[name]) for name in sweeping.storages_with_rows()] == [2, 10]
