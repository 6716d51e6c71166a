"""Founding projects: the public entry, the pages of one project, the funnel.

The citizen leads the project; the manager's organisation is its mentor, and is asked by a second project.
"""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from core.tenancy import activate
from core.tokens import digest_of
from enterprises.models import FoundingMessage
from tests.access.enterprises_rows import SIGNED_IN, SIGNED_IN_ROLES
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.core.uploads.samples import pdf, upload
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.founding import (
    FoundingMemberFactory,
    FoundingMentorFactory,
    FoundingPaperFactory,
    FoundingProjectFactory,
    FoundingStepFactory,
)

TOKEN = "a-token-of-a-team"
UNSEEN = 404
"""A project is not there for those who have no part in it."""


def _project(world, **facts):
    return FoundingProjectFactory(partnership=world.partnership, lead=world.people["citizen"], **facts)


def _led(world):
    project = _project(
        world, state="papers", legal_form_id="koinsep_collective", form_chosen_on=timezone.localdate(), members=5
    )
    FoundingMentorFactory(project=project, organisation=world.organisation, state="accepted")
    with activate(world.partnership):
        FoundingMessage.objects.create(
            partnership=world.partnership, project=project, author=world.people["citizen"], text="Γεια"
        )
    return project


def _asked(world):
    """A second project, an idea yet, which asks the manager's organisation."""
    return FoundingMentorFactory(project=_project(world), organisation=world.organisation)


def _invited(world, email, **facts):
    return FoundingMemberFactory(
        project=world.rows["founding"],
        user=None,
        email=email,
        expires_at=timezone.now() + timedelta(days=1),
        **facts,
    )


def _again(world):
    seat = _invited(world, "again@example.org", token_digest=digest_of(TOKEN))
    with activate(world.partnership):
        type(seat).objects.filter(pk=seat.pk).update(invited_at=timezone.now() - timedelta(hours=1))
    return seat


def _paper(world):
    paper = FoundingPaperFactory(step=world.rows["founding_step"])
    if not storages["vault"].exists(paper.path):
        storages["vault"].save(paper.path, ContentFile(b"%PDF-1.7"))
    return paper


def _ready(world):
    """A project that lacks nothing for its registration."""
    project = _project(
        world, state="filed", legal_form_id="koinsep_collective", form_chosen_on=timezone.localdate(), members=5
    )
    for kind in ("registry_certificate", "tax_start", "bank_account", "registry_additional"):
        FoundingStepFactory(project=project, kind_id=kind, done_at=timezone.now())
    return project


def _orphan(world):
    """A project whose lead is gone."""
    project = FoundingProjectFactory(partnership=world.partnership)
    FoundingMemberFactory(project=project, user=world.people["citizen"])
    return project


def _for_the_steward(world):
    """A project to which the steward is invited."""
    project = FoundingProjectFactory(partnership=world.partnership)
    FoundingMemberFactory(
        project=project,
        user=None,
        email=world.people["steward"].email,
        expires_at=timezone.now() + timedelta(days=1),
    )
    return project


BUILDERS |= {
    "founding": _led,
    "founding_asked": _asked,
    "founding_again": _again,
    "founding_mate": lambda world: FoundingMemberFactory(project=world.rows["founding"], user=UserFactory()),
    "founding_step": lambda world: FoundingStepFactory(project=world.rows["founding"], kind_id="draft_statute"),
    "founding_paper": _paper,
    "founding_candidate": lambda world: OrganisationFactory(partnership=world.partnership),
    "founding_team": lambda world: _project(world, state="team"),
    "founding_ready": _ready,
    "founding_closed": lambda world: _project(world, state="abandoned"),
    "founding_orphan": _orphan,
    "founding_invited": _for_the_steward,
}


def at(name="founding", row=None):
    """kwargs of an address below a project: the row's own if it belongs to one."""

    def kwargs(world):
        project = world.rows[name]
        project = getattr(project, "project", project)
        more = {"pk": world.rows[row].pk} if row else {}
        return world.tenant(project=project.pk, **more)

    return kwargs


def message(world):
    with activate(world.partnership):
        return world.tenant(project=world.rows["founding"].pk, pk=world.rows["founding"].messages.get().pk)


def mentor(world):
    with activate(world.partnership):
        return world.tenant(project=world.rows["founding"].pk, pk=world.rows["founding"].mentors.get().pk)


def seen(*allowed, status=200):
    """Who sees the project but may not do this gets 403; who may not see it, 404."""
    statuses = only(others=UNSEEN) | dict.fromkeys(("citizen", "manager", "observer", "coordinator"), 403)
    return statuses | dict.fromkeys(allowed, status)


def team_only(*allowed, status=200):
    """The same for a project that has no mentor."""
    return seen(*allowed, status=status) | {"manager": UNSEEN}


def idea(world):
    return {"title": "Φούρνος", "idea": "Ψωμί.", "municipality": world.municipality.pk}


