"""What the workspace shows of imports."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.policy import PLATFORM, authorise
from core.ui.panels import Link, Task
from enterprises.queries.imports import past_imports
from enterprises.states import ImportState


def tasks(actor, partnership):
    """Return the imports that wait for their columns or their confirmation."""
    if not authorise(actor, "enterprises.import", partnership):
        return []
    waiting = past_imports(partnership).filter(state__in=[ImportState.UPLOADED, ImportState.PREVIEWED])
    return [
        Task(
            _("Import: %(file)s") % {"file": batch.file_name},
            reverse("import_detail", args=[partnership.slug, batch.pk]),
            _("Continue"),
            batch.created_at,
        )
        for batch in waiting
    ]


def tools(actor, partnership):
    """Return the coordinator's way to the imports."""
    if not authorise(actor, "enterprises.import", partnership):
        return []
    return [Link(_("Import organisations"), reverse("import_list", args=[partnership.slug]))]


def platform_tools(actor):
    """Return the administrator's way to the national imports."""
    if not authorise(actor, "enterprises.import_national", PLATFORM):
        return []
    return [Link(_("National import"), reverse("national_import_list"))]
