"""The programme of a fair, and its days."""

from core.tenancy import activate
from fairs.models import CheckIn, Incident, ProgrammeEvent
from fairs.queries.check_in_codes import token_of
from tests.access.fairs_rows import fair
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.fairs import ApplicationFactory, EventFactory, FairFactory, in_days


def _event(world):
    return EventFactory(fair=world.rows["fair"])


def _cancelled(world):
    with activate(world.partnership):
        event = EventFactory(fair=world.rows["fair"])
        ProgrammeEvent.objects.filter(pk=event.pk).update(is_cancelled=True)
        return event


def _of_today(world):
    fair = FairFactory(partnership=world.partnership, starts_on=in_days(0), apply_by=in_days(-9), state="live")
    return ApplicationFactory(fair=fair, organisation=world.organisation, state="confirmed")


def _check_in(world):
    with activate(world.partnership):
        return CheckIn.objects.create(
            partnership=world.partnership, application=world.rows["of_today"], day=in_days(0), is_present=True
        )


def _incident(world):
    with activate(world.partnership):
        return Incident.objects.create(
            partnership=world.partnership, fair=world.rows["of_today"].fair, words="Έπεσε η ασφάλεια."
        )


BUILDERS["of_today"] = _of_today
BUILDERS["incident"] = _incident
BUILDERS["check_in"] = _check_in
BUILDERS["event"] = _event
BUILDERS["cancelled_event"] = _cancelled


def event(world):
    return fair(world) | {"event": world.rows["event"].pk}


def cancelled(world):
    return fair(world) | {"event": world.rows["cancelled_event"].pk}


def form(world):
    day = in_days(30).isoformat()
    return {"kind": "talk", "title": "Ομιλία", "starts_at": f"{day}T11:00", "ends_at": f"{day}T12:00"}


def day(world):
    return world.tenant(fair=world.rows["of_today"].fair.slug)


def code(world):
    return day(world) | {"token": token_of(world.rows["of_today"])}


def number_of_day(world):
    return {"pk": world.rows["of_today"].fair.pk}


def note(world):
    return {"application": world.rows["of_today"].pk, "seen": "absent", "day": in_days(0).isoformat()}


def undone(world):
    return {"client_id": str(world.rows["check_in"].client_id)}


def incident(world):
    return day(world) | {"incident": world.rows["incident"].pk}


def told(world):
    return {"kind": "power", "words": "Έπεσε η ασφάλεια.", "happened_at": f"{in_days(-1).isoformat()}T11:00"}


def solution(world):
    return {"solution": "Άλλαξε."}


def notes(world):
    return {"notes": []}


def attends(status=200, **others):
    """The coordinator and the municipality look after the day; who is on duty beside them is tested with the rule."""
    return only("coordinator", "officer", allowed=status, **others)


ROWS = [
    Row("fair_day", "GET", attends(), kwargs=day),
    Row("fair_day_code", "GET", attends(), kwargs=code),
    Row("fair_day_note", "POST", attends(302), kwargs=day, data=note),
    Row("fair_day_undo", "POST", attends(302), kwargs=day, data=undone),
    Row("fair_day_codes", "GET", attends(), kwargs=day),
    Row("fair_day_worker", "GET", attends(), kwargs=day),
    Row("fair_incidents", "GET", attends(), kwargs=day),
    Row("fair_incident_add", "GET", attends(), kwargs=day),
    Row("fair_incident_add", "POST", attends(302), kwargs=day, data=told),
    Row("fair_incident_settle", "GET", attends(), kwargs=incident),
    Row("fair_incident_settle", "POST", attends(302), kwargs=incident, data=solution),
    Row("fair_incident_reopen", "POST", attends(302), kwargs=incident),
    # There is none.
    Row("fair_incident_photo", "GET", attends(404), kwargs=incident),
    Row(
        "application_code",
        "GET",
        only("manager", "observer", "editor", "coordinator", "officer", others=404),
        kwargs=lambda world: world.tenant(application=world.rows["of_today"].pk),
    ),
    Row("api_fair_check_ins", "GET", attends(anonymous=401), kwargs=number_of_day),
    Row("api_fair_check_ins", "POST", attends(anonymous=401), kwargs=number_of_day, data=notes),
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
