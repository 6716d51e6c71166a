"""The call of a fair: what its application asks, read by everybody once it is public, built by the coordinator."""

from core.tenancy import activate
from fairs.models import DocumentRequest, FormQuestion
from tests.access.fairs_rows import fair, of_planned
from tests.access.matrix import Row, everybody
from tests.access.world import BUILDERS


def _question(world):
    planned = world.rows["planned_fair"]
    with activate(world.partnership):
        return FormQuestion.objects.create(partnership=world.partnership, fair=planned, label="Πόσα άτομα;")


def _paper(world):
    planned = world.rows["planned_fair"]
    with activate(world.partnership):
        return DocumentRequest.objects.create(partnership=world.partnership, fair=planned, kind="statute")


BUILDERS["call_question"] = _question
BUILDERS["call_paper"] = _paper


def preparing(world):
    return world.tenant(fair=world.rows["planned_fair"].slug)


def question(world):
    return preparing(world) | {"question": world.rows["call_question"].pk}


def down(world):
    return question(world) | {"direction": "down"}


def paper(world):
    return preparing(world) | {"paper": world.rows["call_paper"].pk}


def asked(world):
    return {"kind": "text", "label": "Τι ώρα έρχεστε;"}


def other_paper(world):
    return {"kind": "certificate", "is_required": "on"}


ROWS = [
    Row("fair_call", "GET", everybody(200), kwargs=fair),
    Row("call_question_create", "GET", of_planned(200), kwargs=preparing),
    Row("call_question_create", "POST", of_planned(302), kwargs=preparing, data=asked),
    Row("call_question_edit", "GET", of_planned(200), kwargs=question),
    Row("call_question_edit", "POST", of_planned(302), kwargs=question, data=asked),
    Row("call_question_move", "GET", of_planned(405), kwargs=down),
    Row("call_question_move", "POST", of_planned(302), kwargs=down),
    Row("call_question_remove", "GET", of_planned(200), kwargs=question),
    Row("call_question_remove", "POST", of_planned(302), kwargs=question),
    Row("call_document_create", "GET", of_planned(200), kwargs=preparing),
    Row("call_document_create", "POST", of_planned(302), kwargs=preparing, data=other_paper),
    Row("call_document_edit", "GET", of_planned(200), kwargs=paper),
    Row("call_document_edit", "POST", of_planned(302), kwargs=paper, data=other_paper),
    Row("call_document_remove", "GET", of_planned(200), kwargs=paper),
    Row("call_document_remove", "POST", of_planned(302), kwargs=paper),
]
