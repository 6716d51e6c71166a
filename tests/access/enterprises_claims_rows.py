"""Claims on unclaimed organisations, and reports of errors."""

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from tests.access.enterprises_rows import SIGNED_IN_ROLES, own
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.claims import ClaimFactory, ErrorReportFactory, UnclaimedFactory

UNSEEN = 404
PAPER = "1/1/claim.pdf"


def _claim(world):
    """The citizen's, with a paper."""
    if not storages["vault"].exists(PAPER):
        storages["vault"].save(PAPER, ContentFile(b"%PDF-1.7"))
    return ClaimFactory(
        organisation=UnclaimedFactory(partnership=world.partnership),
        claimant=world.people["citizen"],
        path=PAPER,
        file_name="Καταστατικό.pdf",
        content_type="application/pdf",
    )


BUILDERS["unclaimed"] = lambda world: UnclaimedFactory(partnership=world.partnership)
BUILDERS["claim"] = _claim
BUILDERS["report"] = lambda world: ErrorReportFactory(organisation=world.organisation)


def unclaimed(world):
    return world.tenant(organisation=world.rows["unclaimed"].slug)


def claim(world):
    return world.tenant(pk=world.rows["claim"].pk)


def report(world):
    return world.tenant(pk=world.rows["report"].pk)


def words(world):
    return {"position": "Πρόεδρος", "evidence": "Δείτε την ιστοσελίδα μας."}


SEES_IT = only("citizen", "coordinator", others=UNSEEN)

ROWS = [
    Row("organisation_claim", "GET", only(*SIGNED_IN_ROLES), kwargs=unclaimed),
    Row("organisation_claim", "POST", only(*SIGNED_IN_ROLES, allowed=302), kwargs=unclaimed, data=words),
    Row("claim_detail", "GET", SEES_IT, kwargs=claim),
    Row("claim_file", "GET", SEES_IT, kwargs=claim),
    Row("claim_withdraw", "POST", SEES_IT | {"citizen": 302, "coordinator": 403}, kwargs=claim),
    Row("claim_queue", "GET", only("coordinator"), kwargs=lambda world: world.tenant()),
    Row("claim_decide", "GET", only("coordinator"), kwargs=claim),
    Row(
        "claim_decide",
        "POST",
        only("coordinator", allowed=302),
        kwargs=claim,
        data=lambda world: {"decision": "approve"},
    ),
    Row("claim_approve", "GET", only("coordinator"), kwargs=claim),
    Row("claim_approve", "POST", only("coordinator", allowed=302), kwargs=claim),
    Row("organisation_report", "GET", everybody(200), kwargs=own),
    # Nobody may report as often as eleven people knock from one place: the empty text is what is answered.
    Row("organisation_report", "POST", everybody(422), kwargs=own, data=lambda world: {"text": ""}),
    Row("report_settle", "GET", only("coordinator"), kwargs=report),
    Row(
        "report_settle",
        "POST",
        only("coordinator", allowed=302),
        kwargs=report,
        data=lambda world: {"decision": "settle"},
    ),
]
