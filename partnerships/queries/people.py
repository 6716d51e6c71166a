"""Who holds a role: the people to write to."""

from partnerships.models import RoleAssignment


def people_with(*roles, partnership_id, municipality_id=None, subject_id=None):
    """Return the active users who hold one of `roles` there now, each once; only the places given are compared."""
    places = {"municipality_id": municipality_id, "subject_id": subject_id}
    held = (
        RoleAssignment.objects.current()
        .filter(role__in=roles, partnership_id=partnership_id, user__is_active=True)
        .filter(**{name: value for name, value in places.items() if value is not None})
        .select_related("user")
        .order_by("user_id")
    )
    return list({assignment.user_id: assignment.user for assignment in held}.values())
