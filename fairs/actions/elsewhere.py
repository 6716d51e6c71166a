"""What crosses from the partnership of an organisation to the one that holds a fair.

Each of these opens one tenant after the other, never two at once, and leaves a row in the trail of both. The row of
the organisation's own partnership comes first: an attempt that fails at the other end is told as well.
"""

from core import audit, policy, tenancy, transitions
from fairs.actions.drafts import begin_application, check_call
from fairs.actions.papers import hand_over


def begin_elsewhere(fair, organisation, *, acting_user):
    """Begin the application of an organisation to a fair of another partnership and return the draft.

    No tenant may be open. Raises what `begin_application` raises.
    """
    check_call(fair)
    with tenancy.activate(organisation.partnership):
        policy.enforce(acting_user, "fairs.apply", organisation)
        audit.record("organisation.applied_elsewhere", organisation, acting_user=acting_user, after=_told(fair))
    with tenancy.activate(fair.partnership):
        return begin_application(fair, organisation, acting_user=acting_user)


def hand_over_elsewhere(application, document, *, acting_user):
    """Hand a paper of the wallet over to an application in another partnership and return the copy.

    No tenant may be open; each of the two was read in its own. Raises what `hand_over` raises.
    """
    organisation, fair = application.organisation, application.fair
    with tenancy.activate(organisation.partnership):
        policy.enforce(acting_user, "enterprises.read_documents", organisation)
        document = transitions.lock(document)
        audit.record("document.handed_elsewhere", document, acting_user=acting_user, after=_told(fair))
    with tenancy.activate(fair.partnership):
        return hand_over(application, document, acting_user=acting_user)


def _told(fair):
    return {"fair": fair.title, "partnership": fair.partnership.slug}
