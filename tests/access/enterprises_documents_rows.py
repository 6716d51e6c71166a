"""The wallet of an organisation."""

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from tests.access.enterprises_rows import own
from tests.access.matrix import Row, only
from tests.access.world import BUILDERS
from tests.core.uploads.samples import pdf, upload
from tests.factories.enterprises import DocumentFactory


def _document(world, **facts):
    document = DocumentFactory(organisation=world.organisation, **facts)
    if not storages["vault"].exists(document.path):
        storages["vault"].save(document.path, ContentFile(b"%PDF-1.7"))
    return document


BUILDERS["document"] = _document
BUILDERS["withdrawn_document"] = lambda world: _document(world, withdrawn_at=timezone.now())


def document(world):
    return own(world) | {"pk": world.rows["document"].pk}


def withdrawn(world):
    return own(world) | {"pk": world.rows["withdrawn_document"].pk}


def paper(world):
    return {"kind": "statute", "file": upload(pdf(), "statute.pdf")}


ROWS = [
    Row("document_list", "GET", only("manager", "coordinator"), kwargs=own),
    Row("document_add", "GET", only("manager"), kwargs=own),
    Row("document_add", "POST", only("manager", allowed=302), kwargs=own, data=paper),
    Row("document_file", "GET", only("manager", "coordinator"), kwargs=document),
    Row("document_replace", "GET", only("manager"), kwargs=document),
    Row("document_replace", "POST", only("manager", allowed=302), kwargs=document, data=paper),
    Row("document_withdraw", "POST", only("manager", allowed=302), kwargs=document),
    Row("document_bring_back", "POST", only("manager", allowed=302), kwargs=withdrawn),
]
