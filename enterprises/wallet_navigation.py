"""What the frame of the pages shows of wallets."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.ui.panels import Task
from enterprises.queries.documents import ending_in, standing
from partnerships.roles import held_by
from partnerships.states import Role


def tasks(actor, partnership):
    """Return the papers that end soon, or have ended, for those who keep them."""
    own = [
        assignment.subject_id
        for assignment in held_by(actor)
        if assignment.partnership_id == partnership.pk and assignment.role in (Role.MANAGER, Role.CONTRIBUTOR)
    ]
    if not own:
        return []
    return [
        Task(
            _("%(document)s of %(organisation)s: %(standing)s")
            % {
                "document": document,
                "organisation": document.organisation,
                "standing": standing(document).words,
            },
            reverse("document_list", args=[partnership.slug, document.organisation.slug]),
            _("Renew"),
        )
        for document in ending_in(own)
    ]
