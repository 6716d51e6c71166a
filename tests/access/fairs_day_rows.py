"""The programme of a fair."""

from core.tenancy import activate
from fairs.models import ProgrammeEvent
from tests.access.fairs_rows import fair
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.fairs import EventFactory, in_days


def _event(world):
    return EventFactory(fair=world.rows["fair"])


def _cancelled(world):
    with activate(world.partnership):
        event = EventFactory(fair=world.rows["fair"])
        ProgrammeEvent.objects.filter(pk=event.pk).update(is_cancelled=True)
        return event


BUILDERS["event"] = _event
BUILDERS["cancelled_event"] = _cancelled


def event(world):
    return fair(world) | {"event": world.rows["event"].pk}


def cancelled(world):
    return fair(world) | {"event": world.rows["cancelled_event"].pk}


def form(world):
    day = in_days(30).isoformat()
    return {"kind": "talk", "title": "Ομιλία", "starts_at": f"{day}T11:00", "ends_at": f"{day}T12:00"}


ROWS = [
    Row("fair_programme", "GET", everybody(200), kwargs=fair),
    Row("fair_programme_calendar", "GET", everybody(200), kwargs=fair),
    Row("programme_event_calendar", "GET", everybody(200), kwargs=event),
    Row("programme_event_add", "GET", only("coordinator"), kwargs=fair),
    Row("programme_event_add", "POST", only("coordinator", allowed=302), kwargs=fair, data=form),
    Row("programme_event_edit", "GET", only("coordinator"), kwargs=event),
    Row("programme_event_edit", "POST", only("coordinator", allowed=302), kwargs=event, data=form),
    Row("programme_event_cancel", "GET", only("coordinator"), kwargs=event),
    Row("programme_event_cancel", "POST", only("coordinator", allowed=302), kwargs=event),
    Row("programme_event_restore", "POST", only("coordinator", allowed=302), kwargs=cancelled),
    Row("api_fair_programme", "GET", everybody(200), kwargs=lambda world: {"pk": world.rows["fair"].pk}),
]
