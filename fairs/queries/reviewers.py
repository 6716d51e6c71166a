"""Who may be asked to review a fair."""

from fairs.policy.reviews import STAFF
from fairs.policy.roles import OFFICERS
from partnerships.models import RoleAssignment


def candidates(fair):
    """Return {user: words of their roles} of those who may review a fair and are not appointed yet, by name."""
    appointed = set(fair.reviewers.values_list("user", flat=True))
    held = (
        RoleAssignment.objects.current()
        .filter(partnership=fair.partnership_id, user__is_active=True, role__in=[*STAFF, *OFFICERS])
        .exclude(user__in=appointed)
        .select_related("user")
        .order_by("user__name", "user_id", "role")
    )
    roles = {}
    for assignment in held:
        if assignment.role in STAFF or assignment.municipality_id == fair.municipality_id:
            roles.setdefault(assignment.user, []).append(str(assignment.get_role_display()))
    return {user: ", ".join(dict.fromkeys(words)) for user, words in roles.items()}
