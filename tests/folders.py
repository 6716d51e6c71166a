"""Where uploaded files lie during a test."""

from django.conf import settings


def files_in(folder):
    """{setting: value} that keeps photos, papers and what is still arriving below this folder."""
    arriving = folder / "arriving"
    arriving.mkdir()
    own = {name: {**settings.STORAGES[name], "OPTIONS": {"location": folder / name}} for name in ("photos", "vault")}
    return {"STORAGES": settings.STORAGES | own, "FILE_UPLOAD_TEMP_DIR": arriving}
