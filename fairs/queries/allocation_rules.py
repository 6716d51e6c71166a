"""The rules by which the stands of a fair are given, in words, and what anybody repeats its lottery with."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import day_in_words
from fairs.models import AllocationPolicy
from fairs.states import AllocationMethod


@dataclass(frozen=True)
class Chapter:
    """One part of the rules: what it is about, and its sentences."""

    title: str
    sentences: list[str]


def rules_of(fair):
    """Return the AllocationPolicy of a fair with its classes at hand, or None where none is set."""
    return AllocationPolicy.objects.filter(fair=fair).prefetch_related("classes").first()


def in_words(rules):
    """Return the Chapters of the rules in the active language."""
    return [
        Chapter(_("Who comes first"), _class_sentences(rules)),
        Chapter(_("Within the same group"), _method_sentences(rules)),
        Chapter(_("What always holds"), _constraint_sentences(rules)),
    ]


def class_name(rules, place):
    """Return what the priority class at this place is called, 1 first; after the last one come all the others."""
    classes = list(rules.classes.all())
    return str(classes[place - 1]) if 0 < place <= len(classes) else _("All the others")


def numbers_text(rules):
    """Return the file that `docs/lottery.py` reads: the numbers of the applications that were drawn, one a line."""
    return "".join(f"{number}\n" for number in rules.drawn)


def _class_sentences(rules):
    classes = list(rules.classes.all())
    if not classes:
        return [_("No group comes before another.")]
    named = [_("%(place)s. %(group)s") % {"place": place, "group": one} for place, one in enumerate(classes, 1)]
    last = _("%(place)s. %(group)s") % {"place": len(classes) + 1, "group": _("All the others")}
    return [*named, last, _("Who belongs to several groups counts in the first of them.")]


def _method_sentences(rules):
    sentences = [*_point_sentences(rules)] if rules.gives_points else []
    if rules.draws_lots:
        return [*sentences, *_lottery_sentences(rules)]
    if rules.method == AllocationMethod.FIRST_COME:
        return [_("The earlier application comes first.")]
    return [*sentences, _("Of two with the same points the earlier application comes first.")]


def _point_sentences(rules):
    yield _("More points come first.")
    if rules.participation_points:
        each = ngettext(
            "%(points)s point for each earlier participation in this series of fairs",
            "%(points)s points for each earlier participation in this series of fairs",
            rules.participation_points,
        )
        most = ngettext("; %(most)s counts at most.", "; %(most)s count at most.", rules.most_participations)
        yield each % {"points": rules.participation_points} + most % {"most": rules.most_participations}
    if rules.review_weight:
        words = ngettext(
            "Up to %(points)s point by the review of the application.",
            "Up to %(points)s points by the review of the application.",
            rules.review_weight,
        )
        yield words % {"points": rules.review_weight}


def _lottery_sentences(rules):
    if rules.gives_points:
        yield _("Of those with the same points the lot decides.")
    else:
        yield _("The lot decides.")
    yield _("Drawn from: %(source)s.") % {"source": rules.seed_note.rstrip(".")}
    if rules.seed_known_on:
        words = _("It becomes known on %(day)s, after the call has closed: nobody can know the order before.")
        yield words % {"day": day_in_words(rules.seed_known_on)}


def _constraint_sentences(rules):
    yield _("An organisation gets one stand, and only one that has the width, the power and all else it needs.")
    if rules.reserved_percent:
        words = _(
            "At least %(percent)s%% of the stands go to Koin.S.Ep., as long as enough of them apply; "
            "what they do not need goes to the others."
        )
        yield words % {"percent": rules.reserved_percent}
    if rules.keeps_food_apart:
        yield _("Food never stands beside live animals.")
    if rules.joins_neighbours:
        yield _("Two who ask for each other stand side by side where that takes no stand from anybody.")
    yield _("A higher place never goes without a stand so that lower ones get more.")
    yield _("Who gets no stand waits in the same order; a stand that becomes free goes to the next whom it fits.")
