"""Reviewers are named, get applications evenly, score them, or leave them because of a conflict of interest."""

from collections import Counter
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message
from core.policy import authorise
from core.tenancy import activate
from fairs.actions.criteria import set_criteria
from fairs.actions.reviewers import appoint_reviewers, dismiss_reviewer
from fairs.actions.reviews import declare_conflict, lift_conflict, score_application
from fairs.actions.sharing_out import assign_review, share_out_evenly, unassign_review
from fairs.models import Application, FairReviewer, Review, ReviewCriterion, Score
from fairs.queries.decisions import queue
from fairs.queries.review_tasks import tasks, tools
from fairs.queries.reviews import marks_of, own_reviews, progress, ranking
from fairs.states import REVIEW_TRANSITIONS, FairState, ReviewState
from partnerships.states import Role
from tests.access.matrix import ROLES
from tests.factories.accounts import UserFactory
from tests.factories.fair_reviews import ReviewCriterionFactory, ReviewFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import give_role
from tests.fairs.people import person


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, state="in_review")


@pytest.fixture
def criteria(fair):
    return [ReviewCriterionFactory(fair=fair, weight=weight) for weight in (70, 30)]


@pytest.fixture
def reviewers(fair):
    """Three observers who are named as reviewers of the fair."""
    users = [give_role(UserFactory(), Role.OBSERVER, partnership=fair.partnership) for _ in range(3)]
    with activate(fair.partnership):
        for user in users:
            FairReviewer.objects.create(partnership=fair.partnership, fair=fair, user=user)
    return users


def eligible(fair, number=1):
    return [ApplicationFactory(fair=fair, eligibility="eligible") for _ in range(number)]


def score(review, criteria, *values, actor=None, **more):
    given = dict(zip([criterion.pk for criterion in criteria], values, strict=True))
    return score_application(review, given, acting_user=actor or review.reviewer, **more)


def held(reviews):
    return Counter(reviews.values_list("reviewer", flat=True))


def code_of(call, *args, **kwargs):
    """Return the code of the refusal, or "done"."""
    try:
        call(*args, **kwargs)
    except DomainError as error:
        return error.code
    return "done"


STEPS = {
    "score": lambda review, actor, criterion: score_application(review, {criterion.pk: 3}, acting_user=actor),
    "declare_conflict": lambda review, actor, _: declare_conflict(review, acting_user=actor, words="Μέλος."),
    "lift_conflict": lambda review, actor, _: lift_conflict(review, acting_user=actor),
}


def api_score(client, review, criterion):
    address = reverse("api_review", kwargs={"partnership": "thessaly", "pk": review.pk})
    return client.put(address, {"scores": {str(criterion.pk): 3}}, content_type="application/json")


def api_conflict(client, review, _):
    address = reverse("api_review_conflict", kwargs={"partnership": "thessaly", "pk": review.pk})
    return client.post(address, {"words": "Μέλος."}, content_type="application/json")


def test_every_step_by_every_role_from_every_state(opened, fair, request):
    """The reviewer is an editor; each step is tried as an action, those of a reviewer also through the API."""
    criterion = ReviewCriterionFactory(fair=fair)
    reviewer = request.getfixturevalue("editor")
    review = ReviewFactory(application=eligible(fair)[0], reviewer=reviewer)
    allowed = {"score": {"editor"}, "declare_conflict": {"editor"}, "lift_conflict": {"coordinator"}}
    found, expected = {}, {}
    for role, state, step in product([*ROLES, "system"], ReviewState.values, STEPS):
        actor = person(request, role)
        stored = {"state": state, "conflict": "Μέλος." if state == "conflicted" else ""}
        Review.objects.filter(pk=review.pk).update(**stored)
        code = code_of(STEPS[step], review, actor, criterion)
        Score.objects.all().delete()
        is_source = state in REVIEW_TRANSITIONS[step].sources
        found[role, state, step] = code
        expected[role, state, step] = (
            "permission-refused" if role not in allowed[step] else "done" if is_source else "state-has-changed"
        )
    assert found == expected


