"""The rules by which stands are given: set before the call opens, public from then on, and never changed again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.dates import day_in_words
from core.errors import DomainError
from fairs.models import AllocationPolicy, Application, PriorityClass
from fairs.states import GONE_STATES, PREPARED_STATES, AllocationMethod, FairState

MOST_CLASSES = 4
FIELDS = (
    "method",
    "participation_points",
    "most_participations",
    "review_weight",
    "reserved_percent",
    "keeps_food_apart",
    "joins_neighbours",
    "seed_note",
    "seed_known_on",
)


@transaction.atomic
def save_rules(fair, *, acting_user, classes=(), **values):
    """Set the rules of a fair's allocation (all of FIELDS, and who comes first) and return the AllocationPolicy.

    Raises DomainError once they are public, or at the field that does not fit.
    """
    fair = _lock_fair(fair, acting_user)
    rules = _open_rules(fair)
    values = _without_what_does_not_count(values)
    _check(values, fair)
    _check_classes(classes)
    before = {**{name: getattr(rules, name) for name in FIELDS}, "classes": _class_codes(rules)}
    for name, value in values.items():
        setattr(rules, name, value)
    rules.save()
    rules.classes.all().delete()
    PriorityClass.objects.bulk_create(
        PriorityClass(partnership_id=fair.partnership_id, policy=rules, position=place, rule=rule)
        for place, rule in enumerate(classes, 1)
    )
    after = {**values, "classes": list(classes)}
    audit.record("allocationpolicy.update", rules, acting_user=acting_user, before=before, after=after)
    return rules


@transaction.atomic
def announce_rules(fair, *, acting_user):
    """Let everybody read the rules before the call opens and return them; nothing of them changes afterwards."""
    fair = _lock_fair(fair, acting_user)
    rules = _open_rules(fair)
    if rules.pk is None:
        raise DomainError("rules-missing", _("Set the rules first."))
    _freeze(rules, fair)
    audit.record("allocationpolicy.announce", rules, acting_user=acting_user)
    return rules


def publish_with_call(fair):
    """Make the rules of a fair public and final, part of the action that opens its call; without any, first come.

    Raises DomainError when the day of the draw does not come after the last day for applications.
    """
    rules = AllocationPolicy.objects.filter(fair=fair).first()
    if rules is None:
        rules = AllocationPolicy(
            partnership_id=fair.partnership_id, fair=fair, method=AllocationMethod.FIRST_COME, joins_neighbours=True
        )
    try:
        _check({name: getattr(rules, name) for name in FIELDS}, fair)
    except DomainError as error:
        message = _("The rules of the stands do not fit yet: %(fault)s") % {"fault": error.message}
        raise DomainError(error.code, message) from error
    if not rules.frozen_at:
        _freeze(rules, fair)


def respect_draw(fair, apply_by):
    """Raise DomainError when applications would still come in after the published seed of the lottery is known."""
    rules = AllocationPolicy.objects.filter(fair=fair, frozen_at__isnull=False).first()
    if rules and rules.draws_lots and apply_by >= rules.seed_known_on:
        raise DomainError(
            "seed-known-before",
            _("The draw becomes known on %(day)s: applications must end before that day.")
            % {"day": day_in_words(rules.seed_known_on)},
            field="apply_by",
        )


@transaction.atomic
def publish_seed(fair, *, acting_user, seed):
    """Publish, once and for all, what the lottery is drawn from, with the numbers of the applications that it orders.

    Raises DomainError while the call is open, before the day that the rules name, and when it is published already.
    """
    fair = _lock_fair(fair, acting_user)
    seed = " ".join(seed.split())
    rules = _ready_for(seed, fair, AllocationPolicy.objects.select_for_update().filter(fair=fair).first())
    rules.seed, rules.seed_published_at = seed, timezone.now()
    handed_in = Application.objects.handed_in().filter(fair=fair).exclude(state__in=GONE_STATES)
    rules.drawn = sorted(handed_in.values_list("pk", flat=True))
    rules.save(update_fields=["seed", "seed_published_at", "drawn"])
    audit.record("allocationpolicy.seed", rules, acting_user=acting_user, after={"seed": seed})
    return rules


def _lock_fair(fair, acting_user):
    row = transitions.lock(fair)
    policy.enforce(acting_user, "fairs.organise", row)
    tenancy.require(row.partnership_id)
    return row


def _open_rules(fair):
    """Return the stored rules, or new ones, as long as they can be changed."""
    rules = AllocationPolicy.objects.select_for_update().filter(fair=fair).first()
    if fair.state not in PREPARED_STATES or (rules and rules.frozen_at):
        raise DomainError("rules-are-public", _("The rules are public: they stay as they are."))
    return rules or AllocationPolicy(partnership_id=fair.partnership_id, fair=fair)


def _class_codes(rules):
    return list(rules.classes.values_list("rule", flat=True)) if rules.pk else []


def _without_what_does_not_count(values):
    """Return the values without those that the chosen method does not look at."""
    method = values["method"]
    dropped = {}
    if method not in (AllocationMethod.POINTS, AllocationMethod.POINTS_LOT):
        dropped |= {"participation_points": 0, "review_weight": 0}
    if method not in (AllocationMethod.POINTS_LOT, AllocationMethod.LOTTERY):
        dropped |= {"seed_note": "", "seed_known_on": None}
    return {**values, **dropped}


def _check(values, fair):
    gives_points = values["method"] in (AllocationMethod.POINTS, AllocationMethod.POINTS_LOT)
    if gives_points and not (values["participation_points"] or values["review_weight"]):
        raise DomainError("no-points", _("Say what gives points."), field="participation_points")
    if values["reserved_percent"] > 100:
        raise DomainError("share-too-large", _("At most 100 percent."), field="reserved_percent")
    draws_lots = values["method"] in (AllocationMethod.POINTS_LOT, AllocationMethod.LOTTERY)
    if draws_lots and not values["seed_note"].strip():
        message = _("Say from which public source the draw will come, and how it is written.")
        raise DomainError("seed-source-missing", message, field="seed_note")
    _check_day_of_seed(values, fair.apply_by, fair.starts_on, draws_lots)


def _check_day_of_seed(values, apply_by, starts_on, draws_lots):
    if not draws_lots:
        return
    day = values["seed_known_on"]
    if day is None:
        raise DomainError("seed-day-missing", _("Say on which day the draw becomes known."), field="seed_known_on")
    if day <= apply_by:
        message = _("The draw must become known after the last day for applications, %(day)s.")
        raise DomainError("seed-known-before", message % {"day": day_in_words(apply_by)}, field="seed_known_on")
    if day >= starts_on:
        raise DomainError("seed-known-late", _("The draw must come before the fair begins."), field="seed_known_on")


def _check_classes(classes):
    if len(set(classes)) < len(classes):
        raise DomainError("class-twice", _("The same group stands there twice."), field="classes")
    if len(classes) > MOST_CLASSES:
        raise DomainError("too-many-classes", _("These are too many groups."), field="classes")


def _freeze(rules, fair):
    rules.frozen_at, rules.call_is_public = timezone.now(), True
    rules.save()
    rules.classes.update(call_is_public=True)


def _ready_for(seed, fair, rules):
    """Return the rules of a fair if its draw can be published now. Raises DomainError."""
    if rules is None or not rules.draws_lots:
        raise DomainError("no-lottery", _("By the rules of this fair no lots are drawn."))
    if rules.seed:
        raise DomainError("seed-is-published", _("The draw is published: it stays as it is."))
    if fair.state != FairState.UNDER_REVIEW:
        raise DomainError("call-is-open", _("The draw is published after the call has closed."))
    if timezone.localdate() < rules.seed_known_on:
        message = _("By the rules the draw becomes known on %(day)s.")
        raise DomainError("seed-not-known", message % {"day": day_in_words(rules.seed_known_on)})
    if not seed:
        raise DomainError("seed-missing", _("Please type what was drawn."), field="seed")
    return rules
