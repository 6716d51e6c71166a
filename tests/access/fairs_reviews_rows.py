"""The check and the review of applications: the reviewer of the world is its editor, the observer has a conflict."""

from core.tenancy import activate
from partnerships.states import Role
from tests.access.fairs_rows import STAFF, UNSEEN, fair, tenant
from tests.access.matrix import Row, only
from tests.access.world import BUILDERS
from tests.factories.fair_reviews import ReviewCriterionFactory, ReviewFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import give_role


def build_review(world):
    """A fair under review with a criterion, and one application that the editor is to judge."""
    held = FairFactory(partnership=world.partnership, state="in_review")
    application = ApplicationFactory(fair=held, eligibility="eligible")
    give_role(world.people["manager"], Role.MANAGER, partnership=world.partnership, subject=application.organisation)
    return ReviewFactory(application=application, reviewer=world.people["editor"])


def build_conflict(world):
    """Another application of that fair, of which the observer is to see nothing more."""
    application = ApplicationFactory(fair=world.rows["review"].application.fair, eligibility="eligible")
    return ReviewFactory(
        application=application, reviewer=world.people["observer"], state="conflicted", conflict="Μέλος."
    )


def build_reviewer(world):
    """The editor as a reviewer of that fair."""
    with activate(world.partnership):
        return world.rows["review"].application.fair.reviewers.get()


BUILDERS["review"] = build_review
BUILDERS["criterion"] = lambda world: ReviewCriterionFactory(fair=world.rows["review"].application.fair)
BUILDERS["fair_reviewer"] = build_reviewer
BUILDERS["conflict"] = build_conflict


def reviewed_fair(world):
    return world.tenant(fair=world.rows["review"].application.fair.slug)


def reviewer(world):
    return reviewed_fair(world) | {"reviewer": world.rows["fair_reviewer"].pk}


def review(world):
    return world.tenant(review=world.rows["review"].pk)


def conflict(world):
    return world.tenant(review=world.rows["conflict"].pk)


def reviewed(world):
    return world.tenant(application=world.rows["review"].application_id)


def left(world):
    return world.tenant(application=world.rows["conflict"].application_id)


def scores(world):
    return {f"criterion_{world.rows['criterion'].pk}": "4"}


def api_scores(world):
    return {"scores": {str(world.rows["criterion"].pk): 4}}


def criteria(world):
    return {"label-0": "Ποιότητα", "weight-0": "100"}


def api_review(world):
    return world.tenant(pk=world.rows["review"].pk)


OVERSEERS = ("coordinator", "observer", "officer")


def of_reviewer(status):
    """It is there for its reviewer alone; the people of the municipality and the partnership learn no more."""
    return only("editor", allowed=status, others=UNSEEN)


def of_application(*allowed, status=200):
    """Whoever sees the application, but not its reviews, gets 403; for everybody else it is not there."""
    readers = dict.fromkeys(("manager", "officer", *STAFF), 403)
    return only(others=UNSEEN) | readers | dict.fromkeys(allowed, status)


ROWS = [
    Row("fair_review", "GET", only(*OVERSEERS), kwargs=fair),
    Row("review_criteria", "GET", only("coordinator"), kwargs=fair),
    Row("review_criteria", "POST", only("coordinator", allowed=302), kwargs=fair, data=criteria),
    Row("review_eligibility", "GET", only("coordinator"), kwargs=reviewed_fair),
    Row(
        "review_eligibility",
        "POST",
        only("coordinator", allowed=302),
        kwargs=reviewed_fair,
        data=lambda world: {"applications": [world.rows["review"].application_id], "eligibility": "eligible"},
    ),
    Row("review_reviewers", "GET", only("coordinator"), kwargs=fair),
    Row(
        "review_reviewers",
        "POST",
        only("coordinator", allowed=302),
        kwargs=fair,
        data=lambda world: {"users": [world.people["editor"].pk]},
    ),
    Row("review_dismiss", "GET", only("coordinator"), kwargs=reviewer),
    Row("review_dismiss", "POST", only("coordinator", allowed=302), kwargs=reviewer),
    Row("review_share_out", "GET", only("coordinator"), kwargs=reviewed_fair),
    Row(
        "review_share_out",
        "POST",
        only("coordinator", allowed=302),
        kwargs=reviewed_fair,
        data=lambda world: {"each": "1"},
    ),
    Row("application_review", "GET", of_application(*OVERSEERS), kwargs=reviewed),
    # The observer has left this one; its applicant is another organisation than the manager's.
    Row(
        "application_review",
        "POST",
        of_application("coordinator", status=302) | {"observer": UNSEEN, "officer": 422, "manager": UNSEEN},
        kwargs=left,
        data=lambda world: {"eligibility": "eligible"},
    ),
    Row("review_assign", "POST", of_application("coordinator", status=302), kwargs=reviewed),
    Row("review_list", "GET", only("officer", "other_officer", *STAFF), kwargs=tenant),
    Row("review_detail", "GET", of_reviewer(200), kwargs=review),
    Row("review_detail", "POST", of_reviewer(302), kwargs=review, data=scores),
    Row("review_conflict", "GET", of_reviewer(200), kwargs=review),
    Row("review_conflict", "POST", of_reviewer(302), kwargs=review, data=lambda world: {"words": "Μέλος."}),
    Row("review_unassign", "POST", of_application("coordinator", status=302), kwargs=review),
    Row(
        "review_lift_conflict",
        "GET",
        of_application("coordinator") | {"observer": 404, "manager": 404},
        kwargs=conflict,
    ),
    Row(
        "review_lift_conflict",
        "POST",
        of_application("coordinator", status=302) | {"observer": 404, "manager": 404},
        kwargs=conflict,
    ),
    Row("api_review_list", "GET", only("officer", "other_officer", *STAFF, anonymous=401), kwargs=tenant),
    Row("api_review", "GET", of_reviewer(200) | {"anonymous": 401}, kwargs=api_review),
    Row("api_review", "PUT", of_reviewer(200) | {"anonymous": 401}, kwargs=api_review, data=api_scores),
    Row(
        "api_review_conflict",
        "POST",
        of_reviewer(204) | {"anonymous": 401},
        kwargs=api_review,
        data=lambda world: {"words": "Μέλος."},
    ),
]