def test_api_says_the_same_of_every_step(opened, fair, client, request):
    criterion = ReviewCriterionFactory(fair=fair)
    review = ReviewFactory(application=eligible(fair)[0], reviewer=request.getfixturevalue("editor"))
    calls = {"score": api_score, "declare_conflict": api_conflict}
    found, expected = {}, {}
    for role, state, step in product(ROLES, ReviewState.values, calls):
        if (state, step) == ("assigned", "score") and role != "anonymous":
            client.force_login(person(request, role))
        stored = {"state": state, "conflict": "Μέλος." if state == "conflicted" else ""}
        Review.objects.filter(pk=review.pk).update(**stored)
        found[role, state, step] = calls[step](client, review, criterion).status_code
        Score.objects.all().delete()
        is_there = role == "editor" and state != "conflicted"
        done = {"score": 200, "declare_conflict": 204}[step]
        expected[role, state, step] = 401 if role == "anonymous" else done if is_there else 404
    assert found == expected


def test_scores_make_a_weighted_mean_and_a_spread(opened, fair, criteria, reviewers, coordinator):
    first, second, third = eligible(fair, 3)
    for reviewer, values in zip(reviewers, [(5, 0), (3, 3), (4, 2)], strict=True):
        score(ReviewFactory(application=first, reviewer=reviewer), criteria, *values, comment=" Καλό. ")
    score(ReviewFactory(application=second, reviewer=reviewers[0]), criteria, 5, 5)
    ReviewFactory(application=second, reviewer=reviewers[1])
    table = list(ranking(fair, coordinator))
    assert [row.pk for row in table] == [second.pk, first.pk, third.pk]
    shown = [(row.mean and round(row.mean, 4), row.lowest, row.highest, row.done, row.open) for row in table]
    assert shown == [(5.0, 5.0, 5.0, 1, 1), (3.3, 3.0, 3.5, 3, 0), (None, None, None, 0, 0)]
    assert {pk: round(mean, 4) for pk, mean in marks_of(fair).items()} == {first.pk: 3.3, second.pk: 5.0}
    assert set(Review.objects.filter(application=first).values_list("comment", flat=True)) == {"Καλό."}
    assert (progress(fair).assigned, progress(fair).done, progress(fair).unassigned) == (5, 4, 1)
    # Scored anew, the earlier scores are gone.
    again = Review.objects.select_related("application").get(application=second, reviewer=reviewers[0])
    score(again, criteria, 0, 0, actor=reviewers[0])
    assert marks_of(fair)[second.pk] == 0


def test_score_needs_every_criterion_and_an_open_review(opened, fair, criteria, reviewers):
    review = ReviewFactory(application=eligible(fair)[0], reviewer=reviewers[0])
    given = {criteria[0].pk: 5}
    with pytest.raises(DomainError) as refusal:
        score_application(review, given, acting_user=reviewers[0])
    assert refusal.value.field == f"criterion_{criteria[1].pk}"
    assert code_of(score, review, criteria, 6, 0) == "score-missing"
    Application.objects.filter(pk=review.application_id).update(eligibility="ineligible", eligibility_reason="seat")
    assert code_of(score, review, criteria, 5, 5) == "not-to-review"
    Application.objects.filter(pk=review.application_id).update(eligibility="eligible", state="approved")
    assert code_of(score, review, criteria, 5, 5) == "review-is-over"
    Application.objects.filter(pk=review.application_id).update(state="submitted")
    states = {}
    for state in FairState.values:
        type(fair).objects.filter(pk=fair.pk).update(state=state)
        states[state] = code_of(score, review, criteria, 5, 5)
    assert {state for state, code in states.items() if code == "done"} == {"in_review"}


