"""The import: a coordinator's, and the national one of the administrator."""

from django.core.files.uploadedfile import SimpleUploadedFile

from core.policy import SYSTEM
from core.tenancy import activate
from enterprises.actions import imports, national_imports
from enterprises.imports.columns import guess_mapping
from tests.access.matrix import Row, only
from tests.access.world import BUILDERS

FILE = "name,municipality\nΉλιος,karditsa\n".encode()


def _previewed(world):
    with activate(world.partnership):
        batch = imports.upload_file(
            world.partnership, file_name="a.csv", content=FILE, acting_user=SYSTEM, recall=False
        )
        return imports.choose_columns(batch, mapping=guess_mapping(batch.header), acting_user=SYSTEM)


def _national(world):
    national = national_imports.upload_national_file(file_name="b.csv", content=FILE, acting_user=SYSTEM, recall=False)
    return national_imports.choose_national_columns(
        national, mapping=guess_mapping(national.header), acting_user=SYSTEM
    )


BUILDERS["import_batch"] = _previewed
BUILDERS["national_import"] = _national

COORDINATOR = only("coordinator")
ADMINISTRATOR = only("administrator")


def _done(*roles):
    return only(*roles, allowed=302)


def _upload(world):
    return {"file": SimpleUploadedFile("c.csv", FILE)}


def _columns(world):
    return {"name": "name", "municipality": "municipality"}


def _choice(world):
    return {"publish": "publish"}


def _here(world):
    return world.tenant()


def _batch(world):
    return world.tenant(pk=world.rows["import_batch"].pk)


def _country(world):
    return {"pk": world.rows["national_import"].pk}


def _part(world):
    return world.tenant(pk=world.rows["national_import"].pk)


ROWS = [
    Row("import_list", "GET", COORDINATOR, kwargs=_here),
    Row("import_upload", "GET", COORDINATOR, kwargs=_here),
    Row("import_upload", "POST", _done("coordinator"), kwargs=_here, data=_upload),
    Row("import_detail", "GET", COORDINATOR, kwargs=_batch),
    Row("import_columns", "GET", COORDINATOR, kwargs=_batch),
    Row("import_columns", "POST", _done("coordinator"), kwargs=_batch, data=_columns),
    Row("import_confirm", "POST", _done("coordinator"), kwargs=_batch, data=_choice),
    Row("import_resume", "POST", _done("coordinator"), kwargs=_batch),
    Row("import_abandon", "GET", COORDINATOR, kwargs=_batch),
    Row("import_abandon", "POST", _done("coordinator"), kwargs=_batch),
    Row("import_publish_drafts", "POST", _done("coordinator"), kwargs=_batch),
    Row("import_report", "GET", COORDINATOR, kwargs=_batch),
    Row("national_import_list", "GET", ADMINISTRATOR),
    Row("national_import_upload", "GET", ADMINISTRATOR),
    Row("national_import_upload", "POST", _done("administrator"), data=_upload),
    Row("national_import", "GET", ADMINISTRATOR, kwargs=_country),
    Row("national_import_columns", "GET", ADMINISTRATOR, kwargs=_country),
    Row("national_import_columns", "POST", _done("administrator"), kwargs=_country, data=_columns),
    Row("national_import_confirm", "POST", _done("administrator"), kwargs=_country, data=_choice),
    Row("national_import_resume", "POST", _done("administrator"), kwargs=_country),
    Row("national_import_abandon", "GET", ADMINISTRATOR, kwargs=_country),
    Row("national_import_abandon", "POST", _done("administrator"), kwargs=_country),
    Row("national_import_report", "GET", ADMINISTRATOR, kwargs=_country),
    Row("national_import_batch", "GET", ADMINISTRATOR, kwargs=_part),
]
