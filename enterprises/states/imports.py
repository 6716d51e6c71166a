from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.transitions import table


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("Waiting for the columns")
    PREVIEWED = "previewed", _("Waiting for confirmation")
    IMPORTING = "importing", _("Being imported")
    IMPORTED = "imported", _("Imported")
    ABANDONED = "abandoned", _("Abandoned")


def _import_steps(permission):
    return table(
        ("preview", [ImportState.UPLOADED, ImportState.PREVIEWED], ImportState.PREVIEWED, permission),
        ("confirm", [ImportState.PREVIEWED], ImportState.IMPORTING, permission),
        ("finish", [ImportState.IMPORTING], ImportState.IMPORTED, permission),
        ("abandon", [ImportState.UPLOADED, ImportState.PREVIEWED], ImportState.ABANDONED, permission),
    )


IMPORT_TRANSITIONS = _import_steps("enterprises.import")
NATIONAL_IMPORT_TRANSITIONS = _import_steps("enterprises.import_national")


class RowVerdict(models.TextChoices):
    NEW = "new", pgettext_lazy("import row", "New")
    UPDATE = "update", pgettext_lazy("import row", "Update")
    UNCHANGED = "unchanged", pgettext_lazy("import row", "Unchanged")
    DUPLICATE = "duplicate", pgettext_lazy("import row", "Duplicate")
    WRONG = "wrong", pgettext_lazy("import row", "Wrong")
    ELSEWHERE = "elsewhere", pgettext_lazy("import row", "Of another region")
