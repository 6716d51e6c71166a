"""What codes and slugs of an organisation stand for."""

from partnerships.models import Municipality, TargetGroup


def target_groups_of(organisation):
    """Return the TargetGroups that an organisation serves."""
    return TargetGroup.objects.filter(code__in=organisation.target_groups) if organisation.target_groups else []


def places_of(slugs):
    """Return the Municipalities of these slugs."""
    return list(Municipality.objects.filter(slug__in=slugs)) if slugs else []
