"""Places, partnerships, people and accounts; the pages of sign-in are allauth's."""

from core.tokens import digest_of
from partnerships.models import Invitation, RoleAssignment
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS

TOKEN = "a-token-that-only-the-mailbox-knows"


def _invitation(world):
    from datetime import timedelta

    from django.utils import timezone

    return Invitation.objects.create(
        email="new@example.org",
        role="editor",
        partnership=world.partnership,
        token_hash=digest_of(TOKEN),
        invited_by=world.people["coordinator"],
        expires_at=timezone.now() + timedelta(days=1),
    )


BUILDERS["invitation"] = _invitation


def _editors_role(world):
    assignment = RoleAssignment.objects.get(user=world.people["editor"])
    return world.tenant(pk=assignment.pk)


def _page(route, statuses, **more):
    return Row(route, "GET", statuses, **more)


RUNNING = ("coordinator", "administrator")
SIGNED_IN = only(
    "citizen", "outsider", "manager", "steward", "officer", "other_officer", "observer", "editor", *RUNNING
)
TENANT = {"kwargs": lambda world: world.tenant()}

ROWS = [
    _page("healthz", everybody(200)),
    # Nothing beats in a test, so the readiness probe says so.
    _page("readyz", everybody(503)),
    Row("map_places", "GET", everybody(200)),
    Row("set_theme", "POST", everybody(302), data=lambda world: {"theme": "dark"}),
    Row("set_theme", "GET", everybody(405)),
    _page("home", everybody(200)),
    _page("accessibility", everybody(200)),
    _page("privacy", everybody(200)),
    _page("workspace", SIGNED_IN),
    _page("profile", SIGNED_IN),
    Row(
        "profile",
        "POST",
        SIGNED_IN | dict.fromkeys(SIGNED_IN, 302),
        data=lambda world: {"name": "Ν", "language": "el"},
    ),
    _page("administration", only("administrator")),
    _page("partnership", everybody(200), **TENANT),
    _page("people", only(*RUNNING), **TENANT),
    Row(
        "people",
        "POST",
        only(*RUNNING, allowed=302),
        data=lambda world: {"email": "x@example.org", "role": "observer"},
        **TENANT,
    ),
    _page("end_role", only(*RUNNING), kwargs=_editors_role),
    Row("end_role", "POST", only(*RUNNING, allowed=302), kwargs=_editors_role),
    Row(
        "revoke_invitation",
        "POST",
        only(*RUNNING, allowed=302),
        kwargs=lambda world: world.tenant(pk=world.rows["invitation"].pk),
    ),
    _page("history", only("coordinator", "editor", "observer"), **TENANT),
    _page("invitation", everybody(200), kwargs=lambda world: {"token": TOKEN}),
    *(_page(f"api_{name}-list", everybody(200)) for name in ("region", "municipality", "partnership", "target_group")),
    _page("api_region-detail", everybody(200), kwargs=lambda world: {"slug": "thessaly"}),
    _page("api_municipality-detail", everybody(200), kwargs=lambda world: {"slug": "karditsa"}),
    _page("api_partnership-detail", everybody(200), kwargs=lambda world: {"slug": world.slug}),
    _page("api_target_group-detail", everybody(200), kwargs=lambda world: {"code": "women"}),
]
