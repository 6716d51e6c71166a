"""Who decides, asks and releases, and who reads what was decided."""

from django.utils import timezone

from core.tenancy import activate
from fairs.models import DecisionDossier
from tests.access.fairs_rows import application, of_application
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.fairs import FairFactory, in_days

BUILDERS["fair_under_review"] = lambda world: FairFactory(partnership=world.partnership, state="in_review")


def build_dossier(world):
    with activate(world.partnership):
        return DecisionDossier.objects.create(
            partnership=world.partnership,
            fair=world.rows["fair_under_review"],
            decided_on=in_days(0),
            released_at=timezone.now(),
        )


BUILDERS["dossier"] = build_dossier


def dossier(world):
    return {**fair(world), "number": 1}


def fair(world):
    return world.tenant(fair=world.rows["fair_under_review"].slug)


def asked(world):
    return {"words": "Άδεια.", "due_on": in_days(5).isoformat()}


ROWS = [
    Row("fair_participants", "GET", everybody(200), kwargs=fair),
    Row("fair_dossiers", "GET", only("coordinator", "officer"), kwargs=fair),
    Row("fair_dossier", "GET", only("coordinator", "officer"), kwargs=dossier),
    Row(
        "fair_dossier",
        "POST",
        only("coordinator", "officer", allowed=302),
        kwargs=dossier,
        data=lambda world: {"protocol_number": "123/2026", "ada": ""},
    ),
    # No worker has made the paper; the application of the world is undecided.
    Row("fair_dossier_file", "GET", only("coordinator", "officer", allowed=404), kwargs=dossier),
    Row("application_letter", "GET", only(others=404), kwargs=application),
    Row("application_ask", "GET", of_application("officer"), kwargs=application),
    Row("application_ask", "POST", of_application("officer", status=302), kwargs=application, data=asked),
    Row("application_answer", "GET", of_application("manager"), kwargs=application),
    # Nothing was asked about the application of the world.
    Row(
        "application_answer",
        "POST",
        of_application("manager", status=422),
        kwargs=application,
        data=lambda world: {"answer": "Ορίστε."},
    ),
    Row(
        "application_many",
        "POST",
        only("officer", "other_officer", allowed=302),
        kwargs=lambda world: world.tenant(),
        data=lambda world: {"deed": "approve", "applications": [world.rows["application"].pk]},
    ),
    Row("fair_release", "GET", only("coordinator", "officer"), kwargs=fair),
    # Nobody has applied to the fair of the world: there is no decision to release.
    Row(
        "fair_release",
        "POST",
        only("coordinator", "officer", allowed=422),
        kwargs=fair,
        data=lambda world: {"decided_on": in_days(0).isoformat()},
    ),
]
