"""Which roles does this person hold? Read once a request, then asked of memory."""


def held_by(actor):
    """Return the current RoleAssignments of an actor (none for citizens and jobs), read once per object."""
    if actor is None or not actor.is_authenticated:
        return []
    if not hasattr(actor, "_held_roles"):
        actor._held_roles = list(
            actor.role_assignments.current().select_related("partnership__region", "municipality")
        )
    return actor._held_roles


def forget(actor):
    """Read the roles anew at the next question: called by actions that change them."""
    if hasattr(actor, "_held_roles"):
        del actor._held_roles


def holds(actor, *roles, partnership_id=None, municipality_id=None, subject_id=None):
    """Tell whether the actor holds one of `roles` there; only the places that are given are compared."""
    return any(
        assignment.role in roles
        and (partnership_id is None or assignment.partnership_id == partnership_id)
        and (municipality_id is None or assignment.municipality_id == municipality_id)
        and (subject_id is None or assignment.subject_id == subject_id)
        for assignment in held_by(actor)
    )


def partnership_of(obj):
    """Return the id of the partnership that an object belongs to, or None for platform-wide things."""
    if hasattr(obj, "partnership_id"):
        return obj.partnership_id
    return obj.pk if obj._meta.label == "partnerships.Partnership" else None
