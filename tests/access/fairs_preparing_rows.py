"""Regulation, responsible people and budget of a fair."""

from decimal import Decimal

from core.tenancy import activate
from core.uploads import prepare_paper
from fairs.actions import budget, people
from fairs.actions.regulations import add_regulation
from tests.access.fairs_rows import STAFF, fair
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.core.uploads.samples import pdf, upload
from tests.factories.fairs import FairFactory, in_days

PREPARING = (*STAFF, "officer")


def regulation(world):
    row = FairFactory(partnership=world.partnership, state="planned")
    with activate(world.partnership):
        return add_regulation(
            row,
            acting_user=world.people["coordinator"],
            in_force_from=in_days(0),
            paper=prepare_paper(upload(pdf())),
            file_name="regulation.pdf",
        )


def answers(world):
    with activate(world.partnership):
        return people.add_person(
            world.rows["fair"], acting_user=world.people["coordinator"], duty="lead", name="Ελένη", phone="2441000000"
        )


def line(world):
    with activate(world.partnership):
        return budget.add_line(
            world.rows["fair"],
            acting_user=world.people["coordinator"],
            side="expense",
            label="Ρεύμα",
            planned=Decimal(300),
        )


BUILDERS["regulation"] = regulation
BUILDERS["fair_person"] = answers
BUILDERS["budget_line"] = line


def version(world):
    row = world.rows["regulation"]
    return world.tenant(fair=row.fair.slug, number=row.number)


def one_person(world):
    return fair(world) | {"person": world.rows["fair_person"].pk}


def one_line(world):
    return fair(world) | {"line": world.rows["budget_line"].pk}


def words(world):
    return {"words": "Ένας πάγκος.", "in_force_from": in_days(0).isoformat()}


def who(world):
    return {"duty": "lead", "name": "Ελένη", "phone": "2441000000"}


def amount(world):
    return {"side": "expense", "label": "Ρεύμα", "planned": "300"}


def of_planned(*allowed, status=200):
    """A planned fair is there for those who prepare it, and for nobody else."""
    return only(others=404) | dict.fromkeys(PREPARING, 403) | dict.fromkeys(allowed, status)


ROWS = [
    Row("fair_regulation", "GET", everybody(200), kwargs=fair),
    Row("fair_regulation_add", "GET", only("coordinator"), kwargs=fair),
    Row("fair_regulation_add", "POST", only("coordinator", allowed=302), kwargs=fair, data=words),
    Row(
        "fair_regulation_file",
        "GET",
        dict.fromkeys(everybody(404), 404) | dict.fromkeys(PREPARING, 200),
        kwargs=version,
    ),
    Row("fair_regulation_remove", "GET", of_planned("coordinator"), kwargs=version),
    Row("fair_regulation_remove", "POST", of_planned("coordinator", status=302), kwargs=version),
    Row("fair_people", "GET", only(*PREPARING), kwargs=fair),
    Row("fair_person_add", "GET", only("coordinator"), kwargs=fair),
    Row("fair_person_add", "POST", only("coordinator", allowed=302), kwargs=fair, data=who),
    Row("fair_person_edit", "GET", only("coordinator"), kwargs=one_person),
    Row("fair_person_edit", "POST", only("coordinator", allowed=302), kwargs=one_person, data=who),
    Row("fair_person_remove", "GET", only("coordinator"), kwargs=one_person),
    Row("fair_person_remove", "POST", only("coordinator", allowed=302), kwargs=one_person),
    Row("fair_budget", "GET", only("coordinator", "observer", "officer"), kwargs=fair),
    Row("fair_budget_add", "GET", only("coordinator"), kwargs=fair),
    Row("fair_budget_add", "POST", only("coordinator", allowed=302), kwargs=fair, data=amount),
    Row("fair_budget_edit", "GET", only("coordinator"), kwargs=one_line),
    Row("fair_budget_edit", "POST", only("coordinator", allowed=302), kwargs=one_line, data=amount),
    Row("fair_budget_remove", "GET", only("coordinator"), kwargs=one_line),
    Row("fair_budget_remove", "POST", only("coordinator", allowed=302), kwargs=one_line),
]
