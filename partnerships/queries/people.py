"""Who holds a role: the people to write to."""

from django.db.models import Count

from partnerships.models import RoleAssignment
from partnerships.states import Role


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


def assignments(partnership, role=""):
    """Return the current roles of a partnership by role and name; only one kind of role if it is named."""
    held = RoleAssignment.objects.current().filter(partnership=partnership)
    if role:
        held = held.filter(role=role)
    return held.select_related("user", "municipality", "given_by", "partnership").order_by("role", "user__name", "pk")


def role_counts(partnership):
    """Return [(role, its name, how many hold it)] for the roles that somebody holds."""
    held = RoleAssignment.objects.current().filter(partnership=partnership)
    counts = dict(held.order_by().values_list("role").annotate(Count("pk")))
    return [(role.value, role.label, counts[role.value]) for role in Role if role.value in counts]
