"""What citizens take along of fairs."""

from uuid import uuid4

from core.tokens import digest_of
from tests.access.fairs_rows import fair, tenant
from tests.access.matrix import Row, everybody
from tests.access.world import BUILDERS
from tests.factories.fairs import FairFactory, FairReminderFactory

TOKEN = "a link that only its mailbox knows"

BUILDERS["fair_reminder"] = lambda world: FairReminderFactory(
    fair=FairFactory(partnership=world.partnership), token_digest=digest_of(TOKEN)
)


def somebody(world):
    """An address of its own for each who knocks: one address may ask a few times an hour."""
    return {"email": f"{uuid4().hex}@example.org"}


def by_link(world):
    return world.tenant(token=TOKEN)


ROWS = [
    Row("national_fairs", "GET", everybody(200)),
    Row("national_fair_calendar", "GET", everybody(200)),
    Row("national_fair_feed", "GET", everybody(200)),
    Row("national_fair_points", "GET", everybody(200)),
    Row("fair_calendar", "GET", everybody(200), kwargs=tenant),
    Row("fair_feed", "GET", everybody(200), kwargs=tenant),
    Row("fair_remind_me", "GET", everybody(200), kwargs=fair),
    Row("fair_remind_me", "POST", everybody(302), kwargs=fair, data=somebody),
    Row("fair_remind_me_sent", "GET", everybody(200), kwargs=fair),
    Row("fair_reminder", "GET", everybody(200), kwargs=by_link),
    Row("fair_reminder", "POST", everybody(302), kwargs=by_link),
    Row("fair_poster", "GET", everybody(200), kwargs=fair),
    Row("fair_catalogue", "GET", everybody(404), kwargs=fair),
    Row("fair_ics", "GET", everybody(200), kwargs=fair),
]
