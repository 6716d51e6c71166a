"""Who answers for a fair, and who may be asked to."""

from django.contrib.auth import get_user_model

from partnerships.models import RoleAssignment
from partnerships.states import Role

ASKED = (Role.COORDINATOR, Role.EDITOR, Role.OBSERVER, Role.OFFICER, Role.DEPUTY)


def people_of(fair):
    """Return the responsible people of a fair, by duty."""
    return fair.people.select_related("user").order_by("duty", "name", "pk")


def people_to_choose(partnership_id):
    """Return the users who work for a partnership or one of its municipalities, by name."""
    held = RoleAssignment.objects.current().filter(partnership_id=partnership_id, role__in=ASKED)
    return get_user_model().objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")
