"""The bytes of an upload, as far as anybody wants to read them."""

from django.utils.translation import gettext as _

from core.errors import DomainError

MEGABYTE = 1024 * 1024


def content_of(upload, most):
    """Return the bytes of an upload of at most `most` bytes. Raises DomainError when it is empty or larger."""
    if upload.size > most:
        raise DomainError(
            "file-too-large",
            _("The file has %(size)s MB; %(most)s MB are possible. Make it smaller and try again.")
            % {"size": round(upload.size / MEGABYTE) or 1, "most": most // MEGABYTE},
            field="file",
        )
    upload.seek(0)
    content = upload.read(most + 1)
    if not content:
        raise DomainError("file-empty", _("The file is empty. Choose another one."), field="file")
    return content
