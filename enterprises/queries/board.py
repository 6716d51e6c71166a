"""The need and surplus board: what is open, who may answer, what waits for whom."""

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Prefetch, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.policy import authorise
from enterprises.models import BoardAnswer, BoardPost, Organisation
from enterprises.queries.units import unit_in_words
from enterprises.states import AnswerState, OrganisationState
from partnerships.policy import is_staff
from partnerships.queries.people import people_with
from partnerships.roles import held_by
from partnerships.states import Role

AT_WORK = (Role.MANAGER, Role.CONTRIBUTOR)
POST_JOINS = ("facility__municipality", "facility__organisation", "facility__partnership", "partnership")


def open_posts(partnership):
    """Return what everybody may read on the board of a partnership, the most urgent first."""
    return BoardPost.objects.published().filter(partnership=partnership).with_card_data()


def posts_of(facility):
    """Return the open posts of a facility, the most urgent first."""
    return BoardPost.objects.published().filter(facility=facility).select_related("partnership")


def kept_posts(facility):
    """Return all posts of a facility for its people: open ones first, each with its `given` answers."""
    answers = BoardAnswer.objects.exclude(state=AnswerState.WITHDRAWN).select_related(
        "organisation__municipality", "organisation__partnership", "answered_by"
    )
    posts = facility.posts.select_related("partnership").prefetch_related(
        Prefetch("answers", answers, to_attr="given")
    )
    is_open = ExpressionWrapper(Q(state="open"), output_field=BooleanField())
    return posts.order_by(is_open.desc(), F("until").asc(nulls_last=True), "-posted_at")


def visible_posts(actor, partnership):
    """Return the posts that the actor may read: public ones, those of own facilities, those that own ones answered."""
    posts = BoardPost.objects.filter(partnership=partnership).with_card_data()
    if is_staff.decide(actor, partnership):
        return posts
    own = own_organisations(actor, partnership)
    visible = Q(pk__in=BoardPost.objects.published().values("pk")) | Q(facility__organisation__in=own)
    if own:
        visible |= Q(pk__in=BoardAnswer.objects.filter(organisation__in=own).values("post"))
    return posts.filter(visible)


def own_organisations(actor, partnership):
    """Return the ids of the organisations of a partnership that the actor works for."""
    return [
        assignment.subject_id
        for assignment in held_by(actor)
        if assignment.partnership_id == partnership.pk and assignment.role in AT_WORK
    ]


def able_to_answer(actor, post):
    """Return the active organisations for which the actor may answer a post, by name."""
    own = own_organisations(actor, post.partnership)
    if not own:
        return []
    active = Organisation.objects.filter(pk__in=own, partnership=post.partnership, state=OrganisationState.ACTIVE)
    possible = [
        BoardAnswer(partnership_id=post.partnership_id, post=post, organisation=organisation)
        for organisation in active.order_by("sort_key")
    ]
    return [answer.organisation for answer in possible if authorise(actor, "enterprises.answer_board", answer)]


def answers_of(actor, partnership):
    """Return the answers that the actor's organisations gave in a partnership, the latest first."""
    answers = BoardAnswer.objects.filter(organisation__in=own_organisations(actor, partnership))
    joined = answers.select_related("organisation", *(f"post__{name}" for name in POST_JOINS), "decided_by")
    return joined.order_by("-answered_at", "-pk")


def answers_to(post, actor):
    """Return the answers that the actor's own organisations gave to a post, the latest first."""
    return answers_of(actor, post.partnership).filter(post=post)


def waiting_answers(actor, partnership):
    """Return the posts of the actor's facilities on which answers wait, each with their number as `waiting`."""
    own = own_organisations(actor, partnership)
    if not own:
        return []
    posts = BoardPost.objects.filter(partnership=partnership, facility__organisation__in=own, state="open")
    waiting = posts.annotate(waiting=Count("answers", filter=Q(answers__state=AnswerState.OFFERED)))
    return waiting.filter(waiting__gt=0).select_related("facility__partnership").order_by("posted_at")


def workers_of(organisation):
    """Return the active users who manage an organisation or contribute to it."""
    return people_with(*AT_WORK, partnership_id=organisation.partnership_id, subject_id=organisation.pk)


def plain(quantity):
    """Return a quantity without the decimals that it doesn't need: 20 and 2.5, as one writes them; None stays None."""
    if quantity is None:
        return None
    return quantity.normalize() if quantity % 1 else int(quantity)


def amount_in_words(quantity, unit):
    """Return a quantity as people write it, in the reader's language: "12 litres", "2,5 kg"; "" without one."""
    if quantity is None:
        return ""
    number = number_format(plain(quantity), use_l10n=True)
    return f"{number} {unit_in_words(unit, quantity)}".strip()


def promised_in_words(post):
    """Return how much of a post is agreed: "12 of 20 λίτρα promised"; "" while nothing is."""
    if not post.promised:
        return ""
    words = {"promised": amount_in_words(post.promised, "" if post.quantity else post.unit)}
    if post.quantity is None:
        return _("%(promised)s promised") % words
    words["quantity"] = amount_in_words(post.quantity, post.unit)
    return _("%(promised)s of %(quantity)s promised") % words