def test_criteria_stand_once_the_first_application_is_scored(opened, fair, reviewers, coordinator):
    rows = [
        {"label": "Ποιότητα", "label_en": "Quality", "help": "", "help_en": "", "weight": 60},
        {"label": "Κοινωνικό όφελος", "label_en": "", "help": "", "help_en": "", "weight": 40},
    ]
    assert code_of(set_criteria, fair, rows[:1], acting_user=coordinator) == "weights-dont-add-up"
    twice = [rows[0], rows[1] | {"label": "ποιότητα"}]
    assert code_of(set_criteria, fair, twice, acting_user=coordinator) == "criterion-twice"
    many = [rows[0] | {"label": str(number), "weight": 10} for number in range(10)]
    assert code_of(set_criteria, fair, many, acting_user=coordinator) == "too-many-criteria"
    set_criteria(fair, rows, acting_user=coordinator)
    criteria = set_criteria(fair, rows, acting_user=coordinator)
    assert ReviewCriterion.objects.filter(fair=fair).count() == 2
    score(ReviewFactory(application=eligible(fair)[0], reviewer=reviewers[0]), criteria, 1, 2)
    assert code_of(set_criteria, fair, [], acting_user=coordinator) == "review-has-begun"


def test_applications_are_shared_out_evenly_and_never_to_their_own(opened, fair, criteria, reviewers, coordinator):
    applications = eligible(fair, 6)
    ApplicationFactory(fair=fair)
    ApplicationFactory(fair=fair, eligibility="ineligible", eligibility_reason="seat")
    ApplicationFactory(fair=fair, eligibility="eligible", state="withdrawn")
    give_role(reviewers[0], Role.CONTRIBUTOR, partnership=opened, subject=applications[0].organisation)
    ReviewFactory(application=applications[1], reviewer=reviewers[1], state="conflicted", conflict="Μέλος.")
    made = share_out_evenly(fair, acting_user=coordinator, each=2)
    counted = Review.objects.exclude(state="conflicted")
    assert (len(made), held(counted)) == (12, Counter({user.pk: 4 for user in reviewers}))
    assert held(counted.filter(application=applications[0])) == {reviewers[1].pk: 1, reviewers[2].pk: 1}
    assert held(counted.filter(application=applications[1])) == {reviewers[0].pk: 1, reviewers[2].pk: 1}
    assert sorted(Message.objects.values_list("to", flat=True)) == sorted(user.email for user in reviewers)
    assert share_out_evenly(fair, acting_user=coordinator, each=2) == []
    # With a third for everybody, two applications have one fewer.
    assert len(share_out_evenly(fair, acting_user=coordinator, each=3)) == 4


def test_sharing_out_needs_something_to_go_by(opened, fair, coordinator, reviewers):
    call = lambda each=2: code_of(share_out_evenly, fair, acting_user=coordinator, each=each)  # noqa: E731
    assert call() == "no-criterion"
    ReviewCriterionFactory(fair=fair)
    assert (call(0), call(6)) == ("sane-number", "sane-number")
    FairReviewer.objects.all().delete()
    assert call() == "no-reviewer"
    type(fair).objects.filter(pk=fair.pk).update(state="call_open")
    assert call() == "not-under-review"


def test_one_application_is_given_and_taken_by_hand(opened, fair, criteria, reviewers, coordinator, manager):
    application = eligible(fair)[0]
    give_role(reviewers[1], Role.MANAGER, partnership=opened, subject=application.organisation)
    codes = [
        code_of(assign_review, application, reviewer, acting_user=coordinator)
        for reviewer in (reviewers[0], reviewers[0], reviewers[1], manager, None)
    ]
    assert codes == ["done", "assigned-before", "own-organisation", "not-a-reviewer", "not-a-reviewer"]
    review = Review.objects.get()
    assert code_of(unassign_review, review, acting_user=manager) == "permission-refused"
    unassign_review(review, acting_user=coordinator)
    assert Review.objects.count() == 0
    unchecked = ApplicationFactory(fair=fair)
    assert code_of(assign_review, unchecked, reviewers[0], acting_user=coordinator) == "not-to-review"


