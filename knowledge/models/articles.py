from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel
from core.tenancy.walls import published_column
from core.vocabulary import Term, in_language
from knowledge.models.querysets import ArticleQuerySet
from knowledge.states import ArticleState


class Topic(Term):
    """What content is about, beside whom it addresses."""


class Article(PublicModel):
    """A short text of the knowledge base, addressed to target groups and filed under topics.

    No target group and no topic means that it addresses everybody. A draft may lack its texts;
    what is published has them.
    """

    State = ArticleState

    slug = models.SlugField(max_length=120)
    title = models.CharField(_("title"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    summary_en = models.CharField(_("summary in English"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    body_en = models.TextField(_("text in English"), blank=True)
    target_groups = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    topics = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    state = models.CharField(max_length=9, choices=ArticleState, default=ArticleState.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    is_published = published_column(Q(state="published"))

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="article_slug_once"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="article_published_on_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~(Q(summary="") | Q(body="")), name="article_published_whole"
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "-published_at"], condition=Q(is_published=True), name="article_newest"
            ),
            GinIndex(fields=["target_groups"]),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return in_language(self.title, self.title_en)

    @property
    def lead(self):
        return in_language(self.summary, self.summary_en)

    @property
    def text(self):
        return in_language(self.body, self.body_en)

    @property
    def is_in_greek_only(self):
        """Tell whether a reader who chose English finds nothing of it."""
        return not (self.title_en or self.summary_en or self.body_en)

    @property
    def is_in_english(self):
        """Tell whether a reader who chose English finds all of it."""
        return bool(self.title_en and self.summary_en and self.body_en)

    def get_absolute_url(self):
        return reverse("article_detail", kwargs={"partnership": self.partnership.slug, "slug": self.slug})
