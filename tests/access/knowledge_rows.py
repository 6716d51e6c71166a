"""The knowledge base, subscriptions and digests."""

from uuid import uuid4

from core.tokens import digest_of
from knowledge import tokens
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.knowledge import ArticleFactory, DraftFactory, SubscriptionFactory

CONFIRM_TOKEN = "a-token-that-only-the-mailbox-of-the-reader-knows"

BUILDERS["article"] = lambda world: ArticleFactory(partnership=world.partnership, slug="nea")
BUILDERS["article_draft"] = lambda world: DraftFactory(partnership=world.partnership)
BUILDERS["subscription"] = lambda world: SubscriptionFactory(partnership=world.partnership)
BUILDERS["asked"] = lambda world: SubscriptionFactory(
    partnership=world.partnership,
    state="pending",
    confirm_hash=digest_of(CONFIRM_TOKEN),
    confirm_until="2999-01-01T00:00Z",
)

EDITORS = ("editor", "coordinator")
STAFF = ("observer", *EDITORS)


def _tenant(world):
    return world.tenant()


def _article(name):
    return lambda world: world.tenant(pk=world.rows[name].pk)


def _token(purpose):
    return lambda world: world.tenant(token=tokens.sign(world.rows["subscription"], purpose))


def _confirm(world):
    return world.tenant(token=CONFIRM_TOKEN)


def _wish(world):
    return {"email": f"{uuid4().hex}@example.org", "language": "el"}


def _text(world):
    return {"title": "Νέα πρόσκληση", "summary": "Τι και για ποιους.", "body": "Κείμενο."}


def _both(route, kwargs, data=dict, posted=302):
    return [
        Row(route, "GET", everybody(200), kwargs=kwargs),
        Row(route, "POST", everybody(posted), kwargs=kwargs, data=lambda world: data()),
    ]


ROWS = [
    Row("article_list", "GET", everybody(200), kwargs=_tenant),
    Row("article_detail", "GET", everybody(200), kwargs=lambda world: world.tenant(slug="nea")),
    Row("subscribe", "GET", everybody(200), kwargs=_tenant),
    Row("subscribe", "POST", everybody(302), kwargs=_tenant, data=_wish),
    Row("subscribe_sent", "GET", everybody(200), kwargs=_tenant),
    *_both("subscription_confirm", _confirm),
    *_both("subscription_preferences", _token(tokens.PREFERENCES), lambda: {"language": "el"}),
    *_both("subscription_erase", _token(tokens.PREFERENCES), posted=200),
    *_both("unsubscribe", _token(tokens.UNSUBSCRIBE), posted=200),
    Row("manage_articles", "GET", only(*STAFF), kwargs=_tenant),
    Row("article_preview", "GET", only(*STAFF), kwargs=_article("article_draft")),
    Row("article_new", "GET", only(*EDITORS), kwargs=_tenant),
    Row("article_new", "POST", only(*EDITORS, allowed=302), kwargs=_tenant, data=_text),
    Row("article_edit", "GET", only(*EDITORS), kwargs=_article("article")),
    Row("article_edit", "POST", only(*EDITORS, allowed=302), kwargs=_article("article"), data=_text),
    Row("article_publish", "POST", only(*EDITORS, allowed=302), kwargs=_article("article_draft")),
    Row("article_archive", "GET", only(*EDITORS), kwargs=_article("article")),
    Row("article_archive", "POST", only(*EDITORS, allowed=302), kwargs=_article("article")),
    Row("manage_subscribers", "GET", only(*STAFF), kwargs=_tenant),
    Row("manage_digest", "GET", only("coordinator"), kwargs=_tenant),
    Row(
        "manage_digest",
        "POST",
        only("coordinator", allowed=302),
        kwargs=_tenant,
        data=lambda world: {"every_days": "14", "next_due_at": "2026-12-01T09:00"},
    ),
    Row("api_topic_list", "GET", everybody(200)),
    Row("api_article_list", "GET", everybody(200)),
    Row("api_article_detail", "GET", everybody(200), kwargs=lambda world: {"pk": world.rows["article"].pk}),
    Row("api_subscribe", "POST", everybody(202), kwargs=_tenant, data=_wish),
    Row("api_subscribe", "GET", everybody(405), kwargs=_tenant),
]