def test_conflict_erases_scores_and_somebody_else_takes_over(opened, fair, criteria, reviewers, coordinator):
    application = eligible(fair)[0]
    review = ReviewFactory(application=application, reviewer=reviewers[0])
    score(review, criteria, 5, 5, comment="Γείτονας.")
    Message.objects.all().delete()
    with pytest.raises(DomainError):
        declare_conflict(review, acting_user=reviewers[0], words=" ")
    successor = declare_conflict(review, acting_user=reviewers[0], words="Είμαι μέλος.")
    review.refresh_from_db()
    assert (review.state, review.conflict, review.comment, Score.objects.count()) == (
        "conflicted",
        "Είμαι μέλος.",
        "",
        0,
    )
    assert successor.reviewer == reviewers[1]
    assert [message.to for message in Message.objects.all()] == [reviewers[1].email]
    assert list(own_reviews(reviewers[0], opened)) == []
    assert declare_conflict(successor, acting_user=reviewers[1], words="Συγγενής.").reviewer == reviewers[2]
    last = Review.objects.select_related("application").get(reviewer=reviewers[2])
    assert declare_conflict(last, acting_user=reviewers[2], words="Φίλος.") is None
    with pytest.raises(PermissionRefused):
        lift_conflict(review, acting_user=reviewers[1])
    lift_conflict(review, acting_user=coordinator)
    assert [row.pk for row in own_reviews(reviewers[0], opened)] == [review.pk]
    with pytest.raises(TransitionRefused):
        lift_conflict(review, acting_user=coordinator)


def test_whoever_has_a_conflict_sees_nothing_of_the_application(opened, fair, criteria, client, officer, coordinator):
    """Coordinator and officer review as well; after a conflict even their own pages do not show it."""
    kept, left = eligible(fair, 2)
    Application.objects.filter(pk=left.pk).update(needs="Ρεύμα 3000 W")
    for user in (officer, coordinator):
        ReviewFactory(application=left, reviewer=user, state="conflicted", conflict="Μέλος.")
        ReviewFactory(application=kept, reviewer=user)
    routes = ("application_detail", "application_decide", "application_review")
    found = {}
    for user in (officer, coordinator):
        client.force_login(user)
        for route in routes:
            for name, application in (("kept", kept), ("left", left)):
                where = {"partnership": "thessaly", "application": application.pk}
                found[user.email[:7], route, name] = client.get(reverse(route, kwargs=where)).status_code
        assert [row.pk for row in ranking(fair, user)] == [kept.pk]
        assert list(Application.objects.visible_to(user).order_by("pk")) == [kept]
        assert not authorise(user, "fairs.view_application", left)
        assert not authorise(user, "fairs.see_reviews", left)
        assert not authorise(user, "fairs.decide", left)
    assert [list(queue(user, opened)) for user in (officer, coordinator)] == [[kept], []]
    expected = {key: 404 if key[2] == "left" else 200 for key in found}
    expected[coordinator.email[:7], "application_decide", "kept"] = 403
    assert found == expected


def test_reviews_are_hidden_from_the_applicants_people_and_other_municipalities(
    opened, fair, client, organisation, manager, other_officer, editor, observer, officer
):
    application = ApplicationFactory(fair=fair, organisation=organisation, eligibility="eligible")
    review = ReviewFactory(application=application, reviewer=editor, state="done", comment="Μέτριο.")
    give_role(observer, Role.CONTRIBUTOR, partnership=opened, subject=organisation)
    where = {"partnership": "thessaly"}
    pages = [
        reverse("application_review", kwargs={**where, "application": application.pk}),
        reverse("review_detail", kwargs={**where, "review": review.pk}),
        reverse("fair_review", kwargs={**where, "fair": fair.slug}),
    ]
    found = {}
    for user in (manager, other_officer, observer, officer):
        client.force_login(user)
        answers = [client.get(page) for page in pages]
        assert ["Μέτριο." in answer.content.decode() for answer in answers] == [user == officer, False, False]
        found[user.email.partition("@")[0]] = [answer.status_code for answer in answers]
    assert found == {
        "manager": [403, 404, 403],
        "other-officer": [404, 404, 403],
        # An observer with a part in the organisation: the list is there, without it.
        "observer": [403, 404, 200],
        "officer": [200, 404, 200],
    }
    assert list(ranking(fair, observer)) == []