FOLLOWERS = ("citizen", "manager", "observer", "coordinator")
TALKERS = ("citizen", "manager", "coordinator")
FORM = {"legal_form": "koinsep_collective", "members": 5}
FACTS = {"name": "Το Προζύμι", "afm": "094259216", "kalo_number": "100200300"}


def _post(route, statuses, kwargs, data=None):
    return Row(route, "POST", statuses, kwargs=kwargs, data=data or (lambda world: {}))


def _both(route, get, kwargs, data=None):
    """A page that asks first, and its deed: whoever may see the question may do it."""
    post = {role: 302 if status == 200 else status for role, status in get.items()}
    return [Row(route, "GET", get, kwargs=kwargs), _post(route, post, kwargs, data)]


ROWS = [
    Row("founding_entry", "GET", everybody(200), kwargs=lambda world: world.tenant()),
    Row("founding_start", "GET", SIGNED_IN, kwargs=lambda world: world.tenant()),
    _post("founding_start", only(*SIGNED_IN_ROLES, allowed=302), lambda world: world.tenant(), idea),
    Row("founding_join", "GET", everybody(200), kwargs=lambda world: world.tenant(token=TOKEN)),
    # Nobody of the world holds the invited mailbox: they are sent back to the page, a visitor's form lacks all.
    _post("founding_join", everybody(302) | {"anonymous": 422}, lambda world: world.tenant(token=TOKEN)),
    *_both("founding_invited", only("steward", others=UNSEEN), at("founding_invited")),
    Row("founding_funnel", "GET", only("observer", "coordinator"), kwargs=lambda world: world.tenant()),
    Row("founding_detail", "GET", seen(*FOLLOWERS), kwargs=at()),
    *_both("founding_edit", seen("citizen"), at(), idea),
    *_both("founding_form", seen("citizen"), at(), lambda world: FORM),
    _post("founding_gather", seen("citizen", status=302), at("founding_asked")),
    _post("founding_prepare", team_only("citizen", status=302), at("founding_team")),
    _post("founding_file", seen("citizen", status=302), at()),
    *_both("founding_register", team_only("citizen"), at("founding_ready"), lambda world: FACTS),
    *_both("founding_give_up", seen("citizen"), at(), lambda world: {"reason": "Δεν βρέθηκε χώρος."}),
    _post("founding_resume", team_only("citizen", status=302), at("founding_closed")),
    Row("founding_history", "GET", seen(*FOLLOWERS), kwargs=at()),
    Row("founding_team", "GET", seen(*FOLLOWERS), kwargs=at()),
    _post("founding_team", seen("citizen", status=302), at(), lambda world: {"email": "x@example.org"}),
    # The lead stays: the question is shown, the deed refused in words.
    Row("founding_leave", "GET", seen("citizen"), kwargs=at()),
    _post("founding_leave", seen("citizen", status=422), at()),
    _post("founding_take_over", team_only("citizen", status=302), at("founding_orphan")),
    _post("founding_invite_again", seen("citizen", status=302), at(row="founding_again")),
    *_both("founding_withdraw", seen("citizen"), at(row="founding_again")),
    *_both("founding_remove_member", seen("citizen"), at(row="founding_mate")),
    *_both("founding_hand_over", seen("citizen"), at(row="founding_mate")),
    Row("founding_checklist", "GET", seen(*FOLLOWERS), kwargs=at()),
    *_both("founding_step", seen("citizen"), at(row="founding_step"), lambda world: {"note": "Αύριο"}),
    _post("founding_step_do", seen("citizen", status=302), at(row="founding_step")),
    _post("founding_step_undo", seen("citizen", status=302), at(row="founding_step")),
    *_both(
        "founding_paper_add", seen("citizen"), at(row="founding_step"), lambda world: {"file": upload(pdf(), "a.pdf")}
    ),
    Row("founding_paper", "GET", seen(*FOLLOWERS), kwargs=at(row="founding_paper")),
    *_both("founding_paper_remove", seen("citizen"), at(row="founding_paper")),
    Row("founding_mentors", "GET", seen(*FOLLOWERS), kwargs=at()),
    *_both(
        "founding_mentor_ask",
        seen("citizen"),
        lambda world: at()(world) | {"organisation": world.rows["founding_candidate"].slug},
    ),
    _post(
        "founding_mentor_answer",
        seen("manager", status=302),
        at("founding_asked", row="founding_asked"),
        lambda world: {"answer": "accept"},
    ),
    *_both("founding_mentor_end", seen("citizen", "manager"), mentor),
    Row("founding_talk", "GET", seen(*FOLLOWERS), kwargs=at()),
    _post("founding_talk", seen(*TALKERS, status=302), at(), lambda world: {"text": "Καλημέρα"}),
    # Others are told that only one's own message can be removed.
    Row("founding_message_remove", "GET", seen(*TALKERS), kwargs=message),
    _post(
        "founding_message_remove",
        seen("citizen", status=302) | dict.fromkeys(("manager", "coordinator"), 422),
        message,
    ),
    Row("api_founding_step_list", "GET", everybody(200)),
]
