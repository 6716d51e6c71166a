"""Citizens who asked for the digest: most have confirmed, some have not yet, one has left again."""

from datetime import datetime, time, timedelta
from random import Random

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone, translation

from config.demo import names
from core.origin import salted_hash
from core.search import greek
from core.tokens import new_token
from knowledge import consent
from knowledge.actions import subscriptions
from knowledge.actions.schedule import change_schedule
from knowledge.models import ConsentProof, Subscription, Topic
from partnerships.models import TargetGroup

CONFIRMED = 25
PENDING = 4
ENDED = 1
_CITIZEN = AnonymousUser()
_NEXT_DIGEST = timedelta(days=5)


def load(partnership, crew, *, position):
    """Let people subscribe to the open partnership, and set its digest to a morning of the next days."""
    groups = list(TargetGroup.objects.values_list("code", flat=True))
    topics = list(Topic.objects.values_list("code", flat=True))
    rng = Random(partnership.slug)  # noqa: S311 -- the same choices at every load
    for number, name in enumerate(names.some_people(120 + position * 40, CONFIRMED + PENDING + ENDED)):
        choices = _choices(rng, groups, topics)
        token, subscription = _ask(partnership, name, choices, number)
        origin = _origin(partnership, number)
        if number < CONFIRMED + ENDED:
            with translation.override(choices.language):
                subscriptions.confirm(partnership, token, origin=origin, acting_user=_CITIZEN)
        if CONFIRMED <= number < CONFIRMED + ENDED:
            subscriptions.unsubscribe(subscription, acting_user=_CITIZEN)
        if number < CONFIRMED + ENDED:
            _remember(subscription, timezone.now() - timedelta(days=rng.randint(5, 300)))
    due = datetime.combine(timezone.localdate() + _NEXT_DIGEST, time(9))
    change_schedule(partnership, every_days=7, next_due_at=timezone.make_aware(due), acting_user=crew.coordinator)


def _choices(rng, groups, topics):
    """Return somebody's choices: mostly Greek, one to three groups, up to three topics, now and then everything."""
    language = "en" if rng.random() < 0.12 else "el"
    if rng.random() < 0.15:
        return subscriptions.Choices(language)
    return subscriptions.Choices(
        language,
        tuple(rng.sample(groups, rng.randint(1, 3))),
        tuple(rng.sample(topics, rng.randint(0, 3))),
    )


def _ask(partnership, name, choices, number):
    """Ask as a citizen does and return (token, Subscription). The token is made anew: the mail is thrown away."""
    email = f"{greek.slug(name)}@{partnership.slug}.example"
    with translation.override(choices.language):
        subscriptions.ask(
            partnership,
            email=email,
            choices=choices,
            origin=_origin(partnership, number),
            text_shown=consent.text_of_asking(partnership),
            acting_user=_CITIZEN,
        )
    token, token_hash = new_token()
    Subscription.objects.filter(partnership=partnership, email=email).update(confirm_hash=token_hash)
    return token, Subscription.objects.get(partnership=partnership, email=email)


def _origin(partnership, number):
    return salted_hash("demo", f"{partnership.slug}:{number}")


def _remember(subscription, when):
    rows = Subscription.objects.filter(pk=subscription.pk)
    rows.update(created_at=when, confirmed_at=when + timedelta(minutes=7))
    rows.filter(unsubscribed_at__isnull=False).update(unsubscribed_at=when + timedelta(days=3))
    proofs = ConsentProof.objects.filter(subscription=subscription)
    proofs.filter(step=ConsentProof.Step.ASKED).update(at=when)
    proofs.filter(step=ConsentProof.Step.CONFIRMED).update(at=when + timedelta(minutes=7))
