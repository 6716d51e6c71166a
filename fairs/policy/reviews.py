"""Who reviews applications, and who sees the reviews."""

from django.utils.translation import gettext_lazy as _

from core.policy import predicate
from fairs.policy.roles import PEOPLE
from partnerships.roles import holds


@predicate(_("Only the reviewer of this application may do this, and nobody who has a part in the organisation."))
def is_reviewer(actor, review):
    organisation = review.application.organisation
    is_own = holds(actor, *PEOPLE, partnership_id=organisation.partnership_id, subject_id=organisation.pk)
    return actor.is_authenticated and actor.pk == review.reviewer_id and not is_own


PERMISSIONS = {
    "fairs.review": is_reviewer,
}