def test_reviewers_are_people_of_the_place_and_can_be_taken_off(
    opened, fair, criteria, coordinator, officer, other_officer, manager, observer
):
    codes = {
        user.email: code_of(appoint_reviewers, fair, [user], acting_user=coordinator)
        for user in (officer, other_officer, manager, observer)
    }
    assert list(codes.values()) == ["done", "not-of-the-partnership", "not-of-the-partnership", "done"]
    assert appoint_reviewers(fair, [observer], acting_user=coordinator) == []
    done, waiting = eligible(fair, 2)
    score(ReviewFactory(application=done, reviewer=observer), criteria, 4, 4)
    ReviewFactory(application=waiting, reviewer=observer)
    assert dismiss_reviewer(FairReviewer.objects.get(user=observer), acting_user=coordinator) == 1
    kept = Review.objects.select_related("application").get(reviewer=observer)
    assert (kept.state, code_of(score, kept, criteria, 1, 1)) == ("done", "permission-refused")
    assert AuditEntry.objects.filter(event="fair.dismiss_reviewer").count() == 1


def test_reviewer_works_through_the_queue_on_pages(client, partnership, fair, criteria, reviewers):
    first, second = (ReviewFactory(application=row, reviewer=reviewers[0]) for row in eligible(fair, 2))
    client.force_login(reviewers[0])

    def page(review):
        return reverse("review_detail", kwargs={"partnership": "thessaly", "review": review.pk})

    typed = {f"criterion_{criteria[0].pk}": "4", "comment": "Καλό."}
    answer = client.post(page(first), typed)
    assert (answer.status_code, "Καλό." in answer.content.decode()) == (422, True)
    typed[f"criterion_{criteria[1].pk}"] = "2"
    assert client.post(page(first), typed).url == page(second)
    leave = reverse("review_conflict", kwargs={"partnership": "thessaly", "review": second.pk})
    listed = reverse("review_list", kwargs={"partnership": "thessaly"})
    assert client.post(leave, {"words": "Μέλος."}).url == listed
    assert (client.get(page(second)).status_code, client.get(page(first)).status_code) == (404, 200)
    assert client.get(listed).content.decode().count('class="row"') == 1


def test_workspace_tells_reviewers_and_coordinators_what_waits(opened, fair, reviewers, coordinator, citizen):
    ReviewFactory(application=eligible(fair)[0], reviewer=reviewers[0])
    ApplicationFactory(fair=fair)
    found = {
        user.email: ([t.title for t in tasks(user, opened)], len(tools(user, opened)))
        for user in (reviewers[0], reviewers[1], coordinator, citizen)
    }
    assert list(found.values()) == [
        (["1 αίτηση περιμένει την αξιολόγησή σας"], 1),
        ([], 0),
        ([f"«{fair.name}»: 1 αίτηση για έλεγχο με τους όρους"], 0),
        ([], 0),
    ]


def test_pages_ask_the_same_number_of_statements_for_one_and_three(
    client, opened, fair, criteria, reviewers, coordinator
):
    where = {"partnership": "thessaly"}
    pages = {
        coordinator: [
            reverse(name, kwargs={**where, "fair": fair.slug})
            for name in ("fair_review", "review_eligibility", "review_reviewers")
        ],
        reviewers[0]: [reverse("review_list", kwargs=where), reverse("api_review_list", kwargs=where)],
    }

    def add():
        application = eligible(fair)[0]
        for reviewer in reviewers[:2]:
            score(ReviewFactory(application=application, reviewer=reviewer), criteria, 3, 3)
        ReviewFactory(application=eligible(fair)[0], reviewer=reviewers[0])

    def counts():
        numbers = []
        for user, addresses in pages.items():
            client.force_login(user)
            for address in addresses:
                with CaptureQueriesContext(connection) as caught:
                    assert client.get(address).status_code == 200
                numbers.append(len(caught))
        return numbers

    add()
    counts()
    one = counts()
    add()
    add()
    assert counts() == one
