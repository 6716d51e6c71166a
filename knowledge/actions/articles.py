"""Write, publish and put away articles."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from core.search import index
from core.slugs import free_slug
from knowledge.models import Article
from knowledge.states import ARTICLE_TRANSITIONS

TEXTS = ("title", "summary", "body", "title_en", "summary_en", "body_en")
AUDIENCE = ("target_groups", "topics")
LONG = {"body", "body_en"}


@transaction.atomic
def write_article(partnership, fields, *, acting_user):
    """Begin an article and return it, a draft. `fields` holds TEXTS and AUDIENCE; only the title is mandatory."""
    policy.enforce(acting_user, "knowledge.edit", partnership)
    values = _values(fields)
    slug = free_slug(values["title"], Article.objects.filter(partnership=partnership), fallback="arthro")
    article = Article(partnership=partnership, author=acting_user, slug=slug, **values)
    article.full_clean(exclude=["is_published"])
    article.save()
    audit.record("article.written", article, acting_user=acting_user, after={"title": article.title})
    return article


@transaction.atomic
def change_article(article, fields, *, acting_user):
    """Keep new texts and audience of an article and return it; its address stays.

    Raises DomainError when a published article would lose its summary or its text, or an archived one is changed.
    """
    row = transitions.lock(article, "partnership__region")
    policy.enforce(acting_user, "knowledge.edit", row)
    if row.state == Article.State.ARCHIVED:
        raise DomainError("article-archived", _("An archived article can no longer be changed."))
    values = _values(fields)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    if row.state == Article.State.PUBLISHED:
        _require_whole(row)
    row.save(update_fields=[*changed])
    audit.record("article.changed", row, acting_user=acting_user, before=_short(before), after=_short(changed))
    index.index(row)
    return row


@transaction.atomic
def publish_article(article, *, acting_user):
    """Publish a draft and return it: from now on everybody can read and find it, and the next digest tells of it.

    Raises DomainError when summary or text is missing, TransitionRefused when it is no draft any more.
    """
    row = transitions.lock(article)
    policy.enforce(acting_user, "knowledge.publish", row)
    _require_whole(row)
    row = transitions.take(
        row,
        ARTICLE_TRANSITIONS["publish"],
        acting_user=acting_user,
        changes={"published_at": timezone.now()},
        related=("partnership__region",),
    )
    index.index(row)
    return row


@transaction.atomic
def archive_article(article, *, acting_user):
    """Take a published article out of public sight and return it; its row and its history stay."""
    row = transitions.take(
        article, ARTICLE_TRANSITIONS["archive"], acting_user=acting_user, related=("partnership__region",)
    )
    index.index(row)
    return row


def _values(fields):
    texts = {name: fields.get(name, "").replace("\r\n", "\n").strip() for name in TEXTS}
    # Titles and summaries become subjects and lines of mails, where a line break would do harm.
    flat = {name: text if name in LONG else " ".join(text.split()) for name, text in texts.items()}
    return flat | {name: sorted(set(fields.get(name, ()))) for name in AUDIENCE}


def _require_whole(article):
    for field in ("summary", "body"):
        if not getattr(article, field):
            raise DomainError(
                "article-incomplete",
                _("A published article needs a summary and a text in Greek. Please write them first."),
                field=field,
            )


def _short(values):
    """The trail keeps what changed, but no copy of long texts."""
    return {name: f"{len(value)} characters" if name in LONG else value for name, value in values.items()}
